"""The numbers that Word writes before paragraphs itself (automatic lists), so that they are not lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from knowledge.quantities import chinese_article_number

_PLACEHOLDER = re.compile(r"%([1-9])")
_CHINESE = {
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"),
    *("ideographTraditional", "chineseLegalSimplified", "taiwaneseCounting", "ideographDigital", "koreanCounting"),
}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    pattern: str
    start: int


class WordNumbering:
    """Counts as Word does; ask once per paragraph, in document order."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[str, str] = {}
        self._styles = {style.style_id: style.element for style in document.styles}
        self._load(_numbering_root(document))

    def number_before(self, paragraph: _Element) -> str:
        """The number Word shows before this ``w:p`` (一、, （二）, 3.), "" when none or only a bullet."""
        place = self._place(paragraph)
        if place is None:
            return ""
        list_id, depth = place
        levels = self._levels.get(list_id, {})
        level = levels.get(depth)
        if level is None or level.format in ("bullet", "none"):
            return ""
        # Lists that share a definition go on counting together, as in Word.
        counters = self._counters.setdefault(self._lists.get(list_id, list_id), {})
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [each for each in counters if each > depth]:
            del counters[deeper]
        return self._shown(level, levels, counters)

    def _shown(self, level: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> str:
        def one(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            own = levels.get(depth, level)
            return write_number(counters.get(depth, own.start), own.format)

        return _PLACEHOLDER.sub(one, level.pattern)

    def _load(self, root: _Element | None) -> None:
        if root is None:
            return
        abstract = {_value(each, "w:abstractNumId"): each for each in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            list_id = _value(number, "w:numId")
            pointer = number.find(qn("w:abstractNumId"))
            definition = abstract.get(_value(pointer, "w:val")) if pointer is not None else None
            if definition is None:
                continue
            self._levels[list_id] = _read_levels(definition)
            overridden = number.find(qn("w:lvlOverride")) is not None
            self._lists[list_id] = list_id if overridden else f"abstract {_value(pointer, 'w:val')}"

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        """The list and depth of a paragraph, from itself or from its style."""
        properties = paragraph.find(qn("w:pPr"))
        own = _list_place(properties)
        if own is not None or properties is None:
            return None if own is None or own[0] == "0" else own
        style = properties.find(qn("w:pStyle"))
        return self._style_place(_value(style, "w:val")) if style is not None else None

    def _style_place(self, style_id: str) -> tuple[str, int] | None:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            element = self._styles[style_id]
            place = _list_place(element.find(qn("w:pPr")))
            if place is not None:
                return None if place[0] == "0" else place
            parent = element.find(qn("w:basedOn"))
            style_id = _value(parent, "w:val") if parent is not None else ""
        return None


def write_number(number: int, number_format: str) -> str:
    """A counter in Word's format: chineseCounting 三, decimal 3, decimalEnclosedCircle ③, lowerRoman iii."""
    if number_format in _CHINESE:
        return chinese_article_number(number)
    if number_format in _CIRCLED and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if number_format == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if number_format in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if number_format == "upperLetter" else letter
    if number_format in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if number_format == "upperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written


def _numbering_root(document: Document) -> _Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            root: _Element = relation.target_part.element
            return root
    return None


def _read_levels(definition: _Element) -> dict[int, _Level]:
    levels = {}
    for level in definition.findall(qn("w:lvl")):
        start = level.find(qn("w:start"))
        number_format = level.find(qn("w:numFmt"))
        pattern = level.find(qn("w:lvlText"))
        levels[int(_value(level, "w:ilvl") or 0)] = _Level(
            format=_value(number_format, "w:val") or "decimal",
            pattern=_value(pattern, "w:val"),
            start=int(_value(start, "w:val") or 1),
        )
    return levels


def _list_place(properties: _Element | None) -> tuple[str, int] | None:
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is None:
        return None
    list_id = numbering.find(qn("w:numId"))
    depth = numbering.find(qn("w:ilvl"))
    if list_id is None:
        return None
    return _value(list_id, "w:val"), int(_value(depth, "w:val") or 0)


def _value(element: _Element | None, attribute: str) -> str:
    return "" if element is None else str(element.get(qn(attribute)) or "")
