"""Shares and rates against the counts beside them: 投诉355件，占44.7% of 794件; 受理N件，办结M件，办结率P%.

Only a share that stands right after its own count and is of no other whole (占全市、占全国 are), and a rate whose
plain name (办结率, not 按时办结率) is that of a count in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.checking.counted import Counted, Paragraph
from assistant.checking.findings import Finding
from assistant.checking.sums import PartList, part_lists

_SHARE = re.compile(
    r"^占(?:比|了)?(?:(?:案件|处罚|投诉|检查|许可)?(?:总数|总量|总件数|全部|总额|总户数|总人数))?的?(?:比重|比例|比)?(?:为|达|达到|约)?$"
)
_BESIDE = re.compile(r"^[\s，、,（(的]*占")
_RATE = re.compile(
    r"^(?:案件|总体|总|整体|平均|投诉|举报|投诉举报|产品|样品|抽检|检测|监督抽检|工单|诉求|人员|事项|当前|综合)*"
    r"(?P<stem>不合格|合格|办结|结案|审核|审结|持证|执证|整改|回复|答复|受理|许可|调解成功|通过|参训|参与|反馈|处置|立案|化解|成功)率"
    r"(?:已|均)?(?:为|达|达到|达到了|约|是|只有|仅为)?$"
)
_BASES = re.compile(
    r"受理|接收|接到|收到|抽检|抽查|检查|检测|登记|应|共|总|现有|在编|申请|立案|下达|发现|排查|办理|执法人员|交办|移交|作出"
)
_OF_A_WHOLE = re.compile(r"^[\s，,（(]*占(?!比)[^，。；（(0-9]{0,16}$")
_THE_SHARE = re.compile(r"^的?(?:比例|比重)?(?:为|达到?)?$")
_CLAUSE = re.compile(r"[一-龥]{0,16}")
_HOLDS = re.compile(r"持有?[^，。]{0,6}证|取得[^，。]{0,8}证")
_PERCENT = Decimal(100)


def check_shares(text: str, paragraphs: Sequence[Paragraph]) -> list[Finding]:
    """Shares and rates that their counts contradict."""
    found: list[Finding] = []
    for paragraph in paragraphs:
        if not any(each.ratio for each in paragraph.counts):
            continue
        lists = list(part_lists(text, paragraph))
        for place, value in enumerate(paragraph.counts):
            if value.ratio and value.exact and value.unit in "%％":
                before = paragraph.counts[:place]
                found.extend(_share(text, paragraph, lists, before, value))
                found.extend(_rate(text, paragraph, before, value))
    return found


def _share(
    text: str, paragraph: Paragraph, lists: Sequence[PartList], before: Sequence[Counted], share: Counted
) -> Iterator[Finding]:
    part = before[-1] if before else None
    if part is not None and len(before) > 1 and _THE_SHARE.match(text[part.span.end : share.span.start]):
        yield from _share_of_named(text, before[-2], part, share)
    if part is None or part.ratio or not part.exact or not _SHARE.match(share.name):
        return
    if not _BESIDE.match(text[part.span.end : share.span.start]):
        return
    totals = _totals(paragraph, lists, before, part)
    if totals and all(total.exact for total in totals):
        yield from _wrong_ratio(text, share, part, totals, complement=False)


def _share_of_named(text: str, part: Counted, whole: Counted, share: Counted) -> Iterator[Finding]:
    """2150次，占全部执法活动3200次的76.2%: the whole stands between the part and its share."""
    plain = not part.ratio and not whole.ratio and part.exact and whole.exact and part.unit == whole.unit
    beside = _OF_A_WHOLE.match(text[part.span.end : whole.span.start])
    if plain and beside and part.amount <= whole.amount:
        yield from _wrong_ratio(text, share, part, [whole], complement=False)


def _totals(paragraph: Paragraph, lists: Sequence[PartList], before: Sequence[Counted], part: Counted) -> list[Counted]:
    """What the part can be a share of: its list's totals, else the values before it in its sentence."""
    for each in lists:
        if each.span.contains(part.span):
            return [total for total in each.totals if total.unit == part.unit]
    sentence = next(each for each in paragraph.sentences if each.contains(part.span))
    here = [
        each for each in before if each.span.start >= sentence.start and each.unit == part.unit and each is not part
    ]
    return [each for each in here if each.amount >= part.amount and not each.aside]


def _rate(text: str, paragraph: Paragraph, before: Sequence[Counted], rate: Counted) -> Iterator[Finding]:
    name = _RATE.match(rate.name)
    if name is None:
        return
    sentence = next(each for each in paragraph.sentences if each.contains(rate.span))
    counts = [each for each in before if each.span.start >= sentence.start and not each.ratio and not each.aside]
    part, complement = _numerator(text, counts, name["stem"])
    if part is None or not part.exact or part.span.end + 40 < rate.span.start:
        return
    bases = [each for each in counts if each.unit == part.unit and each is not part]
    if bases and all(each.exact and each.amount >= part.amount for each in bases) and _named_base(bases):
        yield from _wrong_ratio(text, rate, part, bases, complement=complement)


def _numerator(text: str, counts: Sequence[Counted], stem: str) -> tuple[Counted | None, bool]:
    """The last count named by the rate's own verb, before or after it; for 合格率 also 不合格, as what is left over."""
    for count in reversed(counts):
        after = _CLAUSE.match(text, count.span.end)
        words = count.name + (after.group() if after else "")
        if stem == "合格" and "不合格" in words:
            return count, True
        if stem in words or ("证" in stem and _HOLDS.search(words)):
            return count, False
    return None, False


def _named_base(bases: Sequence[Counted]) -> bool:
    return any(_BASES.search(each.name) for each in bases)


def _wrong_ratio(
    text: str, ratio: Counted, part: Counted, totals: Sequence[Counted], *, complement: bool
) -> Iterator[Finding]:
    values = [
        (part.amount if not complement else total.amount - part.amount, total) for total in totals if total.amount
    ]
    if not values or any(_agrees(ratio, part, value, total) for value, total in values):
        return
    value, total = values[-1] if len(values) == 1 else max(values, key=lambda each: each[1].amount)
    computed = (value / total.amount * _PERCENT).quantize(min(ratio.step, Decimal("0.01")), ROUND_HALF_UP)
    above = f"（{total.value}-{part.value}）" if complement else part.value
    message = f"“{ratio.span.of(text)}”与前面的数不符：{above}÷{total.value}={computed}%，请核对这三个数。"
    related = (total.span, part.span)
    yield Finding(
        "arithmetic-rate",
        "arithmetic",
        "warning",
        ratio.span,
        ratio.span.of(text),
        message,
        f"{computed}%",
        related=related,
        replacement=f"{computed}%",
    )


def _agrees(ratio: Counted, part: Counted, value: Decimal, total: Counted) -> bool:
    """Whether the ratio is what the two give, rounded or cut off; counts written 1.2万 may be rounded themselves."""
    computed = value / total.amount * _PERCENT
    rounding = sum((each.step / 2 / each.amount for each in (part, total) if each.rounded and each.amount), Decimal(0))
    return abs(computed - ratio.amount) < ratio.step + computed * rounding
