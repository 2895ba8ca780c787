"""What a figure's sentence says besides its figures: two values contradict each other only in the same context.

全局共立案647件 and 立案查处违法案件93件 after 开展农村假劣食品专项整治 are two counts, not one with two values.
The context of a figure is what remains of its sentence before it once figures, their indicators, times and words for
the whole issuer are taken out, with the run-in heading that narrows its paragraph (二是对个人。).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from knowledge.figures import Figure

_WHOLE = re.compile(
    r"20[0-9]{2}年度?(?:以来|全年)?|全年|今年(?:以来)?|本年度?|一年来|年内|截[至止]到?(?:目前|现在|今[天日])?[0-9年月日底末今本]*|[0-9]{1,2}月[0-9]{0,2}日?底?|"
    r"我[局委厅市区县]|本[局委市区县]|全[局市区县系统]{1,2}|各?类?|共计?|累计|总计|合计|总共|全部|已经?|均|各|"
    r"依法|组织|开展|采取|实施|办理|作出|做出|完成|进行|达到?了?|为|的|了|件数|数量|总数|总量|总额|金额"
)
_NOT_WORDS = re.compile(r"[^一-龥A-Za-z]+")
_NUMBERED = r"[ \t　]*(?:——|—)?[（(]?(?:[一二三四五六七八九十0-9]{1,3})?[）)]?[、.．是]?"
_RUN_IN = re.compile(_NUMBERED + r"(?P<words>[^。\n，；0-9]{1,24})。")
_RUN_IN_WITHIN = re.compile(
    r"。\s*(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十0-9]{1,2}[）)])(?P<words>[^。\n，；]{1,24})。"
)
_HEADING = re.compile(_NUMBERED + r"(?P<words>[^。\n，；：]{1,24})$")
_GENERAL_HEADING = re.compile(
    r"情况|概况|小结|总结|回顾|综述|概述|摘要|概要|履职|工作|职责|成效|存在|不足|短板|总体|基本|主要|做法|措施|打算"
)
# What an authority does as a whole: a heading of nothing else (行政处罚) is no narrower than the issuer.
_FUNCTIONS = re.compile(
    r"行政|综合|执法|监管|监督|处罚|许可|审批|检查|强制|确认|裁决|征收|奖励|给付|复议|诉讼|应诉|调解|办案|案件|查办|查处|立案|"
    r"登记|注册|市场主体|经营主体|准入|投诉|举报|咨询|信访|消费|维权|消保|权益|保护|服务|公示|公开|统计|数据|结果|质效|力度|"
    r"实施|开展|推进|加强|强化|全面|依法|规范|严格|持续|深入|扎实|做好|和|与|及|、|的"
)
_LINE_OF_WORDS = re.compile(r"^[ \t　]*[^\s|][^\n|]*$", re.MULTILINE)
_PLANS = re.compile(
    r"^[ \t　]*[^。\n]{0,30}(?:下一步|下步|打算|工作安排|目标任务|重点工作|主要任务|工作思路|工作计划|重点任务|今后|"
    r"(?:20[0-9]{2}年|今年)(?:的)?(?:政府)?工作|总体要求)[^。\n]{0,20}$",
    re.MULTILINE,
)


_TO_THE_END_OF_THE_YEAR = re.compile(
    r"截[至止]到?(?:20[0-9]{2}年|今年|本年)?(?:年)?(?:底|末|年底|年末|12月底|12月末|12月31日)"
)


def period_of(figure: Figure) -> str:
    """The figure's period, "" for a whole year also where the words are 截至2025年底."""
    return "" if _TO_THE_END_OF_THE_YEAR.fullmatch(figure.period) else figure.period


def context_of(text: str, figure: Figure, in_sentence: Sequence[Figure]) -> str:
    """The words that narrow what ``figure`` counts; "" where it counts for the whole issuer.

    ``in_sentence`` are the figures of its sentence. In a table nothing stands before a figure but other cells: what
    narrows it is its scope already, and the heading above the table.
    """
    if "|" in figure.sentence.of(text):
        return narrowing_heading(text, figure.sentence.start)
    words = text[figure.sentence.start : figure.span.start]
    for other in in_sentence:
        if other.span.start < figure.span.start:
            words = words.replace(other.span.of(text), "，").replace(other.surface or "\0", "，")
    words = words.replace(figure.surface or "\0", "，").replace(figure.indicator, "，")
    words = _WHOLE.sub("", words)
    for other in in_sentence:  # a name with its time: 截止2025年底立案 is 立案 here
        if other.span.start < figure.span.start:
            words = words.replace(_WHOLE.sub("", other.indicator) or "\0", "，")
    return narrowing_heading(text, figure.sentence.start) + _NOT_WORDS.sub("", words)


def narrowing_heading(text: str, at: int) -> str:
    """The run-in heading of the paragraph around ``at``, else the heading line just above, when either narrows."""
    start = text.rfind("\n", 0, at) + 1
    within = [*_RUN_IN_WITHIN.finditer(text, start, at)]
    run_in = within[-1] if within else _RUN_IN.match(text, start, at)
    if run_in is not None:
        return _narrowing(run_in["words"])
    above = _line_above(text, start)
    heading = _HEADING.match(above)
    return "" if heading is None else _narrowing(heading["words"])


def _line_above(text: str, start: int) -> str:
    """The last line with words before ``start`` that is no row of a table."""
    lines = _lines_of_words(text)
    at = bisect_left(lines, (start, start)) - 1
    return text[slice(*lines[at])].rstrip() if at >= 0 else ""


@lru_cache(maxsize=2)
def _lines_of_words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _LINE_OF_WORDS.finditer(text)]


def _narrowing(heading: str) -> str:
    """The heading where it names a part of the issuer's work; "" where it says what all of it is."""
    general = _GENERAL_HEADING.search(heading) or not _FUNCTIONS.sub("", heading).strip()
    return "" if general else heading


def plans_begin(text: str) -> int:
    """Where the part about what is to come begins, by its heading (下一步工作打算); the text's end if it has none."""
    heading = _PLANS.search(text, len(text) // 10)
    return heading.start() if heading else len(text)
