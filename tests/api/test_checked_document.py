"""A checked .docx: comments at the very words, safe replacements as tracked changes, nothing else changed."""

from __future__ import annotations

import datetime
import io
import itertools
import re
from collections.abc import Iterator, Sequence

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element

from api.checked_document import MEDIA_TYPE, checked_document
from api.checked_document.marks import AUTHOR
from assistant.checking import CheckResult, Finding, NotVerified
from knowledge.readers import read_file
from knowledge.spans import Span

AT = datetime.datetime(2026, 2, 1, 9, 30)
SENTENCE = "截止2025年底，全局已建立台帐,立案520件。"


def said(text: str, words: str, replacement: str | None = None, *, after: int = 0) -> Finding:
    start = text.index(words, after)
    span = Span(start, start + len(words))
    return Finding("rule", "wording", "warning", span, words, f"关于{words}", replacement, None, (), replacement, True)


def result(*findings: Finding, not_verified: Sequence[NotVerified] = ()) -> CheckResult:
    return CheckResult(findings, tuple(not_verified))


def saved(document: DocxDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def checked(source: bytes, *wanted: tuple[str, str | None]) -> DocxDocument:
    text = read_file(source, "文稿.docx").text
    findings = result(*(said(text, words, replacement) for words, replacement in wanted))
    return Document(io.BytesIO(checked_document(text, findings, source=source, at=AT)))


def commented(document: DocxDocument) -> dict[str, str]:
    """What each comment says (its first line) → the old words that stand in its range."""
    inside: dict[str, list[str]] = {}
    ranges: dict[str, str] = {}
    for element in document.element.body.iter():
        number = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            inside[number] = []
        elif element.tag == qn("w:commentRangeEnd"):
            ranges[number] = "".join(inside.pop(number))
        elif element.tag in (qn("w:t"), qn("w:delText")) and not _new(element):
            for words in inside.values():
                words.append(element.text or "")
    assert not inside, "a comment does not end"
    return {comment.text.split("\n")[0]: ranges[str(comment.comment_id)] for comment in document.comments}


def _new(element: _Element, tag: str = qn("w:ins")) -> bool:
    return any(each.tag == tag and each.get(qn("w:author")) == AUTHOR for each in element.iterancestors())


def rejected(document: DocxDocument) -> list[tuple[str, bytes]]:
    """Each letter with its formatting as it was before the changes."""
    return list(_letters(document, without=qn("w:ins")))


def accepted(document: DocxDocument) -> str:
    return "".join(letter for letter, _ in _letters(document, without=qn("w:del")))


def _letters(document: DocxDocument, without: str) -> Iterator[tuple[str, bytes]]:
    for words in document.element.body.iter(qn("w:t"), qn("w:delText")):
        if _new(words, without):
            continue
        run = next(ancestor for ancestor in words.iterancestors() if ancestor.tag == qn("w:r"))
        properties = run.find(qn("w:rPr"))
        for letter in words.text or "":
            yield letter, _plain(properties)


def _plain(properties: _Element | None) -> bytes:
    return b"" if properties is None else re.sub(rb' xmlns:\w+="[^"]*"', b"", _bytes(properties)).strip()


def _bytes(element: _Element) -> bytes:
    from lxml.etree import tostring

    return bytes(tostring(element))


def in_pieces(*pieces: str) -> bytes:
    document = Document()
    paragraph = document.add_paragraph()
    for number, words in enumerate(pieces):
        run = paragraph.add_run(words)
        run.bold, run.font.size = bool(number % 2), Pt(10 + number)
    return saved(document)


@pytest.mark.parametrize(
    "pieces",
    [
        (SENTENCE,),
        ("截", "止2025年底，全局已建立", "台", "帐", ",立案520", "件。"),
        ("", "截止2025年底，全局已建立台帐,立案", "", "520件。"),
    ],
)
def test_comments_and_changes_stand_at_the_very_words_across_runs(pieces: tuple[str, ...]) -> None:
    source = in_pieces(*pieces)
    document = checked(source, ("截止", "截至"), ("台帐", "台账"), (",", "，"), ("520件", None))
    assert set(commented(document).values()) >= {"截止", "台帐", ",", "520件"}
    assert accepted(document) == "截至2025年底，全局已建立台账，立案520件。"
    assert rejected(document) == rejected(Document(io.BytesIO(source)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, len(SENTENCE)), max_size=8), st.data())
def test_however_the_runs_are_cut_words_formatting_and_places_hold(cuts: list[int], data: st.DataObject) -> None:
    edges = [0, *sorted(cuts), len(SENTENCE)]
    source = in_pieces(*(SENTENCE[a:b] for a, b in itertools.pairwise(edges)))
    start = data.draw(st.integers(0, len(SENTENCE) - 1))
    end = data.draw(st.integers(start + 1, len(SENTENCE)))
    words = SENTENCE[start:end]
    span = Span(start, end)
    finding = Finding("rule", "wording", "warning", span, words, "看这里", "改", replacement="改", safe=True)
    text = read_file(source, "a.docx").text
    document = Document(io.BytesIO(checked_document(text, result(finding), source=source, at=AT)))
    assert commented(document)["【存疑】看这里"] == words
    assert rejected(document) == rejected(Document(io.BytesIO(source)))
    assert accepted(document) == SENTENCE[:start] + "改" + SENTENCE[end:]


def test_a_comment_in_a_cell_leaves_the_table_as_it_is() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("单位", "立案（件）", "合计", "520"), strict=True):
        cell.text = words
    marked = checked(saved(document), ("520", None), ("单位", None))
    assert {"520", "单位"} <= set(commented(marked).values())
    assert [cell.text for cell in marked.tables[0]._cells] == ["单位", "立案（件）", "合计", "520"]


def test_headers_footers_and_styles_are_untouched() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料,截止使用"
    document.add_heading("一、基本情况", 1)
    document.add_paragraph(SENTENCE)
    marked = checked(saved(document), ("截止", "截至"))
    assert marked.sections[0].header.paragraphs[0].text == "内部资料,截止使用"
    assert [paragraph.style.name for paragraph in marked.paragraphs if paragraph.style] == ["Heading 1", "Normal"]


def test_what_stands_in_an_automatic_number_is_said_at_the_words_after_it() -> None:
    document = Document()
    document.add_paragraph("基本情况", style="List Number")
    source = saved(document)
    text = read_file(source, "a.docx").text
    assert text.startswith("1.")
    marked = checked(source, ("1.", "一、"))
    assert "基" in commented(marked).values()
    assert accepted(marked) == "基本情况"


def test_a_text_box_takes_no_comment_its_place_in_the_page_does() -> None:
    document = Document()
    paragraph = document.add_paragraph("备注：")
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>其它事项。</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    document.add_paragraph("其它工作。")
    source = saved(document)
    text = read_file(source, "a.docx").text
    findings = result(said(text, "其它", "其他"), said(text, "其它", "其他", after=text.index("工作") - 2))
    marked = Document(io.BytesIO(checked_document(text, findings, source=source, at=AT)))
    boxes = list(marked.element.body.iter(qn("w:txbxContent")))
    assert not list(boxes[0].iter(qn("w:commentRangeStart"), qn("w:del")))
    assert accepted(marked) == "备注：其它事项。其他工作。"


def test_words_a_colleague_inserted_get_a_comment_only() -> None:
    document = Document()
    paragraph = document.add_paragraph("全局")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="7" w:author="王敏" w:date="2026-01-05T10:00:00Z">'
            "<w:r><w:t>已建立台帐</w:t></w:r></w:ins>"
        )
    )
    marked = checked(saved(document), ("台帐", "台账"))
    assert "台帐" in commented(marked).values()
    assert [each.get(qn("w:author")) for each in marked.element.body.iter(qn("w:ins"), qn("w:del"))] == ["王敏"]
    assert accepted(marked) == "全局已建立台帐"


def test_changes_carry_their_author_and_time_and_the_summary_says_what_was_not_verified() -> None:
    source = in_pieces("依据《某某办法》，截止目前已办结。")
    text = read_file(source, "a.docx").text
    left = NotVerified(Span(2, 8), "《某某办法》", "不在库中，未核验。")
    content = checked_document(text, result(said(text, "截止", "截至"), not_verified=[left]), source=source, at=AT)
    document = Document(io.BytesIO(content))
    (deletion,) = document.element.body.iter(qn("w:del"))
    assert (deletion.get(qn("w:author")), deletion.get(qn("w:date"))) == ("报告助手", "2026-02-01T09:30:00Z")
    comments = commented(document)
    assert comments["【未核验】不在库中，未核验。"] == "《某某办法》"
    assert any("存疑 1 处" in words and "1 处引用未核验：《某某办法》" in words for words in comments)


@pytest.mark.parametrize("name", ["文稿.txt", "文稿.md"])
def test_other_texts_become_a_document_with_the_same_comments(name: str) -> None:
    text = f"# 工作报告\n\n一、基本情况\n{SENTENCE}\n\n| 单位 | 立案 |\n| --- | --- |\n| 甲所 | 520 |\n"
    content = checked_document(text, result(said(text, "截止", "截至"), said(text, "甲所")), source=None, at=AT)
    document = Document(io.BytesIO(content))
    assert {"截止", "甲所"} <= set(commented(document).values())
    assert "截至2025年底，全局已建立台帐" in accepted(document)


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_becomes_a_document(text: str) -> None:
    span = Span(0, min(1, len(text)))
    finding = Finding("rule", "wording", "warning", span, span.of(text), "看这里", "改", replacement="改", safe=True)
    content = checked_document(text, result(finding), source=None, at=AT)
    assert len(list(Document(io.BytesIO(content)).comments)) == 2


def test_a_docx_comes_back_over_http_with_its_comments(service: TestClient) -> None:
    source = in_pieces("截止2025年底，投诉量增长", "-3.5%,已建立台", "帐。")
    reply = service.post(
        "/api/v1/checks", files={"file": ("文稿.docx", source)}, data={"format": "docx", "as_of": "2026-02-01"}
    )
    assert reply.headers["content-type"] == MEDIA_TYPE
    assert "%E5%AE%A1%E6%A0%A1" in reply.headers["content-disposition"]
    document = Document(io.BytesIO(reply.content))
    assert {"截止", "增长-3.5%", "台帐", ","} <= set(commented(document).values())
    assert accepted(document) == "截至2025年底，投诉量增长-3.5%，已建立台账。"
