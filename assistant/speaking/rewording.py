"""A grounded draft in a model's words: paragraph by paragraph, figures locked, verified or left as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.drafting.drafts import Draft, DraftFigure
from assistant.language_model import ChatModel, Message, ModelFailed
from assistant.speaking.locking import lock, returned_whole, unlock
from assistant.speaking.negation import negations_in
from assistant.speaking.prompting import prompt
from assistant.speaking.words import speaking_words
from knowledge.spans import Span

Tone = Literal["brief", "full"]
Verify = Callable[[str], Sequence[DraftFigure]]
_MANNER = {
    "brief": "写得简明：合并重复的话，去掉套话，长度不超过原文。",
    "full": "写得完整：句子通顺、衔接自然，长度与原文相近。",
}
_LONGEST = {"brief": 1.0, "full": 1.4}
_SHORTEST = 0.4
_WORTH_IT = 20  # signs; a shorter paragraph is a heading or a line of a table
_KEPT_WORDS = 0.6
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Reworded:
    """``draft`` in the model's words where they hold, else in its own; ``taken`` of ``tried`` paragraphs were taken."""

    draft: Draft
    taken: int
    tried: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    figures: tuple[DraftFigure, ...]


def reword(draft: Draft, model: ChatModel, verify: Verify, *, tone: Tone = "full") -> Reworded:
    """Ask ``model`` to word each paragraph anew; tables, headings and what fails any test stay as they are.

    ``verify`` judges a text as it judges the draft. A paragraph is taken when every token came back once, nothing
    was added, and nothing in it is unsupported, or belongs to another indicator, that was not so before. A model
    that fails is not asked again; the draft says so in its warnings.
    """
    text, figures = "", [figure for figure in draft.figures if figure.span.end <= 0]
    taken = tried = 0
    failure = ""
    for line in _lines(draft.text):
        own = _Paragraph(line.of(draft.text), tuple(_inside(draft.figures, line)))
        new = own
        if not failure and _is_prose(own.text):
            tried += 1
            try:
                new = _reworded(own, model, verify, tone)
            except ModelFailed as failed:
                failure = str(failed)
            taken += new is not own
        figures += [replace(figure, span=figure.span.shifted(len(text))) for figure in new.figures]
        text += new.text
    made = replace(draft, text=text, figures=tuple(sorted(figures, key=lambda figure: figure.span)))
    return Reworded(replace(made, warnings=(*draft.warnings, *_said(taken, tried, failure))), taken, tried)


def _said(taken: int, tried: int, failure: str) -> list[str]:
    said = [f"语言模型改写了{taken}段（共{tried}段）的措辞，数据和引用未变，请通读"] if taken else []
    if failure:
        said.append(f"其余段落未经语言模型：{failure}")
    elif taken < tried:
        said.append(f"有{tried - taken}段的改写没有通过核对，保留原文")
    return said


def _lines(text: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(r"[^\n]*\n|[^\n]+", text)]


def _is_prose(line: str) -> bool:
    return len(line.strip()) >= _WORTH_IT and "|" not in line and "。" in line


def _inside(figures: Sequence[DraftFigure], line: Span) -> list[DraftFigure]:
    return [replace(f, span=f.span.shifted(-line.start)) for f in figures if line.contains(f.span)]


def _reworded(own: _Paragraph, model: ChatModel, verify: Verify, tone: Tone) -> _Paragraph:
    body = own.text.rstrip("\n")
    locked = lock(body, [figure.span for figure in own.figures])
    messages = [
        Message("system", prompt("reword_system", {"manner": _MANNER[tone]})),
        Message("user", prompt("reword_user", {"paragraph": locked.text})),
    ]
    reply = model.complete(messages).strip().removeprefix("改写：").strip()
    if "\n" in reply or not returned_whole(locked, reply) or not _same_content(locked.text, reply, tone):
        return own
    text, moved = unlock(locked, reply)
    figures = [_moved(figure, moved) for figure in own.figures]
    made = _Paragraph(text + own.text[len(body) :], tuple(figures))
    return made if _no_worse(body, text, verify) else own


def _moved(figure: DraftFigure, moved: Sequence[tuple[Span, int]]) -> DraftFigure:
    shift = next(shift for span, shift in moved if span.contains(figure.span))
    return replace(figure, span=figure.span.shifted(shift))


def _same_content(before: str, after: str, tone: Tone) -> bool:
    """Nothing of substance is added: length, words, sizes and ranks, titles."""
    words = speaking_words()
    if not len(before) * _SHORTEST <= len(after) <= len(before) * _LONGEST[tone]:
        return False
    if any(sign in after for sign in words.forbidden if sign not in "⟦⟧") or "《" in after:
        return False
    telling = (*words.sizes, *words.polarity, *words.changes, "%", "％", "百分")
    if negations_in(after) != negations_in(before):
        return False
    if any(len(word) > 1 and after.count(word) > before.count(word) for word in telling):
        return False
    return _share(after, before) >= _KEPT_WORDS


def _share(after: str, before: str) -> float:
    """The share of its pairs of Chinese signs that were there before."""
    pairs = [after[i : i + 2] for i in range(len(after) - 1) if len(_HAN.findall(after[i : i + 2])) == 2]
    return sum(pair in before for pair in pairs) / len(pairs) if pairs else 1.0


def _no_worse(before: str, after: str, verify: Verify) -> bool:
    """Each figure still is of the indicator and origin that it was of, and nothing more is unsupported."""
    return _judged(after, verify) == _judged(before, verify)


def _judged(text: str, verify: Verify) -> Counter[tuple[str, str, str | None]]:
    return Counter((figure.text, figure.origin, figure.metric) for figure in verify(text))
