"""A library of two fictional bureaus beside the samples, and a scripted model."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.asking.answering import answer
from assistant.asking.understanding.questions import parse_question
from assistant.language_model import ChatModel, ModelSettings
from assistant.speaking.gate import Gate
from assistant.speaking.speak import gate_for
from knowledge.library import DocumentFactsGiven, Library
from tests.scripted_model import ScriptedModel, running_model

AS_OF = datetime.date(2025, 2, 1)
WATER, FOREST = "临河市沙川区水务局", "临河市沙川区林业和草原局"
REPORTS = {
    (WATER, 2023): "一、执法情况\n2023年，全局立案76件，罚款金额52.6万元，开展河道巡查3214次。"
    "其中，取水许可领域立案21件。\n二、目标任务\n2024年，河道巡查目标3500次。\n",
    (WATER, 2024): "一、执法情况\n2024年，全局立案64件，罚款金额61.8万元，开展河道巡查3527次，"
    "发出整改通知书118份。其中，取水许可领域立案18件。执法满意度91.4%。\n二、存在问题\n"
    "一是巡查力量不足，部分支流未能做到每月巡查。二是个别案卷归档不及时。\n",
    (FOREST, 2024): "一、执法情况\n2024年，全局立案31件，罚款金额24.9万元，开展林区巡护2180次。\n",
}
GateOf = Callable[[str], Gate]
ModelOf = Callable[..., ChatModel]


@pytest.fixture(scope="session")
def told_library(stocked_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Opened once; the tests only read."""
    home = tmp_path_factory.mktemp("told") / "library"
    shutil.copytree(stocked_home, home, symlinks=True)
    with Library.open(home) as library:
        for (issuer, year), body in REPORTS.items():
            title = f"{issuer}{year}年度行政执法工作报告"
            given = DocumentFactsGiven(kind="report", year=year, issuer=issuer, title=title)
            library.accept(f"{title}\n{body}".encode(), f"{issuer}{year}.txt", given)
        library.work()
        yield library


@pytest.fixture
def gate_of(told_library: Library) -> GateOf:
    """The gate over the evidence of a question."""

    def gate(text: str) -> Gate:
        question = parse_question(text, AS_OF, told_library.issuers())
        found = answer(question, told_library)
        assert found.status == "answered", found.text
        return gate_for(question, [found], found, told_library)

    return gate


@pytest.fixture(scope="session")
def scripted() -> Iterator[ScriptedModel]:
    """The server process."""
    with running_model() as model:
        yield model


@pytest.fixture
def model_of(scripted: ScriptedModel) -> ModelOf:
    """A model that will say what it is told to."""

    def model(*replies: dict[str, object], **settings: object) -> ChatModel:
        scripted.script(replies)
        return ChatModel(ModelSettings("scripted", scripted.url, "geheim-77", **settings), sleep=lambda _s: None)  # type: ignore[arg-type]

    return model
