"""Comments and tracked changes in a .docx, at exact places of its text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from api.checked_document.places import BOX, Place
from api.checked_document.runs import Pieces, after
from knowledge.spans import Span

AUTHOR, INITIALS = "报告助手", "助"
_ONLY_WORDS = {qn(f"w:{name}") for name in ("rPr", "t", "noBreakHyphen", "lastRenderedPageBreak")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a span of the text; with ``replacement`` also as a change to accept or reject."""

    span: Span
    words: str
    replacement: str | None = None


class Marker:
    """Writes remarks into a document whose characters' places are known. Made once for all remarks: it cuts runs."""

    def __init__(
        self, document: Document, places: Sequence[Place | None], remarks: Sequence[Remark], at: datetime.datetime
    ) -> None:
        self._document = document
        self._at = at.replace(microsecond=0, tzinfo=None)
        self._revision = _highest_revision(document)
        self._remarks = [(remark, _placed(places, remark.span)) for remark in remarks]
        whole = [placed for _, placed in self._remarks if placed and not _in_box(placed[0].element)]
        self._pieces = Pieces([edge for placed in whole for edge in (placed[0], after(placed[-1]))])
        self._first = self._first_run()
        self._outer: dict[_Element, tuple[_Element, _Element]] = {}  # a changed run → what stands around it now

    def mark(self, summary: str) -> int:
        """All remarks as comments, changes as tracked changes, the summary at the beginning. Returns the changes."""
        changes = 0
        for remark, placed in self._remarks:
            runs = self._runs(placed)
            if remark.replacement is not None and self._changeable(remark, placed, runs):
                self._change(runs, remark.replacement)
                changes += 1
        if summary:
            self._comment(self._first, summary)
        for remark, placed in self._remarks:
            self._comment(self._runs(placed) or self._first, remark.words)
        return changes

    def _runs(self, placed: Sequence[Place]) -> list[_Element]:
        """The runs of these characters, each once; of a text box the run that holds it: it takes no comments."""
        if placed and _in_box(placed[0].element):
            return [_run_of_box(placed[0].element)]
        return list(dict.fromkeys(self._pieces.run_of(place) for place in placed))

    def _first_run(self) -> list[_Element]:
        for run in self._document.element.body.iter(qn("w:r")):
            if not _in_box(run) and run.find(qn("w:t")) is not None:
                return [run]
        return [self._document.add_paragraph().add_run("")._r]

    def _changeable(self, remark: Remark, placed: Sequence[Place], runs: Sequence[_Element]) -> bool:
        """Only words of one paragraph, every one of them found, and not changed by another remark already."""
        if not placed or len(placed) < remark.span.end - remark.span.start or _in_box(placed[0].element):
            return False
        one_paragraph = len({next(run.iterancestors(qn("w:p"))) for run in runs}) == 1
        words = all(child.tag in _ONLY_WORDS for run in runs for child in run)
        words = words and not any(_in(run, qn("w:ins")) for run in runs)  # Word writes no change within a change
        return one_paragraph and words and not any(run in self._outer for run in runs)

    def _change(self, runs: Sequence[_Element], words: str) -> None:
        first = self._insertion(runs[0], words) if words else None
        deletions = [self._deletion(run) for run in runs]
        if first is not None:
            deletions[-1].addnext(first)
        end = first if first is not None else deletions[-1]
        for run in runs:
            self._outer[run] = (deletions[0], end)

    def _deletion(self, run: _Element) -> _Element:
        deletion = self._revised("w:del")
        run.addprevious(deletion)
        deletion.append(run)
        for words in run.findall(qn("w:t")):
            words.tag = qn("w:delText")
            words.set(_SPACE, "preserve")
        return deletion

    def _insertion(self, like: _Element, words: str) -> _Element:
        insertion, run, text = self._revised("w:ins"), OxmlElement("w:r"), OxmlElement("w:t")
        properties = like.find(qn("w:rPr"))
        if properties is not None:
            run.append(deepcopy(properties))
        text.text = words
        text.set(_SPACE, "preserve")
        run.append(text)
        insertion.append(run)
        return insertion

    def _revised(self, tag: str) -> _Element:
        self._revision += 1
        element: _Element = OxmlElement(tag)
        element.set(qn("w:id"), str(self._revision))
        element.set(qn("w:author"), AUTHOR)
        element.set(qn("w:date"), f"{self._at.isoformat()}Z")
        return element

    def _comment(self, runs: Sequence[_Element], words: str) -> None:
        comment = self._document.comments.add_comment(words, author=AUTHOR, initials=INITIALS)
        comment._comment_elm.set(qn("w:date"), f"{self._at.isoformat()}Z")
        start, end, reference = (OxmlElement(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "r"))
        sign = OxmlElement("w:commentReference")
        for element in (start, end, sign):
            element.set(qn("w:id"), str(comment.comment_id))
        reference.append(sign)
        first = self._outer.get(runs[0], (runs[0], runs[0]))[0]
        last = self._outer.get(runs[-1], (runs[-1], runs[-1]))[1]
        first.addprevious(start)
        last.addnext(end)
        end.addnext(reference)


def _placed(places: Sequence[Place | None], span: Span) -> list[Place]:
    """The places of a span; where it has none (an automatic number) the next character's, else the one before."""
    here = [place for place in places[span.start : span.end] if place is not None]
    if here:
        # Text boxes are no part of the paragraph around them: what begins outside does not reach into one.
        return [place for place in here if _in_box(place.element) == _in_box(here[0].element)]
    following = (place for place in places[span.end : span.end + 200] if place is not None)
    earlier = (place for place in reversed(places[max(0, span.start - 200) : span.start]) if place is not None)
    nearest = next(following, None) or next(earlier, None)
    return [nearest] if nearest is not None else []


def _in_box(element: _Element) -> bool:
    return _in(element, BOX)


def _in(element: _Element, tag: str) -> bool:
    return any(ancestor.tag == tag for ancestor in element.iterancestors())


def _run_of_box(element: _Element) -> _Element:
    boxes = [ancestor for ancestor in element.iterancestors() if ancestor.tag == BOX]
    return next(ancestor for ancestor in boxes[-1].iterancestors() if ancestor.tag == qn("w:r"))


def _highest_revision(document: Document) -> int:
    return max(_revisions(document), default=0)


def _revisions(document: Document) -> Iterator[int]:
    for element in document.element.body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo")):
        number = element.get(qn("w:id"), "")
        if number.isdigit():
            yield int(number)
