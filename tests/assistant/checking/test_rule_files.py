"""One's own rules: read from a folder, held against their own sentences; a broken one is named and stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checking.rule_files import rule_book, shipped_rules
from assistant.checking.rules import check_rules

GOOD = """[[rule]]
id = "own-visit"
kind = "wording"
severity = "suggestion"
pattern = '亲临'
message = "“{0}”改为“到”。"
suggestion = "到"
source = "本局行文习惯"
flag = ["局长亲临现场。"]
pass = ["局长到现场。"]
"""


def book_of(folder: Path, **files: str) -> list[str]:
    """Writes the files, reads the folder; what is wrong with it in words."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return [str(problem) for problem in rule_book(folder).problems]


def test_no_folder_means_the_shipped_rules() -> None:
    assert rule_book() == shipped_rules()


def test_own_rules_come_beside_the_shipped_ones(tmp_path: Path) -> None:
    assert book_of(tmp_path, a=GOOD) == []
    book = rule_book(tmp_path)
    assert len(book.rules) == len(shipped_rules().rules) + 1
    (finding,) = check_rules("区长亲临企业。", book.rules)
    assert (finding.rule, finding.text, finding.replacement) == ("own-visit", "亲临", "到")


def test_a_rule_with_a_shipped_id_stands_in_for_it(tmp_path: Path) -> None:
    book_of(tmp_path, a=GOOD.replace("own-visit", "wording-qita"))
    book = rule_book(tmp_path)
    assert [rule.pattern.pattern for rule in book.rules if rule.id == "wording-qita" and rule.pattern] == ["亲临"]
    assert len(book.rules) == len(shipped_rules().rules)


def test_a_word_list_flags_a_word_but_not_inside_its_right_one(tmp_path: Path) -> None:
    assert book_of(tmp_path, 词="[words]\n'监管局' = '市场监管局'\n") == []
    found = check_rules("监管局会同市场监管局开展检查。", rule_book(tmp_path).rules)
    assert [(finding.text, finding.span.start, finding.replacement) for finding in found] == [
        ("监管局", 0, "市场监管局")
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[rule]]\nid = \n", 2, "TOML"),
        (GOOD.replace('source = "本局行文习惯"\n', ""), 1, "source"),
        ("# 注释\n\n" + GOOD.replace("'亲临'", "'亲(临'"), 3, "正则表达式"),
        (GOOD.replace('"wording"', '"style"'), 1, "kind"),
        (GOOD.replace('"局长亲临现场。"', '"局长到现场。"'), 1, "没有标出"),
        (GOOD.replace('pass = ["局长到现场。"]', 'pass = ["局长亲临现场。"]'), 1, "放过"),
        (GOOD.replace("{0}", "{谁}"), 1, "谁"),
        (GOOD.replace('"own-visit"', '"consistency-figures"'), 1, "已被使用"),
        ("[words]\n'甲' = '甲'\n", 1, "相同"),
        ("\nkeep = '台帐山'\n", 2, "列表"),
        ("rule = 3\n", 1, "[[rule]]"),
    ],
)
def test_what_cannot_be_used_is_named_with_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    (problem,) = book_of(tmp_path, 坏=text, 好=GOOD.replace("own-visit", "own-other"))
    assert problem.startswith(f"规则文件 坏.toml 第{line}行：") and reason in problem
    assert "own-other" in {rule.id for rule in rule_book(tmp_path).rules}


def test_a_broken_rule_does_not_take_its_neighbour_with_it(tmp_path: Path) -> None:
    (problem,) = book_of(tmp_path, a=GOOD.replace("'亲临'", "'('") + "\n" + GOOD.replace("own-visit", "own-second"))
    assert "own-visit" in problem
    assert "own-second" in {rule.id for rule in rule_book(tmp_path).rules}


def test_a_file_of_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "旧.toml").write_bytes("[words]\n'帐' = '账'\n".encode("gb18030"))
    (problem,) = book_of(tmp_path)
    assert "旧.toml" in problem and "UTF-8" in problem


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (problem,) = rule_book(tmp_path / "没有").problems
    assert "不存在" in str(problem)
