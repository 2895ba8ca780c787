"""Reading rules: those that are shipped, and a folder of the user's own, which may be broken and then is said to be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from assistant.checking.findings import FindingKind, Severity
from assistant.checking.rules import Rule, RuleBook, RuleProblem, findings_of

FILES = (
    "wording.toml",
    "terms.toml",
    "statute_terms.toml",
    "arithmetic.toml",
    "number_format.toml",
    "punctuation.toml",
    "numbering.toml",
)
IN_CODE = "in_code.toml"
_NEEDED = ("id", "kind", "severity", "message", "source", "flag", "pass")
_TABLE = re.compile(r"^[ \t]*\[\[\s*rule\s*\]\]", re.MULTILINE)
_WORDS_TABLE = re.compile(r"^[ \t]*\[\s*words\s*\]", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


class RuleError(ValueError):
    """A rule that cannot be used; the message says what is missing or wrong."""


@cache
def shipped_rules() -> RuleBook:
    """The rules that come with the product, read once. Raises RuleError for one that is incomplete."""
    rules = tuple(rule for name in FILES for rule in _shipped(name, "rule"))
    in_code = tuple(_shipped(IN_CODE, "rule", in_code=True))
    ids = [rule.id for rule in (*rules, *in_code)]
    doubled = sorted({each for each in ids if ids.count(each) > 1})
    if doubled:
        raise RuleError(f"规则编号重复：{'、'.join(doubled)}")
    return RuleBook(rules, in_code)


def rule_book(folder: Path | None = None) -> RuleBook:
    """The shipped rules with the user's: ``*.toml`` in ``folder``; one with a shipped rule's id stands in for it.

    A file or a rule that can't be used is listed in ``problems`` and left out; the rest holds.
    """
    shipped = shipped_rules()
    if folder is None:
        return shipped
    if not folder.is_dir():
        problem = RuleProblem(str(folder), 1, "文件夹不存在，请核对路径或新建该文件夹。")
        return RuleBook(shipped.rules, shipped.in_code, problems=(problem,))
    reader = _FolderReader({rule.id for rule in shipped.in_code})
    for path in sorted(folder.glob("*.toml")):
        reader.read(path)
    own = {rule.id for rule in reader.rules}
    rules = (*(rule for rule in shipped.rules if rule.id not in own), *reader.rules)
    return RuleBook(rules, shipped.in_code, tuple(reader.keep), problems=tuple(reader.problems))


def rule_of(entry: Mapping[str, Any], *, own: bool = False, in_code: bool = False) -> Rule:
    """One rule from its table. Raises RuleError with the reason in Chinese."""
    missing = [key for key in _NEEDED if not entry.get(key)]
    if not (entry.get("pattern") or entry.get("words") or in_code):
        missing.append("pattern 或 words")
    if missing:
        raise RuleError(f"规则 {entry.get('id', '（无编号）')} 缺少：{'、'.join(missing)}")
    for key, allowed in (("kind", get_args(FindingKind)), ("severity", get_args(Severity))):
        if entry[key] not in allowed:
            raise RuleError(f"规则 {entry['id']} 的 {key}“{entry[key]}”不能用，可用的是：{'、'.join(allowed)}")
    words = tuple((str(wrong), str(right)) for wrong, right in entry.get("words", {}).items())
    expression = entry.get("pattern") or "|".join(_not_in_its_right_word(*pair) for pair in _longest_first(words))
    try:
        pattern = None if in_code else re.compile(expression, re.MULTILINE)
    except (re.error, OverflowError) as error:
        raise RuleError(f"规则 {entry['id']} 的 pattern 不是有效的正则表达式：{error}") from error
    return Rule(
        id=str(entry["id"]),
        kind=entry["kind"],
        severity=entry["severity"],
        pattern=pattern,
        message=str(entry["message"]),
        source=str(entry["source"]),
        flag=tuple(entry["flag"]),
        passes=tuple(entry["pass"]),
        suggestion=entry.get("suggestion"),
        words=words,
        since=int(entry.get("since", 0)),
        safe=bool(entry.get("safe", False)),
        own=own,
    )


def _longest_first(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(words, key=lambda pair: -len(pair[0]))


def _not_in_its_right_word(wrong: str, right: str) -> str:
    """A pattern for the wrong word where it is no part of the right one: 监管局 of 市场监管局."""
    before, held, after = (re.escape(part) for part in right.partition(wrong))
    return f"(?!(?<={before}){held}{after}){re.escape(wrong)}" if held else re.escape(wrong)


def _shipped(name: str, table: str, *, in_code: bool = False) -> Iterator[Rule]:
    data = tomllib.loads(files("assistant.checking").joinpath(name).read_text("utf-8"))
    for entry in data[table]:
        try:
            yield rule_of(entry, in_code=in_code)
        except RuleError as error:
            raise RuleError(f"{name}：{error}") from error


class _FolderReader:
    """Collects rules, words to keep and problems over the files of a folder."""

    def __init__(self, taken: set[str]) -> None:
        self.rules: list[Rule] = []
        self.keep: list[str] = []
        self.problems: list[RuleProblem] = []
        self._taken = set(taken)

    def read(self, path: Path) -> None:
        """One file; what is wrong with it goes to ``problems``."""
        try:
            text = path.read_text("utf-8-sig")
            data = tomllib.loads(text)
        except UnicodeDecodeError:
            self._refuse(path, 1, "不是 UTF-8 编码，请另存为 UTF-8。")
            return
        except OSError as error:
            self._refuse(path, 1, f"读不了这个文件（{error.strerror}），请核对权限。")
            return
        except tomllib.TOMLDecodeError as error:
            place = _AT_LINE.search(str(error))
            line = int(place.group(1)) if place else text.count("\n") + 1
            self._refuse(path, line, f"不是有效的 TOML（{error}），整个文件没有使用。")
            return
        self._tables(path, text, data)

    def _tables(self, path: Path, text: str, data: Mapping[str, Any]) -> None:
        entries = data.get("rule", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._refuse(path, _line(text, re.compile(r"^.*\brule\b", re.MULTILINE), 0), "规则写作 [[rule]]。")
            entries = []
        for number, entry in enumerate(entries):
            self._rule(path, _line(text, _TABLE, number), entry)
        words, keep = data.get("words", {}), data.get("keep", [])
        if words:
            self._words(path, _line(text, _WORDS_TABLE, 0), words)
        if isinstance(keep, list) and all(isinstance(word, str) for word in keep):
            self.keep.extend(word for word in keep if word)
        else:
            self._refuse(path, _line(text, re.compile(r"^[ \t]*keep\b", re.MULTILINE), 0), "keep 应为字符串的列表。")

    def _words(self, path: Path, line: int, words: object) -> None:
        """``[words]`` 错 = 对 as one rule."""
        if not isinstance(words, dict) or not all(isinstance(right, str) for right in words.values()):
            self._refuse(path, line, '[words] 中每行写作 "错词" = "对词"。')
            return
        entry = {
            "id": f"own-words-{path.stem}",
            "kind": "wording",
            "severity": "warning",
            "message": f"自备词表（{path.name}）：应为“{{right}}”。",
            "source": f"自备词表 {path.name}",
            "flag": [f"此处{wrong}。" for wrong in words],
            "pass": ["此处无误。"],
            "words": words,
        }
        self._rule(path, line, entry)

    def _rule(self, path: Path, line: int, entry: Mapping[str, Any]) -> None:
        try:
            rule = rule_of(entry, own=True)
            fault = _fault(rule)
        except (RuleError, TypeError, ValueError) as error:
            self._refuse(path, line, f"{error}，这条规则没有使用。")
            return
        if rule.id in self._taken:
            fault = f"规则编号 {rule.id} 已被使用，请换一个"
        if fault:
            self._refuse(path, line, f"{fault}，这条规则没有使用。")
            return
        self._taken.add(rule.id)
        self.rules.append(rule)

    def _refuse(self, path: Path, line: int, reason: str) -> None:
        self.problems.append(RuleProblem(path.name, line, reason))


def _fault(rule: Rule) -> str:
    """What is wrong with a rule by its own sentences; "" when nothing is."""
    if any(not wrong or wrong == right for wrong, right in rule.words):
        return f"规则 {rule.id} 的 words 里有空的或相同的词"
    try:
        for sentence in rule.flag:
            if not list(findings_of(rule, sentence)):
                return f"规则 {rule.id} 没有标出它应当标出的句子“{sentence}”"
        for sentence in rule.passes:
            if list(findings_of(rule, sentence)):
                return f"规则 {rule.id} 标出了它应当放过的句子“{sentence}”"
    except (KeyError, IndexError) as error:
        return f"规则 {rule.id} 的 message 或 suggestion 用了 pattern 里没有的名称 {error}"
    return ""


def _line(text: str, pattern: re.Pattern[str], number: int) -> int:
    """The line (from 1) of the ``number``-th match, 1 where there is none."""
    matches = list(pattern.finditer(text))
    return text.count("\n", 0, matches[number].start()) + 1 if number < len(matches) else 1
