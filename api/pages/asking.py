"""问答: conversations at the left, question and answer in the middle, the source at the right."""

from __future__ import annotations

from anyio import to_thread
from nicegui import ui

from api.answering import answering, understood
from api.guard import PAGES
from api.pages.answer_view import answer_view, copy_answer
from api.pages.asking_scope import AskingScope
from api.pages.conversation_list import ConversationList
from api.pages.frame import MAKING_SECONDS, Workspace, frame
from api.pages.source_view import SourceView
from api.pages.streaming import pieces_of
from api.pages.texts import text
from api.schemas.asking import QUESTION_LIMIT, AskResponse
from api.schemas.conversations import TurnOut
from api.service import Service
from assistant.asking.suggesting import suggestions
from assistant.speaking import Notice, Said
from knowledge.conversations import Verdict

_VERDICTS: tuple[tuple[Verdict, str], ...] = (("right", "thumb_up"), ("wrong", "thumb_down"))


def install(workspace: Workspace) -> None:
    """The pages at ``/ask`` and ``/ask/{conversation}``; with ``?q=`` the question is asked at once."""

    @ui.page("/ask", response_timeout=MAKING_SECONDS)
    async def begin(q: str = "") -> None:
        with frame("ask"):
            page = _AskingPage(workspace.service, "")
            await page.build()
        if q.strip():
            await ui.context.client.connected()
            await page.ask(q[:QUESTION_LIMIT])

    @ui.page("/ask/{conversation}", response_timeout=MAKING_SECONDS)
    async def go_on(conversation: str) -> None:
        with frame("ask"):
            page = _AskingPage(workspace.service, conversation)
            await page.build()
            page.name_tab()


class _AskingPage:
    """One open conversation."""

    def __init__(self, service: Service, conversation: str) -> None:
        self._service = service
        self._conversation = conversation
        self._suggested: ui.element | None = None

    async def build(self) -> None:
        """Everything that was said so far, and the place to ask."""
        kept = await to_thread.run_sync(self._service.library.conversations.whole, self._conversation)
        asked_for = self._conversation
        self._conversation = kept.head.id if kept else ""
        with ui.element("div").classes("asking"):
            self._list = ConversationList(self._service, self._conversation)
            await self._list.refresh()
            with ui.element("section").classes("chat").props(f'aria-label="{text("nav.ask")}"'):
                self._title = ui.label(kept.head.title if kept else text("ask.new")).classes("title")
                self._title.props("role=heading aria-level=1")
                self._thread = ui.element("div").classes("thread").props('aria-live="polite"')
                self._box()
            self._source = SourceView(self._service.library)
        with self._thread:
            if kept is None:
                self._examples()
                if asked_for:
                    ui.notify(text("ask.gone"), type="warning")
            for turn in kept.turns if kept else ():
                self._turn(TurnOut.of(turn))
        self._to_the_end()

    def _box(self) -> None:
        with ui.element("form").classes("box").on("submit.prevent", self._send):
            self._input = ui.textarea(placeholder=text("ask.placeholder")).props(
                f'outlined autogrow dense maxlength={QUESTION_LIMIT} aria-label="{text("ask.placeholder")}"'
            )
            self._input.on("keydown.enter.exact.prevent", self._send)
            self._button = ui.button(text("ask.send"), on_click=self._send).props("unelevated")
        self._scope = AskingScope(self._service)

    def name_tab(self) -> None:
        """The conversation's name as the title of the tab."""
        ui.page_title(f"{self._title.text} · {text('brand')}")

    def _examples(self) -> None:
        self._suggest([text(f"ask.example_{n}") for n in (1, 2, 3, 4)], text("ask.hint"))

    async def _send(self) -> None:
        question = str(self._input.value or "").strip()
        if not question:
            ui.notify(text("ask.empty"), type="warning")
            return
        self._input.value = ""
        await self.ask(question)

    async def ask(self, question: str) -> None:
        """Ask in this conversation; the answer appears sentence by sentence."""
        self._button.disable()
        if self._suggested is not None:
            self._suggested.delete()
            self._suggested = None
        try:
            with self._thread:
                self._question(question)
                with ui.element("div").classes("turn") as place:
                    said = ui.label(text("ask.looking")).classes("answer growing")
                self._to_the_end()
                request = self._scope.request(question, self._conversation)
                words = ""
                async for piece in pieces_of(answering(request, self._service)):
                    if isinstance(piece, Said):
                        words += piece.text
                        said.text = words
                    elif isinstance(piece, Notice):
                        said.text = words or piece.text
                    elif isinstance(piece, AskResponse):
                        place.clear()
                        with place:
                            await self._answered(question, piece)
        finally:
            self._button.enable()
            self._input.run_method("focus")

    async def _answered(self, question: str, answer: AskResponse) -> None:
        if not self._conversation:
            self._conversation = answer.conversation_id
            ui.navigate.history.replace(f"{PAGES}/ask/{self._conversation}")
            self._title.text = question
            self.name_tab()
        self._answer(answer, "")
        await self._list.refresh(self._conversation)
        self._suggest(await to_thread.run_sync(self._next, answer))
        self._to_the_end()

    def _next(self, answer: AskResponse) -> list[str]:
        question = understood(self._service, self._conversation) if answer.status == "answered" else None
        if question is None:
            return []
        return suggestions(question, self._service.library, self._scope.as_of, self._service.settings.issuer)

    def _turn(self, turn: TurnOut) -> None:
        self._question(turn.question)
        with ui.element("div").classes("turn"):
            self._answer(turn.answer, turn.verdict)

    def _question(self, question: str) -> None:
        ui.label(question).classes("question")

    def _answer(self, answer: AskResponse, verdict: str) -> None:
        answer_view(answer, self._source.show)
        with ui.element("div").classes("tools"):
            ui.button(text("ask.copy"), icon="content_copy", on_click=lambda: copy_answer(answer)).props("flat dense")
            _Verdict(self._service, answer, verdict)

    def _suggest(self, questions: list[str], hint: str = "") -> None:
        if not questions:
            return
        with ui.element("div").classes("suggested") as self._suggested:
            ui.label(hint or text("ask.next")).classes("hint")
            for words in questions:
                ui.button(words, on_click=lambda words=words: self.ask(words)).props("outline dense no-caps")

    def _to_the_end(self) -> None:
        ui.run_javascript(f'document.getElementById("{self._thread.html_id}").lastElementChild?.scrollIntoView()')


class _Verdict:
    """对 or 错, with a reason; what is chosen is kept at once."""

    def __init__(self, service: Service, answer: AskResponse, verdict: str) -> None:
        self._service = service
        self._answer = answer
        self._buttons = {name: self._button(name, icon) for name, icon in _VERDICTS}
        self._show(verdict)

    def _button(self, name: Verdict, icon: str) -> ui.button:
        return ui.button(text(f"ask.{name}"), icon=icon, on_click=lambda: self._choose(name)).props("flat dense")

    async def _choose(self, verdict: Verdict) -> None:
        reason = await self._reason() if verdict == "wrong" else ""
        if reason is None:
            return
        keep = self._service.library.conversations.judge
        await to_thread.run_sync(keep, self._answer.conversation_id, self._answer.turn, verdict, reason)
        self._show(verdict)
        ui.notify(text("ask.thanks"))

    async def _reason(self) -> str | None:
        with ui.dialog() as dialog, ui.card():
            ui.label(text("ask.why")).props("role=heading aria-level=2")
            reason = ui.textarea(placeholder=text("ask.why_hint")).props("outlined autofocus maxlength=1000")
            with ui.row():
                ui.button(text("ask.keep"), on_click=lambda: dialog.submit(reason.value or ""))
                ui.button(text("cancel"), on_click=lambda: dialog.submit(None)).props("flat")
        chosen: str | None = await dialog
        return chosen

    def _show(self, verdict: str) -> None:
        for name, button in self._buttons.items():
            button.props(f"aria-pressed={'true' if name == verdict else 'false'}")
