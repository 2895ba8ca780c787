"""A question in plain words: without what is said before it, its units written out (几个点 → 几个百分点), its everyday
forms put plainly (把酒驾的罚了多少起 → 罚酒驾的多少起; data in plain_forms.toml).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from knowledge.quantities import find_quantities

_MONEY = "罚|花|投|收|挽回|追回|讨|补|退|减|免|贷|赔"
_TENS_OF_THOUSANDS = re.compile(rf"(?<=[{_MONEY.replace('|', '')}回了出])(多少|几)万(?=[，,。？?！!\s]*$)")
_POINTS = re.compile(r"(?<=[几少])个点(?![位钞名心])")
_UNIT_LAST = re.compile(
    r"(?:[（(](?P<inside>[^（）()]{1,6})[）)]|(?<=\S)\s+(?P<apart>[^\s（）()，,。？?]{1,4}))[？?\s]*$"
)
_NUMBER_OF = re.compile(
    r"(?:\s|共计|总共|一共|总计|合计)(?P<apart>[^\s（）()，,。？?数]{1,4})数量?(?:是|有|为)?(?:多少)?[？?\s]*$"
)
_ASKS = re.compile("多少|[几哪谁]|什么|怎|吗|率|占比")
# 我是新来的，想问一下 …: who asks and that it is asked; a colon or a comma ends it
_BEFORE = re.compile(
    r"^(?:(?:[^，,：:？?\d]{0,8}(?:请问|想问|问一下|问下|查一下|核稿|了解一下|你好|您好|领导问|麻烦|新来的|急用|请教)"
    r"[^，,：:？?\d]{0,4})[，,：:]\s*)+"
)


def plainly(text: str) -> str:
    """The question in plain words; the text itself where there is nothing to write out."""
    text = _POINTS.sub("个百分点", _TENS_OF_THOUSANDS.sub(r"\1万元", _BEFORE.sub("", text) or text))
    for says, plain in _forms():
        text = says.sub(plain, text)
    if (number := _NUMBER_OF.search(text)) and _is_unit(number["apart"]):
        return f"{text[: number.start()]}共多少{number['apart']}"
    last = _UNIT_LAST.search(text)
    if last is None or _ASKS.search(text):
        return text
    unit = last["inside"] or last["apart"]
    return f"{text[: last.start()]}多少{unit}" if _is_unit(unit) else text


def _is_unit(unit: str) -> bool:
    found = find_quantities(f"3{unit}")
    return bool(found) and found[0].span == (0, len(unit) + 1) and bool(found[0].unit)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = tomllib.loads(files("assistant.asking.understanding").joinpath("plain_forms.toml").read_text("utf-8"))
    return tuple((re.compile(entry["says"]), entry["plain"]) for entry in data["form"])
