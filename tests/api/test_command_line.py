"""The command line as a person runs it: its own process, with and without a service beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from api.settings import variable_names
from knowledge.library import Library
from tests.api.conftest import NewHome
from tests.api.serving import Serving
from tests.conftest import ROOT, SAMPLE_REPORTS

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_in(home: Path) -> Run:
    kept = {name: value for name, value in os.environ.items() if name not in variable_names().values()}
    environment = {**kept, "REPORT_ASSISTANT_HOME": str(home), "PYTHONUTF8": "1"}

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "api.command_line", *map(str, arguments)],
            cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="module")
def home(new_home: NewHome) -> Path:
    return new_home()


@pytest.fixture(scope="module")
def run(home: Path) -> Run:
    """With one report in the library, added by the command itself."""
    command = run_in(home)
    added = command("add", SAMPLE_REPORTS[0], "--json")
    assert added.returncode == 0, added.stderr
    [document] = json.loads(added.stdout)["documents"]
    assert document["status"] == "ready"
    return command


@pytest.fixture(scope="module")
def serving(run: Run, home: Path) -> Iterator[Serving]:
    with Serving(home) as serving:
        yield serving


QUESTION = ("ask", "2022年立案多少件？", "--as-of", "2023-02-01")


def without_conversation(text: str) -> dict[str, Any]:
    return {**json.loads(text), "conversation_id": ""}


def test_help_is_quick_and_names_every_command() -> None:
    code = "import sys, api.command_line; print({'fastapi', 'torch', 'chromadb', 'httpx'} & sys.modules.keys())"
    heavy = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert heavy.stdout.strip() == "set()"


def test_an_answer_is_readable_and_ends_with_its_place(run: Run) -> None:
    told = run(*QUESTION)
    assert told.returncode == 0
    assert "412" in told.stdout
    assert "[1]" in told.stdout


def test_figures_are_a_readable_table(run: Run) -> None:
    told = run("figures", "--indicator", "罚没款", "--year", "2022")
    assert told.returncode == 0
    assert "罚没款金额" in told.stdout
    assert "218.6万元" in told.stdout
    assert "1600批次（计划）" in run("figures", "--planned").stdout
    head, *lines = told.stdout.rstrip().splitlines()[:-1]
    starts = [cell_len(line[: line.index("云岚市")]) for line in lines]
    assert set(starts) == {cell_len(head[: head.index("单位名称")])}  # a Chinese character is two columns wide


def test_figures_are_exported_with_the_filters_of_the_list(run: Run, tmp_path: Path) -> None:
    told = run("figures", "--indicator", "罚没款", "--year", "2022", "--xlsx", tmp_path / "台账.xlsx")
    assert told.returncode == 0, told.stderr
    assert "台账.xlsx" in told.stdout
    head, *rows = load_workbook(tmp_path / "台账.xlsx")["台账"].iter_rows(values_only=True)
    assert {row[head.index("指标")] for row in rows} == {"罚没款金额"}
    told = run("figures", "--xlsx", tmp_path / "没有这个文件夹" / "台账.xlsx")
    assert (told.returncode, told.stdout) == (1, "")
    assert "没有这个文件夹" in told.stderr


def test_a_figure_is_corrected_listed_as_such_and_restored(run: Run) -> None:
    [row, *_] = json.loads(run("figures", "--indicator", "行政检查", "--json").stdout)["figures"]
    told = run("correct", row["id"], "--by", "王敏", "--value", "77777", "--note", "与台账核对")
    assert told.returncode == 0, told.stderr
    assert f"77777{row['unit']}（人工更正）" in told.stdout
    assert row["text"] in told.stdout
    assert row["id"] in run("figures", "--corrected").stdout
    undone = run("correct", row["id"], "--undo", "--json")
    assert json.loads(undone.stdout) == row
    assert "共 0 条" in run("figures", "--corrected").stdout


def test_an_article_is_shown_with_its_words(run: Run) -> None:
    told = run("laws", "行政强制法", "25", "--as-of", "2026-02-01")
    assert told.stdout.startswith("中华人民共和国行政强制法 第二十五条")


def test_a_check_for_people_shows_line_and_words_and_goes_into_a_document(run: Run, tmp_path: Path) -> None:
    file, out = ROOT / "samples" / "draft-to-check.txt", tmp_path / "审校.docx"
    told = run("check", file, "--off", "citation,numbering")
    assert "错误 第7行" in told.stdout and "“增长-3.67%”" in told.stdout
    assert "审校小结" in told.stdout and "停用的规则：citation、numbering" in told.stdout
    assert run("check", file, "--docx", out).returncode == 0
    assert out.read_bytes()[:2] == b"PK"
    copy = tmp_path / "稿.txt"
    copy.write_bytes(file.read_bytes())
    refused = run("check", copy, "--docx", copy)
    assert refused.returncode == 1 and "覆盖" in refused.stderr and copy.read_bytes() == file.read_bytes()


def test_a_file_is_checked(run: Run) -> None:
    told = run("check", ROOT / "samples" / "draft-to-check.txt", "--json")
    assert told.returncode == 0
    assert json.loads(told.stdout)["findings"]


def test_a_section_is_drafted_from_a_workbook(run: Run) -> None:
    told = run("draft", "--section", "行政处罚", "--metrics", ROOT / "samples" / "metrics-2025.xlsx", "--year", "2023")
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip()


def test_a_whole_report_is_drafted_under_its_title_or_as_json(run: Run) -> None:
    whole = ("draft", "--section", "全文", "--metrics", ROOT / "samples" / "metrics-2025.xlsx", "--year", "2025")
    told = run(*whole, "--issuer", "云海区城管局")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("云海区城管局2025年度行政执法工作报告")
    assert "立案471件" in told.stdout
    assert "四、下一步工作打算" in told.stdout
    assert json.loads(run(*whole, "--issuer", "云海区城管局", "--json").stdout)["sections"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "没有这个文件.txt"), "没有这个文件.txt"),
        (("add", "没有这个文件.txt"), "没有这个文件.txt"),
        (("ask", "罚没款？", "--as-of", "昨天"), "as_of"),
        (("ask", "多" * 3_000), "2000"),
        (("laws", "行政强制法", "300"), "71 条"),
        (("correct", "没有这条-1", "--by", "王敏", "--value", "1"), "没有这条-1"),
        (("draft", "--section", "行政处罚", "--metrics", "没有.xlsx"), "没有.xlsx"),
    ],
)
def test_what_was_not_done_is_said_on_stderr_with_status_1(run: Run, arguments: tuple[str, ...], words: str) -> None:
    told = run(*arguments)
    assert (told.returncode, told.stdout) == (1, "")
    assert words in told.stderr
    assert "Traceback" not in told.stderr


def test_of_several_files_the_bad_one_is_named_and_the_good_ones_are_added(run: Run, tmp_path: Path) -> None:
    (tmp_path / "好.txt").write_text("松江街道办事处2021年行政执法工作报告\n\n全年立案58件。\n", "utf-8")
    (tmp_path / "坏.pdf").write_bytes(b"not a pdf")
    (tmp_path / "别的.exe").write_bytes(b"MZ")
    told = run("add", tmp_path, "--json")
    assert told.returncode == 1
    assert "坏.pdf" in told.stderr
    assert [document["file_name"] for document in json.loads(told.stdout)["documents"]] == ["好.txt"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("fly",),
        ("figures", "--limit", "0"),
        ("add", "x", "--kind", "novel"),
        ("correct", "0-0", "--value", "1"),
    ],
)
def test_wrong_usage_has_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_a_bad_setting_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "api.command_line", "documents"]
    environment = {**os.environ, "REPORT_ASSISTANT_HOME": str(home), "REPORT_ASSISTANT_WORKERS": "3"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "REPORT_ASSISTANT_WORKERS" in told.stderr


def test_a_library_that_another_process_holds_is_refused(new_home: NewHome) -> None:
    taken = new_home()
    with Library.open(taken):
        told = run_in(taken)("documents")
    assert told.returncode == 1
    assert str(os.getpid()) in told.stderr


def test_with_and_without_a_service_the_same_json_is_printed(run: Run, home: Path) -> None:
    alone = {arguments: run(*arguments, "--json").stdout for arguments in (("documents",), ("figures",), QUESTION)}
    with Serving(home) as serving:
        for arguments, text in alone.items():
            told = run(*arguments, "--json")
            assert told.returncode == 0, told.stderr
            assert without_conversation(told.stdout) == without_conversation(text)
        direct = httpx.get(f"{serving.url}/api/v1/figures", trust_env=False)
        assert json.loads(alone["figures",]) == direct.json()


def test_beside_a_service_the_command_line_talks_to_it(serving: Serving, run: Run) -> None:
    told = run(*QUESTION)
    assert told.returncode == 0, told.stderr
    assert "412" in told.stdout
    second = run("serve", "--port", "0")
    assert second.returncode == 1
    assert serving.url in second.stderr
