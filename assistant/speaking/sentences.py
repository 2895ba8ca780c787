"""A model's stream → sentences fit to be judged: cleaned, with marks in one form, none cut inside a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 600  # signs; a sentence that goes on longer is given up
_END = re.compile(r"[。！？!?\n]+(?:[”’）)]*)(?:\s*(?:\[\d{1,3}\]|【\d{1,3}】|［\d{1,3}］))*")
_MARK = re.compile(r"[\[【［〔]\s*((?:\d{1,3}\s*[,，、]\s*)*\d{1,3})\s*[\]】］〕]")
_BULLET = re.compile(r"^\s*(?:[-*•·●▪]+\s+|#{1,6}\s*|>\s*|\d{1,2}[.、．)]\s*(?=\D)|[（(]\d{1,2}[)）]\s*)")
_BOLD = re.compile(r"\*\*|__|`")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_INVISIBLE = {"Cf", "Cc", "Co", "Cn", "Cs"}
_THINKING = re.compile(r"<think>.*?</think>", re.S)


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Whole sentences as soon as their end is certain; what the stream ends with last.

    A sentence is complete when something other than a mark follows its end, so that ``…万元。[1]`` stays together.
    """
    held = ""
    for piece in pieces:
        held += piece
        held = _THINKING.sub("", held)
        if held.lstrip().startswith("<think>"):
            continue
        while (cut := _certain_end(held)) is not None:
            yield held[:cut]
            held = held[cut:]
        if len(held) > LONGEST:
            yield held
            held = ""
    if held.strip() and not held.lstrip().startswith("<think>"):
        yield held


def _certain_end(held: str) -> int | None:
    found = _END.search(held)
    if found is None or found.end() == len(held):
        return None
    rest = held[found.end() :].lstrip()
    if not rest or (rest[0] in "[【［" and "]" not in rest[:6] and "】" not in rest[:6] and "］" not in rest[:6]):
        return None
    return found.end()


def cleaned(sentence: str) -> str:
    """Without invisible signs, bullets, bold; ``【1】`` and ``[1,2]`` as ``[1]`` and ``[1][2]``; one line."""
    visible = "".join(sign for sign in sentence if unicodedata.category(sign) not in _INVISIBLE or sign in "\n\t")
    bare = _BULLET.sub("", _BOLD.sub("", visible.strip()))
    return _MARK.sub(_one_form, re.sub(r"\s*\n\s*", "", bare)).strip()


def _one_form(mark: re.Match[str]) -> str:
    numbers = re.split(r"[,，、\s]+", mark[1].translate(_DIGITS).strip())
    return "".join(f"[{int(number)}]" for number in numbers if number)


def without_marks(text: str) -> str:
    """The words alone."""
    return re.sub(r"\[\d{1,3}\]", "", text)


def marks_in(text: str) -> list[int]:
    """The numbers of its marks, in order."""
    return [int(number) for number in re.findall(r"\[(\d{1,3})\]", text)]
