"""What a figure's sentence says besides its figures: two values contradict each other only in the same context.

全局共立案647件 and 立案查处违法案件93件 after 开展农村假劣食品专项整治 are two counts, not one with two values.
The context of a figure is what remains of its sentence before it once figures, their indicators, times and words for
the whole issuer are taken out, with the run-in heading that narrows its paragraph (二是对个人。).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.figures import Figure

_WHOLE = re.compile(
    r"20[0-9]{2}年度?(?:以来|全年)?|全年|今年(?:以来)?|本年度?|一年来|年内|截[至止][^，。；]{0,12}|[0-9]{1,2}月[0-9]{0,2}日?底?|"
    r"我[局委厅市区县]|本[局委市区县]|全[局市区县系统]{1,2}|各?类?|共计?|累计|总计|合计|总共|全部|已经?|均|各|"
    r"依法|组织|开展|采取|实施|办理|作出|做出|完成|进行|达到?了?|为|的|了|件数|数量|总数|总量|总额|金额"
)
_NOT_WORDS = re.compile(r"[^一-龥A-Za-z]+")
_NUMBERED = r"[ \t　]*(?:——|—)?[（(]?(?:[一二三四五六七八九十0-9]{1,3})?[）)]?[、.．是]?"
_RUN_IN = re.compile(_NUMBERED + r"(?P<words>[^。\n，；]{1,24})。")
_RUN_IN_WITHIN = re.compile(
    r"。\s*(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十0-9]{1,2}[）)])(?P<words>[^。\n，；]{1,24})。"
)
_HEADING = re.compile(_NUMBERED + r"(?P<words>[^。\n，；：]{1,24})$")
_GENERAL_HEADING = re.compile(r"情况|概况|履职|工作|职责|成效|总体|基本|主要|做法|措施|打算")
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

    ``in_sentence`` are the figures of its sentence.
    """
    words = text[figure.sentence.start : figure.span.start]
    for other in in_sentence:
        if other.span.start < figure.span.start:
            words = words.replace(other.span.of(text), "，").replace(other.surface or "\0", "，")
    words = words.replace(figure.surface or "\0", "，").replace(figure.indicator, "，")
    return _lead(text, figure) + _NOT_WORDS.sub("", _WHOLE.sub("", words))


def _lead(text: str, figure: Figure) -> str:
    """The run-in heading of the figure's paragraph, else the heading line just above, when either narrows."""
    start = text.rfind("\n", 0, figure.sentence.start) + 1
    within = [*_RUN_IN_WITHIN.finditer(text, start, figure.sentence.start)]
    run_in = within[-1] if within else _RUN_IN.match(text, start, figure.sentence.start)
    if run_in is not None:
        return "" if _GENERAL_HEADING.search(run_in["words"]) else run_in["words"]
    above = text[:start].rstrip().rpartition("\n")[2]
    heading = _HEADING.match(above)
    return "" if heading is None or _GENERAL_HEADING.search(heading["words"]) else heading["words"]


def plans_begin(text: str) -> int:
    """Where the part about what is to come begins, by its heading (下一步工作打算); the text's end if it has none."""
    heading = _PLANS.search(text, len(text) // 10)
    return heading.start() if heading else len(text)
