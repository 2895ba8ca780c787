"""A kept conversation as a text that can be filed: every answer with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.conversations import KeptConversation, Turn

_VERDICTS = {"right": "提问人评价：对", "wrong": "提问人评价：错"}


def transcript(kept: KeptConversation) -> str:
    """Markdown: the title, then each question with its answer and its evidence."""
    lines = [f"# {kept.head.title}", ""]
    for turn in kept.turns:
        lines += _lines(turn)
    return "\n".join(lines).rstrip() + "\n"


def with_references(answer: Mapping[str, Any]) -> str:
    """An answer with the list of what its [n] marks point to, ready to be pasted elsewhere."""
    references = [_reference(citation) for citation in answer["citations"]]
    return "\n".join([answer["answer"], *(["", "依据：", *references] if references else [])])


def _lines(turn: Turn) -> Iterator[str]:
    yield f"## {turn.n}. {' '.join(turn.question.split())}"
    yield ""
    about = [f"{turn.asked_at.astimezone():%Y-%m-%d %H:%M}", turn.asked_by]
    about.append(f"措辞：{turn.model}（提示词 {turn.prompt_version}）" if turn.model else "")
    yield "　".join(filter(None, about))
    yield ""
    yield with_references(turn.answer)
    yield ""
    if turn.verdict:
        yield "：".join(filter(None, (_VERDICTS[turn.verdict], turn.verdict_reason)))
        yield ""


def _reference(citation: Mapping[str, Any]) -> str:
    page = f"第{citation['page']}页" if citation["page"] else ""
    place = " ".join(filter(None, (f"《{citation['title']}》", citation["section"], citation["article"], page)))
    return f"[{citation['n']}] {place}：“{citation['text']}”"
