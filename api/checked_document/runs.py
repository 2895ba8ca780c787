"""Cutting a document's runs so that a piece of text is runs of its own; formatting and everything else stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from api.checked_document.places import Place

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Pieces:
    """The document's runs after they were cut before each of ``edges``; finds the run of a character again."""

    def __init__(self, edges: Iterable[Place]) -> None:
        wanted: dict[_Element, set[int]] = {}
        for element, index in edges:
            wanted.setdefault(element, set()).add(index)
        self._starts: Mapping[_Element, list[tuple[int, _Element]]] = {
            element: _cut(element, sorted(indexes)) for element, indexes in wanted.items()
        }

    def run_of(self, place: Place) -> _Element:
        """The run in which the character now stands."""
        pieces = self._starts.get(place.element)
        if pieces is None:
            return _run_around(place.element)
        return _run_around(pieces[bisect_right(pieces, place.offset, key=lambda piece: piece[0]) - 1][1])


def after(place: Place) -> Place:
    """The edge behind a character."""
    return Place(place.element, place.offset + 1)


def _cut(element: _Element, indexes: list[int]) -> list[tuple[int, _Element]]:
    """Cut before each index, the last first; the pieces as (index of its first character, its element), in order."""
    pieces: list[tuple[int, _Element]] = []
    length = len(element.text or "") if element.tag == qn("w:t") else 1
    for index in reversed(indexes):
        if index >= length:
            _divide(element, element.getnext())
        elif index == 0:
            _divide(element, element)
        else:
            pieces.append((index, _split_words(element, index)))
    return [(0, element), *reversed(pieces)]


def _split_words(element: _Element, index: int) -> _Element:
    """``w:t`` in two, the second in a run of its own."""
    words = element.text or ""
    rest = OxmlElement("w:t")
    rest.text, element.text = words[index:], words[:index]
    for each in (element, rest):
        each.set(_SPACE, "preserve")
    element.addnext(rest)
    _divide(element, rest)
    return rest


def _divide(element: _Element, first: _Element | None) -> None:
    """What begins with ``first`` in the run around ``element`` becomes the next run, unless nothing is before it."""
    run = _run_around(element)
    if first is None or all(child.tag == qn("w:rPr") for child in list(run)[: run.index(first)]):
        return
    following = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        following.append(deepcopy(properties))
    for child in list(run)[run.index(first) :]:
        following.append(child)
    run.addnext(following)


def _run_around(element: _Element) -> _Element:
    return next(ancestor for ancestor in element.iterancestors() if ancestor.tag == qn("w:r"))
