"""What a person corrected is what is answered, cited to the document's own words, and said to be corrected."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asking.answering import ask
from assistant.checking.consistency import check_consistency
from assistant.evidence import Answer
from knowledge.corrections import CorrectionGiven
from knowledge.library import DocumentFactsGiven, LedgerFilter, Library
from tests.cheap_embedder import CheapEmbedder

AS_OF = datetime.date(2025, 2, 1)
AT = datetime.datetime(2025, 1, 20, 4, 0, tzinfo=datetime.UTC)
OF_2022 = "松江区水务局2022年行政执法工作报告\n一、基本情况\n2022年，全局共立案40件，罚没款金额8万元。\n"
OF_2023 = "松江区水务局2023年行政执法工作报告\n一、基本情况\n2023年，全局共立案31件，罚没款金额344.1万元。\n"


@pytest.fixture
def library(library_home: Path) -> Iterator[Library]:
    with Library.open(library_home, embedder=CheapEmbedder()) as opened:
        for text in (OF_2022, OF_2023):
            opened.accept(text.encode(), text.partition("\n")[0] + ".txt", DocumentFactsGiven())
        opened.work()
        yield opened


def asked(question: str, library: Library) -> Answer:
    return ask(question, library, as_of=AS_OF)[1]


def values(answer: Answer) -> list[str]:
    return [f"{figure.value}{figure.unit}" for figure in answer.figures]


def correct(library: Library, read: str, **given: object) -> None:
    rows, _ = library.figures(LedgerFilter())
    figure_id = next(row.id for row in rows if row.value == read)
    said = CorrectionGiven(**given)  # type: ignore[arg-type]
    library.corrections.correct(figure_id, said, by="王敏", at=AT)


@pytest.mark.parametrize("value", ["44.1", "3441", "343.9"])
def test_the_corrected_value_is_answered_beside_the_words_of_the_document(library: Library, value: str) -> None:
    assert values(asked("2023年罚没款金额是多少？", library)) == ["344.1万元"]
    correct(library, "344.1", value=value)
    answer = asked("2023年罚没款金额是多少？", library)
    assert (answer.status, values(answer)) == ("answered", [f"{value}万元"])
    assert f"罚没款金额为{value}万元[1]" in answer.text
    assert answer.text.endswith("（[1]“罚没款金额”由王敏于2025-01-20人工更正，原文为344.1万元。）")
    assert answer.figures[0].corrected
    assert "344.1万元" in answer.citations[0].text
    assert "王敏" in answer.citations[0].correction


def test_only_who_uses_the_corrected_figure_is_told(library: Library) -> None:
    correct(library, "344.1", value="343.9")
    answer = asked("2023年立案多少件？", library)
    assert values(answer) == ["31件"]
    assert not answer.figures[0].corrected
    assert "更正" not in answer.text


def test_what_is_reckoned_from_a_corrected_figure_says_so(library: Library) -> None:
    correct(library, "40", value="62")
    answer = asked("2023年立案比上年减少多少？", library)
    assert values(answer)[0] == "-31件"
    assert answer.text.count("人工更正，原文为40件") == 1


def test_a_rejected_figure_answers_nothing(library: Library) -> None:
    correct(library, "344.1", rejected=True)
    answer = asked("2023年罚没款金额是多少？", library)
    assert (answer.status, answer.figures) == ("not_found", ())


def test_a_figure_under_another_name_or_year_answers_only_that(library: Library) -> None:
    correct(library, "31", indicator="行政处罚决定", year=2021)
    assert asked("2023年立案多少件？", library).status == "not_found"
    assert asked("2021年立案多少件？", library).status == "not_found"
    answer = asked("2021年行政处罚决定多少件？", library)
    assert values(answer) == ["31件"], answer.text
    assert "原读作指标“立案”，原读作2023年" in answer.text


def test_an_undone_correction_leaves_no_trace(library: Library) -> None:
    before = asked("2023年罚没款金额是多少？", library)
    correct(library, "344.1", value="343.9")
    [kept] = library.corrections.all()
    library.corrections.drop(kept.id)
    assert asked("2023年罚没款金额是多少？", library) == before


def test_a_check_reckons_with_the_corrected_value_and_says_so(library: Library) -> None:
    correct(library, "31", value="50")
    draft = "松江区水务局2024年行政执法工作报告\n2024年，全局共立案62件，同比增长100%。\n"
    [finding] = check_consistency(draft, library, AS_OF)
    assert "人工更正，原文为31件" in finding.message
    assert finding.suggestion == "增长24.00%"
