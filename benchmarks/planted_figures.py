"""Errors planted into real paragraphs, one number changed each; the unchanged ones must stay without a finding.

A structure of our own (a list with its total, a rate with its counts …) with right numbers is put after a sentence of
a real paragraph: that is the clean half. The planted half has one of its numbers changed. ``real lists`` are the lists
that stand in the reports themselves and add up, found here by their numbers alone.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from assistant.checking import RuleBook, check_figures, check_wording, rule_book
from assistant.checking.findings import Finding
from benchmarks.material import SHARED, report_files
from benchmarks.planted_ledger import ISSUER, LAST_YEAR, LedgerOnly
from benchmarks.planted_pairs import MORE_MAKERS
from benchmarks.results import Outcome
from knowledge.library import Library
from knowledge.quantities import Number, find_quantities

AS_OF = datetime.date(2026, 2, 1)
EACH = 200
LISTED = 6  # ways in which each part of a real list is made larger
_CHANGE = re.compile(r"(?:增长|增加|上升|下降|减少|净增|新增)(?:了|约)?$")
_KINDS = ("arithmetic", "consistency")
_WORDING = ("wording-approximation-doubled", "wording-over-and-above")
_RULES: RuleBook = rule_book()
_TITLE = f"{ISSUER}2025年行政执法工作报告\n"
_BODIES = ("东风所", "河滨所", "综合执法支队", "城南分局", "开发区所", "特设科", "食品科", "药械科")
_SPLITS = (
    ("新设立经营主体", "户", ("企业", "个体工商户", "农民专业合作社")),
    ("作出行政处罚决定", "件", ("一般程序", "简易程序")),
    ("全系统行政处罚案件", "起", ("普通程序", "简易程序")),
    ("归集监督信息", "条", ("行政检查类", "行政处罚类", "行政许可类")),
    ("监督抽检任务", "批次", ("食用农产品", "加工食品", "餐饮食品", "保健食品")),
    ("全区特种设备", "台", ("电梯", "起重机械", "压力容器", "锅炉")),
    ("行政复议案件", "件", ("食品领域", "广告领域", "价格领域")),
    ("全局执法人员", "名", ("支队人员", "基层所人员", "机关科室人员")),
    ("罚款金额", "万元", ("食品类", "药品类", "广告类")),
    ("12315平台诉求", "件", ("投诉类", "举报类", "咨询类")),
)
_COUNTS = (
    ("立案", "件"),
    ("登记企业", "户"),
    ("抽检产品", "批次"),
    ("收到举报", "件"),
    ("检查商户", "户次"),
    ("受理申请", "件"),
    ("罚没款", "万元"),
    ("挽回损失", "万元"),
)
_RATES = (
    ("受理投诉", "办结", "件", "办结率"),
    ("抽检食品", "合格", "批次", "合格率"),
    ("交办线索", "整改", "条", "整改率"),
    ("接到举报", "立案", "件", "立案率"),
    ("受理诉求", "回复", "件", "回复率"),
    ("应参训人员", "参训", "人", "参训率"),
    ("立案查办案件", "结案", "件", "结案率"),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with right numbers, and the same with one changed, both to be checked in ``place`` only."""

    clean: str
    planted: str
    place: tuple[int, int]


def run() -> Outcome | None:
    """One row a kind of error: how many found, how many of the unchanged flagged."""
    if not SHARED.is_dir():
        return None
    outcome = Outcome(
        name="planted_figures",
        title=f"Errors planted in real paragraphs ({EACH} of each kind)",
        header=("kind", "n", "found", "unchanged flagged"),
    )
    paragraphs = _paragraphs()
    library = cast(Library, LedgerOnly())
    for kind, make in (_MAKERS | MORE_MAKERS).items():
        chance = random.Random(kind)
        cases = [_inserted(chance, paragraphs, make(chance)) for _ in range(EACH)]
        _row(outcome, library, kind, cases)
    chance = random.Random("ledger")
    cases = [_inserted(chance, paragraphs, _against_ledger(chance), title=_TITLE) for _ in range(EACH)]
    _row(outcome, library, "change against the ledger's last year", cases)
    _row(outcome, library, "real lists", list(_real_lists(paragraphs, random.Random(7))))
    _row(outcome, library, "real sentences said again", _said_again(paragraphs, random.Random(8)))
    outcome.notes.append("found: an arithmetic or consistency finding at the changed words; as of 2026-02-01")
    return outcome


def _row(outcome: Outcome, library: Library, kind: str, cases: list[Planted]) -> None:
    found = [_said(library, case.planted, case.place) for case in cases]
    alarms = [_said(library, case.clean, case.place) for case in cases]
    for number, (right, wrong) in enumerate(zip(found, alarms, strict=True)):
        outcome.passed[f"{kind} {number}"] = bool(right) and not wrong
    n = len(cases)
    outcome.rows.append(
        (kind, str(n), f"{sum(map(bool, found))} = {sum(map(bool, found)) / n:.3f}", f"{sum(map(bool, alarms))}")
    )


def _said(library: Library, text: str, place: tuple[int, int]) -> list[Finding]:
    start, end = place
    found = [*check_figures(text, library, AS_OF), *check_wording(text, _RULES, AS_OF)]
    return [
        finding
        for finding in found
        if (finding.kind in _KINDS or finding.rule in _WORDING)
        and finding.severity != "suggestion"
        and finding.span.end > start - 2
        and finding.span.start < end + 40
    ]


def _paragraphs() -> list[str]:
    files = [*report_files("national"), *report_files("provincial"), *report_files("bureaus")]
    lines = [line.strip() for file in files for line in file.read_text(encoding="utf-8").split("\n")]
    return [line for line in lines if 60 <= len(line) <= 600 and line.endswith("。") and re.search("[0-9]", line)]


def _inserted(chance: random.Random, paragraphs: list[str], pair: tuple[str, str], title: str = "") -> Planted:
    """The structure as sentences of its own after one sentence of a real paragraph."""
    paragraph = chance.choice(paragraphs)
    at = chance.choice([match.end() for match in re.finditer("。", paragraph)])
    right, wrong = pair
    before, rest = title + paragraph[:at], paragraph[at:]
    return Planted(
        before + right + rest, before + wrong + rest, (len(before), len(before) + max(len(right), len(wrong)))
    )


def _changed(chance: random.Random, value: int, *, up: bool | None = None) -> int:
    """One digit changed (upwards or downwards where that is asked); where none can be, ten or half of it."""
    for _ in range(40):
        digits = list(str(value))
        place = chance.randrange(len(digits))
        digits[place] = str(chance.choice([d for d in range(1 if place == 0 else 0, 10) if str(d) != digits[place]]))
        other = int("".join(digits))
        if other and (up is None or (other > value) == up):
            return other
    return value + 10 if up else max(1, value // 2)


def _values(chance: random.Random, n: int, unit: str) -> list[Decimal]:
    whole = [chance.randrange(12, 4000) for _ in range(n)]
    return [Decimal(each) / 100 if unit == "万元" else Decimal(each) for each in whole]


def _bump(chance: random.Random, value: Decimal, *, up: bool | None = None) -> Decimal:
    """Another value with one digit changed; of one with decimals by more than its last place, which rounding moves."""
    places = max(0, -int(value.as_tuple().exponent))
    step = Decimal(1).scaleb(-places)
    while True:
        other = Decimal(_changed(chance, int(value / step), up=up)) * step
        if not places or abs(other - value) >= 2 * step:
            return other


def _list_words(form: str, split: tuple[str, str, tuple[str, ...]], total: Decimal, parts: list[Decimal]) -> str:
    what, unit, names = split
    items = [f"{name}{value:f}{unit}" for name, value in zip(names, parts, strict=False)]
    return form.format(what=what, total=f"{total:f}{unit}", a="、".join(items), b="，".join(items), c="；".join(items))


def _some(chance: random.Random, forms: tuple[str, ...], *, any_change: bool) -> tuple[str, str]:
    split, form = chance.choice(_SPLITS), chance.choice(forms)
    parts = _values(chance, len(split[2]), split[1])
    total = sum(parts, Decimal(0))
    right = _list_words(form, split, total, parts)
    place = chance.randrange(len(parts) + 1)
    if place == len(parts):
        changed, wrong_parts = _bump(chance, total, up=None if any_change else False), parts
    else:
        changed, wrong_parts = total, list(parts)
        wrong_parts[place] = _bump(chance, parts[place], up=None if any_change else True)
    wrong = _list_words(form, split, changed, wrong_parts)
    return (right, wrong) if right != wrong else _some(chance, forms, any_change=any_change)


def _open_list(chance: random.Random) -> tuple[str, str]:
    forms = (
        "全年{what}{total}，其中{a}。",
        "{what}共{total}，其中：{b}。",
        "截至年底，{what}{total}，同比增长3.1%，其中{b}。",
        "{what}达到{total}。其中，{a}。",
    )
    return _some(chance, forms, any_change=False)


def _complete_list(chance: random.Random) -> tuple[str, str]:
    forms = (
        "{what}{total}，分别是：{a}。",
        "全年{what}共{total}，分别为{b}。",
        "{what}{total}。按类别看，{c}。",
        "{what}共{total}，按类型划分：{b}。",
    )
    return _some(chance, forms, any_change=True)


def _list_with_sum(chance: random.Random) -> tuple[str, str]:
    return _some(
        chance,
        ("{what}中，{a}，合计{total}。", "{what}情况：{b}，共计{total}。", "{a}，总计{total}。"),
        any_change=True,
    )


def _table(chance: random.Random) -> tuple[str, str]:
    (what, unit), bodies = chance.choice(_COUNTS), chance.sample(_BODIES, 4)
    values = _values(chance, 4, unit)
    rows = [*values, sum(values, Decimal(0))]

    def table(cells: list[Decimal]) -> str:
        lines = [f"| {name} | {value:f} |" for name, value in zip([*bodies, "合计"], cells, strict=True)]
        return f"\n| 单位 | {what}（{unit}） |\n| --- | --- |\n" + "\n".join(lines) + "\n"

    wrong = list(rows)
    place = chance.randrange(5)
    wrong[place] = _bump(chance, rows[place])
    return table(rows), table(wrong)


def _percent(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places)):f}"


def _other_percent(chance: random.Random, written: str, limit: int = 100) -> str:
    """Another percentage, two of its last places away at least."""
    step = Decimal(1).scaleb(-len(written.partition(".")[2]))
    while True:
        other = (
            Decimal(chance.randrange(1, int(limit / step))) * step
            if chance.random() < 0.2
            else _bump(chance, Decimal(written))
        )
        if 0 < other <= limit and abs(other - Decimal(written)) >= 2 * step:
            return f"{other:f}"


def _rate(chance: random.Random) -> tuple[str, str]:
    base_name, part_name, unit, rate_name = chance.choice(_RATES)
    form = chance.choice(
        (
            "全年{0}{3}{2}，{1}{4}{2}，{5}{6}%。",
            "{0}{3}{2}，已{1}{4}{2}，{5}达{6}%。",
            "共{0}{3}{2}，其中{1}{4}{2}，{5}为{6}%。",
        )
    )
    base = chance.randrange(60, 9000)
    part = chance.randrange(base // 3, base)
    rate = _percent(Decimal(part) / base * 100, chance.choice((0, 1, 2)))
    words = (base_name, part_name, unit, base, part, rate_name)
    return form.format(*words, rate), form.format(*words, _other_percent(chance, rate))


def _share(chance: random.Random) -> tuple[str, str]:
    what, unit, names = chance.choice(_SPLITS)
    form = chance.choice(
        (
            "{0}{1}{2}，其中{3}{4}{2}，占{5}%。",
            "{0}共{1}{2}，其中{3}{4}{2}（占比{5}%）。",
            "{0}{1}{2}，其中{3}{4}{2}、占总数的{5}%。",
        )
    )
    total = chance.randrange(60, 9000)
    part = chance.randrange(total // 9, total)
    share = _percent(Decimal(part) / total * 100, chance.choice((0, 1, 2)))
    words = (what, total, unit, chance.choice(names), part)
    return form.format(*words, share), form.format(*words, _other_percent(chance, share))


def _two_values(chance: random.Random) -> tuple[Decimal, Decimal]:
    old = Decimal(chance.randrange(100, 5000))
    return old, (old * chance.randrange(105, 190) / 100).to_integral()


def _change(chance: random.Random, forms: tuple[str, ...]) -> tuple[str, str]:
    what, unit = chance.choice(_COUNTS[:6])
    old, new = _two_values(chance)
    rate = _percent((new - old) / old * 100, chance.choice((0, 1, 2)))
    form = chance.choice(forms)
    words = {"what": what, "unit": unit, "old": old, "new": new, "more": new - old}
    return form.format(rate=rate, **words), form.format(rate=_other_percent(chance, rate), **words)


def _from_to(chance: random.Random) -> tuple[str, str]:
    return _change(
        chance,
        (
            "{what}由{old}{unit}增加到{new}{unit}，增长{rate}%。",
            "{what}数量从上年的{old}{unit}增至{new}{unit}，增幅{rate}%。",
        ),
    )


def _beside(chance: random.Random) -> tuple[str, str]:
    forms = (
        "全年{what}{new}{unit}，与2024年的{old}{unit}相比增长{rate}%。",
        "2025年{what}{new}{unit}，较上年的{old}{unit}增长{rate}%。",
        "{what}{new}{unit}，比上年增加{more}{unit}，增长{rate}%。",
        "2024年{what}{old}{unit}，2025年{what}{new}{unit}，同比增长{rate}%。",
        "2024年，全局{what}{old}{unit}。2025年，全局{what}{new}{unit}，同比增长{rate}%。",
    )
    return _change(chance, forms)


def _doubled(chance: random.Random) -> tuple[str, str]:
    what, unit = chance.choice(_COUNTS[:6])
    form = chance.choice(
        (
            "{0}由{2}{1}增加到{3}{1}，增长一倍。",
            "{0}从{2}{1}增至{3}{1}，翻了一番。",
            "{0}由{2}{1}增长到{3}{1}，增加了1倍。",
        )
    )
    old = chance.randrange(100, 3000)
    return form.format(what, unit, old, 2 * old), form.format(what, unit, old, int(old * chance.uniform(1.2, 1.85)))


def _over_hundred(chance: random.Random) -> tuple[str, str]:
    name = chance.choice(
        (
            "抽检合格率",
            "投诉办结率",
            "案件审核率",
            "人员参与率",
            "线索处置率",
            "持证率",
            "按时回复率",
            "公示率",
            "整改率",
            "占比",
        )
    )
    verb = chance.choice(("", "为", "达", "达到", "提高到"))
    rate = chance.choice((f"{chance.randrange(900, 1000) / 10}", str(chance.randrange(80, 100))))
    return f"全年{name}{verb}{rate}%。", f"全年{name}{verb}{Decimal(rate) + chance.randrange(21, 300)}%。"


def _negative(chance: random.Random) -> tuple[str, str]:
    what, _ = chance.choice(_COUNTS)
    verb, rate = chance.choice(("增长", "增加", "上升", "提高")), f"{chance.randrange(101, 4000) / 100}"
    return f"{what}数同比{verb}{rate}%。", f"{what}数同比{verb}-{rate}%。"


def _points(chance: random.Random) -> tuple[str, str]:
    name = chance.choice(("抽检合格率", "办结率", "群众满意率", "公示率", "按时办结率"))
    old, more = Decimal(chance.randrange(800, 940)) / 10, Decimal(chance.randrange(5, 55)) / 10
    form = chance.choice(
        (
            "{n}由{o}%提高到{t}%，提高{m}{u}。",
            "{n}{t}%，较上年的{o}%提高{m}{u}。",
            "{n}从{o}%上升至{t}%，上升了{m}{u}。",
        )
    )
    words = {"n": name, "o": old, "t": old + more, "m": more}
    wrong = form.format(u="%", **words)
    if chance.random() < 0.5:
        wrong = form.format(u="个百分点", **{**words, "m": more + Decimal(chance.randrange(2, 30)) / 10})
    return form.format(u="个百分点", **words), wrong


def _twice(chance: random.Random) -> tuple[str, str]:
    """The same indicator in the overview and again further down."""
    what, unit = chance.choice(
        (*_COUNTS, ("作出行政处罚决定", "件"), ("采取行政强制措施", "次"), ("移送公安机关案件", "件"))
    )
    value = _values(chance, 1, unit)[0]
    forms = (
        "\n一、总体情况\n2025年，全局{w}{v}{u}。\n二、主要做法\n2025年，全局共{w}{x}{u}。",
        "\n（一）基本情况\n全年{w}{v}{u}，成效明显。\n（二）工作成效\n全年共{w}{x}{u}。",
    )
    form = chance.choice(forms)
    words = {"w": what, "u": unit, "v": f"{value:f}"}
    return form.format(x=f"{value:f}", **words), form.format(x=f"{_bump(chance, value):f}", **words)


def _against_ledger(chance: random.Random) -> tuple[str, str]:
    """同比 of a value whose last year's only the ledger knows."""
    (what, unit), last = chance.choice(list(LAST_YEAR.items()))
    new = (last * chance.randrange(105, 190) / 100).quantize(Decimal("0.01") if unit == "万元" else Decimal(1))
    rate = _percent((new - last) / last * 100, chance.choice((1, 2)))
    form = "2025年，全局{0}{1}{2}，同比增长{3}%。"
    return form.format(what, new, unit, rate), form.format(what, new, unit, _other_percent(chance, rate))


def _said_again(paragraphs: list[str], chance: random.Random) -> list[Planted]:
    """A real sentence with exact figures stands again under 小结; in the planted half with one figure changed."""
    found: list[Planted] = []
    while len(found) < EACH:
        paragraph = chance.choice(paragraphs)
        sentence = chance.choice([each for each in paragraph.split("。") if each]) + "。"
        numbers = [each for each in find_quantities(sentence) if _exact(each)]
        if not numbers or len(numbers) > 3 or "、" in sentence[: numbers[0].span.start]:
            continue
        start, end = numbers[0].span
        number = re.search(r"[0-9][0-9.]*", sentence[start:end])
        if number is None:
            continue
        at = start + number.start()
        other = f"{_bump(chance, Decimal(number.group())):f}"
        head = f"一、主要成效\n{paragraph}\n二、小结\n"
        wrong = sentence[:at] + other + sentence[at + len(number.group()) :]
        found.append(Planted(head + sentence, head + wrong, (len(head), len(head) + len(sentence))))
    return found


def _exact(number: Number) -> bool:
    exact = number.amount is not None and not number.approximation and number.upper is None
    return exact and number.role == "quantity" and number.kind in ("count", "money")


def _real_lists(paragraphs: list[str], chance: random.Random) -> Iterator[Planted]:
    """Lists of the reports that add up, parts made larger."""
    for paragraph in paragraphs:
        for parts in _adding_up(paragraph):
            for part in parts * LISTED:
                start, end = part.span
                number = re.search(r"[0-9][0-9.]*", paragraph[start:end])
                if number is None:
                    continue
                other = f"{_bump(chance, Decimal(number.group()), up=True):f}"
                at = start + number.start()
                wrong = paragraph[:at] + other + paragraph[at + len(number.group()) :]
                yield Planted(paragraph, wrong, (parts[0].span.start - 60, parts[-1].span.end))


def _adding_up(paragraph: str) -> Iterator[list[Number]]:
    numbers = [
        each
        for each in find_quantities(paragraph)
        if each.kind in ("count", "money") and each.amount and not each.approximation
        if not _CHANGE.search(paragraph[: each.span.start])  # one part may rise by more than the whole
    ]
    for match in re.finditer("其中", paragraph):
        before = [each for each in numbers if each.span.end <= match.start()]
        for total in before[-3:]:
            after = [each for each in numbers if each.span.start > match.end() and each.unit == total.unit]
            for n in range(2, len(after) + 1):
                if sum((each.amount or 0 for each in after[:n]), Decimal(0)) == total.amount:
                    yield after[:n]


_MAKERS: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "parts over their total (其中)": _open_list,
    "complete list": _complete_list,
    "list with 合计": _list_with_sum,
    "table sum row": _table,
    "rate of two counts": _rate,
    "share of a total": _share,
    "change from A to B": _from_to,
    "change against last year's value": _beside,
    "doubled": _doubled,
    "rate over 100%": _over_hundred,
    "negative growth": _negative,
    "percentage points": _points,
    "one indicator, two values": _twice,
}
