"""Corrections of the ledger: laid over what was read, kept when the document is read again, never lost silently."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.corrections import CorrectionGiven, CorrectionRefused, FigureUnknown
from knowledge.library import Document, DocumentFactsGiven, LedgerFilter, LedgerRow, Library
from tests.cheap_embedder import CheapEmbedder

AT = datetime.datetime(2026, 2, 1, 9, 30, tzinfo=datetime.UTC)
REPORT = """松江区水务局
2023年行政执法工作报告
一、基本情况
2023年，全局共立案31件，罚没款金额5.6万元，同比下降9.79%。
二、主要做法
走访企业300余家，新增甲类站点、乙类站点各2所。
"""


@pytest.fixture
def library(library_home: Path) -> Iterator[Library]:
    with Library.open(library_home, embedder=CheapEmbedder()) as opened:
        accept(opened)
        yield opened


def accept(library: Library, text: str = REPORT, **facts: object) -> Document:
    document = library.accept(text.encode(), "报告.txt", DocumentFactsGiven(**facts))  # type: ignore[arg-type]
    library.work()
    return document


def row_of(library: Library, value: str, **wanted: object) -> LedgerRow:
    rows, _ = library.figures(LedgerFilter(**wanted))  # type: ignore[arg-type]
    return next(row for row in rows if row.value == value)


def correct(library: Library, row: LedgerRow, note: str = "", **given: object) -> LedgerRow:
    said = CorrectionGiven(**given)  # type: ignore[arg-type]
    return library.corrections.correct(row.id, said, by="王敏", at=AT, note=note)


def test_a_corrected_value_is_what_the_ledger_says_and_what_was_read_is_kept(library: Library) -> None:
    read = row_of(library, "5.6")
    row = correct(library, read, "与决算核对", value="6.5")
    assert (row.value, row.unit, row.amount, row.amount_unit) == ("6.5", "万元", Decimal(65000), "元")
    assert row.correction is not None
    assert (row.correction.by, row.correction.at, row.correction.note) == ("王敏", AT, "与决算核对")
    assert row.correction.was == read.facts
    assert (row.span, row.sentence_text) == (read.span, read.sentence_text)
    assert row_of(library, "6.5") == row
    assert library.figures(LedgerFilter(corrected=True)) == ([row], 1)
    rest, total = library.figures(LedgerFilter(corrected=False))
    assert len(rest) == total == library.figures(LedgerFilter())[1] - 1


def test_the_corrected_fields_are_the_ones_that_filters_and_names_go_by(library: Library) -> None:
    correct(library, row_of(library, "31"), indicator="全局结案总数", year=2022, scope="食品类", planned=True)
    row = row_of(library, "31", indicator="结案", years=frozenset({2022}), planned=True, q="食品类 结案")
    assert (row.surface, row.period) == ("全局结案总数", "")
    assert library.figures(LedgerFilter(indicator="立案"))[1] == 0
    assert "立案" not in library.indicators(LedgerFilter())
    assert "结案" in library.indicators(LedgerFilter(years=frozenset({2022})))


def test_a_rejected_figure_is_there_only_for_who_asks(library: Library) -> None:
    total = library.figures(LedgerFilter())[1]
    row = correct(library, row_of(library, "31"), rejected=True)
    assert library.figures(LedgerFilter())[1] == total - 1
    assert "立案" not in library.indicators(LedgerFilter())
    assert library.figures(LedgerFilter(rejected=True)) == ([row], 1)
    assert library.figures(LedgerFilter(rejected=None))[1] == total
    assert correct(library, row, value="32", rejected=False).value == "32"
    assert library.figures(LedgerFilter())[1] == total


@pytest.mark.parametrize(
    ("value", "given", "expected"),
    [
        ("300", {"value": "约310"}, ("310", "家", "约", 310, "约310家")),
        ("300", {"value": "317"}, ("317", "家", "", 317, "317家")),
        ("300", {"unit": "户"}, ("300", "户", "余", 300, "300余户")),
        ("5.6", {"value": "０.56", "unit": "亿元"}, ("0.56", "亿元", "", 56_000_000, "０.56亿元")),
        ("31", {"value": "三十二"}, ("三十二", "件", "", 32, "三十二件")),
        ("9.79", {"value": "9.8"}, ("9.8", "%", "", Decimal("-9.8"), "9.8%")),
        ("9.79", {"value": "+9.8"}, ("9.8", "%", "", Decimal("9.8"), "9.8%")),
    ],
)
def test_value_and_unit_are_read_as_in_a_document(
    library: Library, value: str, given: dict[str, str], expected: tuple[object, ...]
) -> None:
    read = row_of(library, value)
    row = correct(library, read, **given)
    assert row.correction is not None
    assert (row.value, row.unit, row.approximation, row.amount, row.correction.written) == expected
    assert row.kind == read.kind
    if row.kind == "change" and row.amount is not None:
        assert row.direction == ("up" if row.amount > 0 else "down")


def test_a_later_correction_adds_to_the_earlier_one(library: Library) -> None:
    correct(library, row_of(library, "31"), "先改数", value="32")
    row = correct(library, row_of(library, "32"), "再改年", year=2022)
    assert (row.value, row.year) == ("32", 2022)
    assert row.correction is not None
    assert (row.correction.note, row.correction.was.value, row.correction.was.year) == ("再改年", "31", 2023)
    assert len(library.corrections.all()) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, ""),
        ({"value": "31"}, ""),
        ({"indicator": "立案数"}, ""),
        ({"value": "很多"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "3万", "unit": "万元"}, "value"),
        ({"unit": "万员"}, "unit"),
        ({"indicator": "，"}, "indicator"),
    ],
)
def test_a_correction_that_corrects_nothing_or_cannot_be_read_is_refused(
    library: Library, given: dict[str, str], field: str
) -> None:
    with pytest.raises(CorrectionRefused) as refused:
        correct(library, row_of(library, "31"), **given)
    assert refused.value.field == field
    assert library.corrections.all() == []


def test_somebody_must_have_made_it(library: Library) -> None:
    with pytest.raises(CorrectionRefused, match="由谁"):
        library.corrections.correct(row_of(library, "31").id, CorrectionGiven(value="32"), by=" ", at=AT)


@pytest.mark.parametrize("figure_id", ["", "x", "x-1", "-1", "x-٣", "x-99999999999999999999"])
def test_what_is_not_there_cannot_be_corrected(library: Library, figure_id: str) -> None:
    with pytest.raises(FigureUnknown):
        library.corrections.correct(figure_id, CorrectionGiven(value="32"), by="王敏", at=AT)
    with pytest.raises(FigureUnknown):
        library.corrections.undo(figure_id)
    with pytest.raises(FigureUnknown):
        library.corrections.drop(figure_id)


def test_undone_the_figure_is_as_it_was_read(library: Library) -> None:
    read = row_of(library, "31")
    correct(library, read, value="32", rejected=True)
    assert library.corrections.undo(read.id) == read
    assert library.corrections.all() == []
    with pytest.raises(FigureUnknown, match="没有人工更正"):
        library.corrections.undo(read.id)


def test_the_same_bytes_read_again_with_other_facts_keep_the_correction(library: Library) -> None:
    correct(library, row_of(library, "5.6"), value="6.5")
    library.accept(REPORT.encode(), "报告.txt", DocumentFactsGiven(year=2021, issuer="另一个局"))
    [waiting] = library.corrections.all()
    assert (waiting.figure_id, waiting.orphan) == (None, False)
    library.work()
    row = row_of(library, "6.5")
    assert (row.issuer, row.amount) == ("另一个局", Decimal(65000))
    assert row.correction is not None
    assert row.correction.by == "王敏"
    [kept] = library.corrections.all()
    assert (kept.figure_id, kept.orphan, kept.now) == (row.id, False, row.facts)


def test_a_correction_outlives_a_restart_and_its_document(library_home: Path) -> None:
    with Library.open(library_home, embedder=CheapEmbedder()) as library:
        document = accept(library)
        correct(library, row_of(library, "5.6"), value="6.5")
    with Library.open(library_home, embedder=CheapEmbedder()) as library:
        assert row_of(library, "6.5").correction
        library.delete(document.id)
        [kept] = library.corrections.all()
        assert (kept.orphan, kept.figure_id, kept.now.value, kept.correction.was.value) == (True, None, "6.5", "5.6")
        accept(library)
        assert row_of(library, "6.5").correction
        library.delete(document.id)
        library.corrections.drop(kept.id)
        assert library.corrections.all() == []


def test_a_correction_whose_figure_is_read_no_more_is_listed_as_an_orphan(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(library, row_of(library, "5.6"), value="6.5")
    correct(library, row_of(library, "31"), value="32")
    monkeypatch.setattr("knowledge.preparation.extract_figures", _without_money)
    library.accept(REPORT.encode(), "报告.txt", DocumentFactsGiven(year=2021))
    library.work()
    kept = {one.now.value: one for one in library.corrections.all()}
    assert (kept["6.5"].orphan, kept["6.5"].title) == (True, kept["32"].title)
    assert not kept["32"].orphan
    assert kept["32"].figure_id == row_of(library, "32").id


def _without_money(*args: object, **kwargs: object) -> object:
    """An extractor that goes another way: no money, and every indicator under another name."""
    from dataclasses import replace

    from knowledge.figures import extract_figures

    found = extract_figures(*args, **kwargs)  # type: ignore[arg-type]
    return [replace(figure, indicator=f"别的{figure.indicator}") for figure in found if figure.kind != "money"]


def test_of_figures_that_share_a_value_only_the_one_corrected_is(library: Library) -> None:
    rows = [row for row in library.figures(LedgerFilter(q="站点"))[0] if row.value == "2"]
    assert len({row.span for row in rows}) == 1 < len(rows)
    correct(library, rows[1], value="3")
    library.accept(REPORT.encode(), "报告.txt", DocumentFactsGiven(year=2021))
    library.work()
    assert row_of(library, "3").indicator == rows[1].indicator
    assert row_of(library, "2").indicator == rows[0].indicator


def test_whoever_keeps_a_copy_of_the_ledger_can_tell_that_it_changed(library: Library) -> None:
    row = row_of(library, "31")
    seen = [library.ledger_revision()]
    steps = (
        lambda: correct(library, row, value="32"),
        lambda: library.corrections.undo(row.id),
        lambda: library.accept(REPORT.encode(), "报告.txt", DocumentFactsGiven(title="改了标题")),
        library.work,
        lambda: library.delete(row.document_id),
    )
    for step in steps:
        step()
        seen.append(library.ledger_revision())
    assert len(set(seen)) == len(seen)
