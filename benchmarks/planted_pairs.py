"""More planted errors: one thing said in two places, and words of about doubled. Each maker gives (right, wrong)."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

_CASES = ("立案", "作出行政处罚决定", "采取行政强制措施", "移送公安机关案件", "收到举报", "受理申请", "办理行政复议")
_MONEY = ("罚没款金额", "罚款金额", "挽回经济损失")
_FUNCTIONS = ("（一）行政处罚", "（二）案件查办", "（三）执法办案", "（一）行政处罚和行政强制")
_THINGS = (("检查商户", "户"), ("服务企业", "家"), ("培训", "人次"), ("发放资料", "份"), ("出动执法人员", "人次"))


def _other(chance: random.Random, value: int) -> int:
    """Another number of about the same size."""
    while True:
        other = value + chance.choice((-1, 1)) * chance.choice((1, 2, 9, 10, 18, 90, 100))
        if other > 0 and other != value:
            return other


def _units(chance: random.Random) -> tuple[str, str]:
    what, value = chance.choice(_CASES), chance.randrange(12, 4000)
    form = chance.choice(
        (
            "\n一、总体情况\n2025年，全局{w}{v}件。\n二、主要做法\n2025年，全局共{w}{v}{u}。",
            "\n（一）基本情况\n全年{w}{v}件，成效明显。\n（二）工作成效\n全年共{w}{v}{u}，持续保持力度。",
        )
    )
    return form.format(w=what, v=value, u="件"), form.format(w=what, v=value, u="起")


def _headings(chance: random.Random) -> tuple[str, str]:
    """Once under the heading of its kind of work, once under a general one."""
    money = chance.random() < 0.5
    what = chance.choice(_MONEY if money else _CASES[:4])
    value = chance.randrange(1200, 90000)
    form = chance.choice(
        (
            "\n一、基本情况\n{h}\n2025年，全局{w}{v}{u}。\n二、执法成效\n全年{w}{x}{u}，力度保持稳定。",
            "\n一、总体情况\n全年{w}{v}{u}。\n二、履职情况\n{h}\n2025年，全局共{w}{x}{u}。",
        )
    )
    right = Decimal(value) / 100 if money else Decimal(value)
    wrong = Decimal(_other(chance, value)) / 100 if money else Decimal(_other(chance, value))
    words = {"h": chance.choice(_FUNCTIONS), "w": what, "v": right, "u": "万元" if money else "件"}
    return form.format(x=right, **words), form.format(x=wrong, **words)


def _body_and_table(chance: random.Random) -> tuple[str, str]:
    values = [chance.randrange(100, 5000) for _ in range(6)]
    what = sorted(chance.sample(_CASES[:4], 2), key=_CASES.index)
    body = f"\n一、总体情况\n2025年，全局{what[0]}{values[4]}件，{what[1]}{values[5]}件。\n二、近三年情况\n"
    wide = chance.random() < 0.5

    def table(cells: list[int]) -> str:
        rows = [f"{2023 + n} | {cells[2 * n]} | {cells[2 * n + 1]}" for n in range(3)]
        lines = [f"年度 | {what[0]}（件） | {what[1]}（件）", *rows]
        if wide:
            lines = [f"| {line} |" for line in (lines[0], "--- | --- | ---", *rows)]
        return "\n".join(lines) + "\n"

    place = chance.choice((4, 5))
    wrong = [*values]
    wrong[place] = _other(chance, values[place])
    return body + table(values), body + table(wrong)


def _about(chance: random.Random) -> tuple[str, str]:
    (what, unit), value = chance.choice(_THINGS), chance.choice((30, 50, 80, 120, 300, 500, 1200, 2000, 3600))
    right, wrong = chance.choice(
        (
            ("约{v}{u}", "约{v}余{u}"),
            ("近{v}{u}", "近{v}多{u}"),
            ("{v}多{u}", "{v}多{u}左右"),
            ("{v}余{u}", "{v}余{u}左右"),
            ("{v}{u}左右", "约{v}{u}左右"),
            ("近{v}{u}", "近{v}余{u}"),
            ("{v}余{u}", "将近{v}余{u}"),
            ("大约{v}{u}", "大约{v}多{u}"),
            ("{v}{u}上下", "约{v}{u}上下"),
            ("{v}{u}以上", "超过{v}{u}以上"),
        )
    )
    form = chance.choice(("全年{w}{n}。", "先后{w}{n}，取得实效。", "累计{w}{n}，同步整改问题。"))
    return tuple(form.format(w=what, n=each.format(v=value, u=unit)) for each in (right, wrong))  # type: ignore[return-value]


def _fewer_by_times(chance: random.Random) -> tuple[str, str]:
    what, times = (
        chance.choice(("投诉量", "审批时限", "案件数量", "办理时间")),
        chance.choice(("1", "2", "3", "两", "三")),
    )
    verb = chance.choice(("减少", "下降", "缩短", "降低", "压缩"))
    return f"全年{what}{verb}{chance.randrange(20, 80)}%。", f"全年{what}{verb}{chance.choice(('', '了'))}{times}倍。"


MORE_MAKERS: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "two units of one indicator": _units,
    "under its heading and a general one": _headings,
    "body and table": _body_and_table,
    "about, said twice": _about,
    "fewer by times": _fewer_by_times,
}
