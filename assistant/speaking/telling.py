"""Lets a model tell an answer: each sentence waits for the gate; what fails is asked for once more, then left out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing

from assistant.language_model import ChatModel, Message, ModelFailed
from assistant.speaking.facts import NotGrounded
from assistant.speaking.gate import Gate
from assistant.speaking.pieces import Notice, Said
from assistant.speaking.prompting import retry_messages
from assistant.speaking.sentences import sentences

log = logging.getLogger("report_assistant.speaking")
_MOST_SENTENCES = 40
_MOST_CUT = 6  # a reply that is wrong more often than this is not waited for


class Telling:
    """One answer being told. Afterwards ``text`` is what was shown, ``used`` whether words of the model are in it."""

    def __init__(self, gate: Gate, model: ChatModel) -> None:
        self.gate = gate
        self.text = ""
        self.used = False
        self._model = model
        self._retried = False
        self._cut = 0
        self._read = 0
        self._heading = ""  # waits for the first line below it

    def told(self, messages: Sequence[Message]) -> Iterator[Said | Notice]:
        """What may be shown, as soon as it may. Whatever the model does, it ends with the whole answer said."""
        failed = ""
        try:
            yield from self._attempt(list(messages))
        except ModelFailed as failure:
            failed = str(failure)
            yield Notice("without_model", f"未经语言模型作答：{failed}。")
        if not self.gate.complete:
            if self.used or self._cut:
                yield Notice("replaced", "语言模型的说法不完整或没有依据，已按资料原有说法给出答案。")
            elif not failed:
                yield Notice("without_model", "语言模型没有给出可用的内容，已按资料原有说法给出答案。")
            yield self._say(self.gate.answer.text, new_line=True)

    def _attempt(self, messages: list[Message]) -> Iterator[Said | Notice]:
        while True:
            wrong: tuple[str, str] | None = None
            with closing(self._model.stream(messages)) as stream:
                for sentence in sentences(stream):
                    try:
                        yield from self._judged(sentence)
                    except NotGrounded as reason:
                        if not self._retried:
                            wrong = sentence, str(reason)
                            break
                        self._cut += 1
                        yield Notice("cut", "删去了一句没有依据的话。")
                    if self._read >= _MOST_SENTENCES or self._cut >= _MOST_CUT:
                        return
            if wrong is None:
                return
            self._retried = True
            yield Notice("retry", "语言模型的一句话没有依据，未显示，已要求重写。")
            messages = retry_messages(messages, *wrong, self.text)

    def _judged(self, sentence: str) -> Iterator[Said | Notice]:
        self._read += 1
        passed = self.gate.judge(sentence)
        if passed is None:
            return
        if passed.corrected:
            yield Notice("replaced", "引用编号已按依据更正。")
        words = passed.text + ("\n" if sentence.endswith("\n") else "")
        if passed.text.endswith(("：", ":")):
            self._heading = words
            return
        self.used = True
        yield self._say(self._heading + words)
        self._heading = ""

    def _say(self, words: str, *, new_line: bool = False) -> Said:
        if new_line and self.text and not self.text.endswith("\n"):
            words = "\n" + words
        self.text += words
        return Said(words)
