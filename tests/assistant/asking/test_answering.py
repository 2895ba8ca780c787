"""Questions asked of an opened library: figures, the law in its own words, quoted passages, and refusals."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asking.answering import ask, ledger_of
from assistant.asking.replying.quoting import best_sentence
from assistant.evidence import Answer
from knowledge.library import DocumentFactsGiven, Library
from tests.shared_material import SAMPLE_REPORT, needs_shared

AS_OF = datetime.date(2026, 2, 1)


@pytest.fixture(scope="module")
def reports(stocked_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("asked") / "library"
    shutil.copytree(stocked_home, home, symlinks=True)
    with Library.open(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def sample(model_home: Path, shelved_laws: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("sample") / "library"
    home.mkdir()
    (home / "models").symlink_to(model_home / "models")
    shutil.copy(shelved_laws / "records.sqlite3", home)
    with Library.open(home) as opened:
        opened.accept(SAMPLE_REPORT.read_bytes(), SAMPLE_REPORT.name, DocumentFactsGiven())
        opened.work()
        yield opened


def asked(question: str, library: Library) -> Answer:
    return ask(question, library, as_of=AS_OF)[1]


def values(answer: Answer) -> list[str]:
    return [f"{figure.value}{figure.unit}" for figure in answer.figures]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2022年罚没款金额是多少？", "218.6万元"),
        ("青屏区市场监管局2022年立案多少件", "412件"),
        ("2022年为消费者挽回经济损失多少", "51.2万元"),
        ("2022年投诉举报办结率是多少", "96.98%"),
        ("2022年电梯定期检验率是多少", "99.2%"),
    ],
)
def test_figures_of_ingested_reports_are_answered_and_cited(reports: Library, question: str, value: str) -> None:
    answer = asked(question, reports)
    assert (answer.status, values(answer)) == ("answered", [value]), answer.text
    citation = answer.citations[0]
    assert citation.span.of(reports.text(citation.document_id)) == citation.text
    assert answer.figures[0].value in citation.text or answer.figures[0].formula


@pytest.mark.parametrize(
    "question",
    [
        "2022年查处广告违法案件多少件？",
        "2015年立案多少件？",
        "河西区市场监管局2022年立案多少件？",
        "2022年航天器发射多少次",
    ],
)
def test_what_the_reports_do_not_hold_is_not_found(reports: Library, question: str) -> None:
    answer = asked(question, reports)
    assert (answer.status, answer.figures) == ("not_found", ()), answer.text


@pytest.mark.parametrize(
    ("question", "law", "article", "words"),
    [
        ("查封、扣押的期限最长多少日？", "中华人民共和国行政强制法", "第二十五条", "不得超过三十日"),
        ("行政处罚法第三十六条是什么", "中华人民共和国行政处罚法", "第三十六条", "二年内未被发现"),
        ("《行政处罚法》第六十条怎么规定的？", "中华人民共和国行政处罚法", "第六十条", "九十日内"),
        ("行政处罚决定应当在立案之日起几日内作出？", "中华人民共和国行政处罚法", "第六十条", "九十日内"),
        ("当事人要求听证的，应当在几日内提出？", "中华人民共和国行政处罚法", "第六十四条", "五日内"),
    ],
)
def test_law_questions_are_answered_in_the_articles_own_words(
    reports: Library, question: str, law: str, article: str, words: str
) -> None:
    answer = asked(question, reports)
    assert answer.status == "answered", answer.text
    first = answer.citations[0]
    assert (first.title, first.article, first.in_force) == (law, article, True)
    assert words in answer.text
    assert words in first.text
    assert answer.figures == ()


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("行政强制法第一百条是什么", "第一百条"),
        ("《不存在的法》第五条规定了什么", "不在库中"),
        ("红烧肉应当放多少糖？", "未找到"),
        ("什么是黑洞？", "未找到"),
    ],
)
def test_law_that_is_not_held_is_said_to_be_so(reports: Library, question: str, says: str) -> None:
    answer = asked(question, reports)
    assert answer.status == "not_found", answer.text
    assert says in answer.text


def test_a_question_for_words_quotes_the_report(reports: Library) -> None:
    answer = asked("2022年存在哪些问题？", reports)
    assert answer.status == "answered"
    citation = answer.citations[0]
    assert citation.text in answer.text
    assert citation.span.of(reports.text(citation.document_id)) == citation.text
    assert "网络交易" in answer.text
    assert citation.section.startswith("四")


def test_a_title_is_no_answer() -> None:
    passage = "松原区水利局2024年水行政执法工作总结\n水行政执法工作取得明显成效，全年开展河道巡查640次。"
    quoted = best_sentence("2024年水行政执法工作怎么样？", passage)
    assert quoted is not None
    assert quoted.text.startswith("水行政执法工作取得")


@pytest.mark.parametrize(
    "question", ["2022年航天发射场建设得怎么样？", "2010年存在哪些问题？", "河西区2022年存在哪些问题？"]
)
def test_words_that_no_report_holds_are_not_found(reports: Library, question: str) -> None:
    assert asked(question, reports).status == "not_found"


def test_the_ledger_is_prepared_once_and_anew_when_a_report_comes(library: Library) -> None:
    assert ledger_of(library) is ledger_of(library)
    assert asked("2024年立案多少件", library).status == "not_found"
    text = "云溪区市场监督管理局2024年行政执法工作报告\n一、基本情况\n2024年，全局共立案512件，结案498件。\n"
    library.accept(text.encode(), "云溪区市场监督管理局2024年行政执法工作报告.txt", DocumentFactsGiven(kind="report"))
    library.work()
    assert values(asked("2024年立案多少件", library)) == ["512件"]


@needs_shared
@pytest.mark.parametrize(
    ("question", "status", "shown"),
    [
        ("2025年罚没款金额是多少？", "answered", ["344.1万元"]),
        ("咱们局去年一共罚了多少钱？", "answered", ["344.1万元"]),
        ("2025年采取行政强制措施多少？", "conflict", ["150件", "141起"]),
        ("2019年立案多少件？", "not_found", []),
        ("2025年查处广告违法案件多少件？", "not_found", []),
        ("河西区市场监管局2025年立案多少件？", "not_found", []),
        ("12315投诉举报办结率是多少？", "answered", ["91.46%"]),
    ],
)
def test_the_sample_report_answers_as_promised(sample: Library, question: str, status: str, shown: list[str]) -> None:
    answer = asked(question, sample)
    assert (answer.status, values(answer)) == (status, shown), answer.text


@needs_shared
def test_the_sample_reports_figures_are_cited_to_their_section(sample: Library) -> None:
    answer = asked("2025年罚没款金额是多少？", sample)
    assert answer.citations[0].section.startswith("一（三）2")
    assert answer.figures[0].amount == "3441000"
    rate = asked("12315投诉举报办结率是多少？", sample)
    assert rate.figures[0].formula == "31988÷34973"
    reason = asked("案件数量下降的主要原因是什么？", sample)
    assert reason.citations[0].section.startswith("一（三）2")
