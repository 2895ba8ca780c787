"""What was found, a card each: why, the regulation's own words, and what to do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable

from nicegui import ui

from api.pages.check_state import Shown
from api.pages.texts import text
from assistant.checking import SEVERITY_WORDS, Finding
from assistant.evidence import Citation

Decide = Callable[[str], Awaitable[None]]


class FindingCards:
    """The list at the right, filtered by severity."""

    def __init__(self, accept: Decide, ignore: Decide, ignore_rule: Decide) -> None:
        self._accept = accept
        self._ignore = ignore
        self._ignore_rule = ignore_rule
        self._shown: Shown | None = None
        self._only = ""
        with ui.element("aside").classes("findings").props(f'aria-label="{text("check.findings")}"') as self._panel:
            ui.label(text("check.none_yet")).classes("hint")

    def show(self, shown: Shown) -> None:
        """Show these instead."""
        self._shown = shown
        self._draw()

    def _draw(self) -> None:
        assert self._shown is not None
        self._panel.clear()
        with self._panel:
            self._filters(self._shown)
            for identity, finding in self._shown.findings:
                if self._only in ("", finding.severity):
                    self._card(identity, finding)
            self._unverified(self._shown)

    def _filters(self, shown: Shown) -> None:
        counts: Counter[str] = Counter(finding.severity for _, finding in shown.findings)
        with ui.element("div").classes("tools filters"):
            for severity, words in (("", text("check.all")), *SEVERITY_WORDS.items()):
                count = counts[severity] if severity else len(shown.findings)
                button = ui.button(f"{words} {count}", on_click=lambda severity=severity: self._filter(severity))
                button.props("flat dense").props(f"aria-pressed={'true' if severity == self._only else 'false'}")

    def _filter(self, severity: str) -> None:
        self._only = severity
        self._draw()

    def _card(self, identity: str, finding: Finding) -> None:
        with ui.element("article").classes(f"finding {finding.severity}").props(f'id="card-{identity}" tabindex="0"'):
            with ui.element("div").classes("finding-head"):
                ui.label(SEVERITY_WORDS[finding.severity]).classes("badge")
                where = ui.link(f"“{_short(finding.text)}”", f"#mark-{identity}")
                where.props(f'data-goto="mark-{identity}"')
            ui.label(finding.message)
            if finding.suggestion:
                ui.label(text("check.suggestion", words=finding.suggestion)).classes("suggestion")
            if finding.citation is not None:
                _quoted(finding.citation)
            self._decisions(identity, finding)

    def _decisions(self, identity: str, finding: Finding) -> None:
        with ui.element("div").classes("tools"):
            if finding.replacement is not None:
                ui.button(text("check.accept"), icon="check", on_click=lambda: self._accept(identity)).props(
                    "flat dense"
                )
            ui.button(text("check.ignore"), icon="close", on_click=lambda: self._ignore(identity)).props("flat dense")
            rule = ui.button(text("check.ignore_rule"), on_click=lambda: self._ignore_rule(finding.rule))
            rule.props("flat dense").props["title"] = finding.rule

    def _unverified(self, shown: Shown) -> None:
        if not shown.not_verified or self._only:
            return
        ui.label(text("check.not_verified", count=len(shown.not_verified))).classes("heading").props(
            "role=heading aria-level=2"
        )
        for n, item in enumerate(shown.not_verified):
            with ui.element("article").classes("finding unverified").props(f'id="card-nv{n}" tabindex="0"'):
                ui.link(f"“{_short(item.text)}”", f"#mark-nv{n}").props(f'data-goto="mark-nv{n}"')
                ui.label(item.message)


def _button(words: str, decide: Callable[[], Awaitable[None]]) -> ui.button:
    return ui.button(words, on_click=decide).props("flat dense")


def _quoted(citation: Citation) -> None:
    with ui.element("blockquote"):
        ui.label(f"{citation.title} {citation.section}{citation.article}").classes("place")
        ui.label(citation.text).classes("quoted")


def _short(words: str, most: int = 24) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
