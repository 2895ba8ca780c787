"""Which report a draft is made from, and what is said when there is none."""

from __future__ import annotations

import datetime

import pytest

from assistant.drafting.one_section import UnknownSection, draft_section, held_issuer
from assistant.metrics.supplied import SuppliedMetric, check_metrics
from knowledge.laws.register import LawRegister
from knowledge.library import Document, LedgerFilter, LedgerRow, Library
from knowledge.outline import Section, outline_report
from knowledge.readers import read_file
from tests.assistant.ledger_rows import rows_of
from tests.knowledge.law_source import LawsInMemory

ISSUER = "云河区市场监督管理局"
TEXTS = {
    2024: "一、行政处罚情况\n2024年，全局立案611件。",
    2025: (
        "一、行政处罚情况\n2025年，全局立案647件。\n"
        "二、行政许可情况\n（一）受理\n受理行政许可24423件。\n（二）办结\n办结行政许可24000件。"
    ),
}
METRICS = check_metrics([SuppliedMetric("立案", "702", "件")])


class Shelf(Library):
    """Two reports of one bureau, without a store."""

    def __init__(self) -> None:
        self._register = LawRegister(LawsInMemory([]))

    @property
    def laws(self) -> LawRegister:
        return self._register

    def documents(self) -> list[Document]:
        return [_document(year) for year in sorted(TEXTS)]

    def document(self, document_id: str) -> Document | None:
        return next((d for d in self.documents() if d.id == document_id), None)

    def text(self, document_id: str) -> str:
        return TEXTS[int(document_id)]

    def sections(self, document_id: str) -> list[Section]:
        return list(outline_report(read_file(TEXTS[int(document_id)].encode(), "报告.txt")))

    def issuers(self) -> list[str]:
        return [ISSUER]

    def figures(self, wanted: LedgerFilter, limit: int = 100, offset: int = 0) -> tuple[list[LedgerRow], int]:
        rows = [row for year, text in TEXTS.items() for row in rows_of(text, year)]
        return rows, len(rows)


def _document(year: int) -> Document:
    return Document(
        id=str(year),
        kind="report",
        file_name="报告.txt",
        title=f"{year}年行政执法工作报告",
        issuer=ISSUER,
        year=year,
        effective_from=None,
        effective_to=None,
        status="ready",
        progress=1.0,
        reason="",
        warnings=(),
        added_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        size=1,
        characters=1,
        passages=1,
        figures=1,
        articles=0,
    )


def test_the_newest_earlier_report_of_the_issuer_is_the_base() -> None:
    made = draft_section("行政处罚情况", METRICS, year=2026, issuer=ISSUER, library=Shelf())
    assert made.text == "2026年，全局立案702件。"
    assert made.title == "行政处罚情况"


def test_a_named_report_is_the_base_instead() -> None:
    made = draft_section("行政处罚", METRICS, year=2025, issuer=ISSUER, library=Shelf(), base_document_id="2024")
    assert made.text == "2025年，全局立案702件。"


def test_a_section_with_parts_is_drafted_whole() -> None:
    made = draft_section("行政许可情况", METRICS, year=2026, issuer=ISSUER, library=Shelf())
    assert made.text.count("【待补：") == 2
    assert "（一）" in made.text


def test_a_chapter_the_report_lacks_is_drafted_from_a_template() -> None:
    metrics = check_metrics([SuppliedMetric("行政强制措施", "12", "件")])
    made = draft_section("行政强制", metrics, year=2026, issuer=ISSUER, library=Shelf())
    assert "采取行政强制措施12件" in made.text
    assert any("按模板" in warning for warning in made.warnings)


def test_an_unknown_section_lists_what_there_is() -> None:
    with pytest.raises(UnknownSection) as unknown:
        draft_section("招商引资", METRICS, year=2026, issuer=ISSUER, library=Shelf())
    assert "行政处罚情况" in str(unknown.value)
    assert "行政检查履职情况" in str(unknown.value)


def test_an_unknown_base_report_is_said() -> None:
    with pytest.raises(UnknownSection, match="没有编号为"):
        draft_section("行政处罚", METRICS, year=2026, issuer=ISSUER, library=Shelf(), base_document_id="x")


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [("", ISSUER), (ISSUER, ISSUER), ("云河区市场监管局", ISSUER), ("海东区水务局", "海东区水务局")],
)
def test_an_issuer_may_be_named_short(wanted: str, meant: str) -> None:
    assert held_issuer(wanted, [ISSUER]) == meant
