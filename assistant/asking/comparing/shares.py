"""甲占乙的比例: the published share where there is one, else the part over the whole, in one unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.asking.comparing.several_indicators import each_asked, look_up_parts, reply_to_list
from assistant.asking.comparing.shared_names import with_head_of
from assistant.asking.matching.ledger_view import Fact, Ledger, Wanted
from assistant.asking.matching.told_together import part_and_whole, part_of
from assistant.asking.replying.refusals import not_held, refuse
from assistant.asking.replying.replies import computed, conflict, reply
from assistant.asking.replying.shown_values import Shown, other_said, shown_of, shown_result
from assistant.asking.understanding.questions import Question
from assistant.asking.values.lookups import look_up, wanted_of
from assistant.asking.values.single_values import Inquiry, inquiry_of, main_year, operand_of, single_value
from assistant.computing import Computed, NotComparable, Operand, share
from assistant.evidence import Answer

_OF_PART = re.compile(r"^.{1,8}?(?:所|大队|中队|支队|分局|街道|类案件|类)的?(?=..)")
_AMONG = re.compile(r"(?P<whole>.{2,}?)(?:里面?|里头|当?中)的?[，,]?(?P<part>[^中里].+)")
_CASES = re.compile("(?:类?案件|案子?|的)$")


def compare_share(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """甲占乙的比例, 乙里甲占几成: as published, else computed from the part and the whole."""
    among = _AMONG.fullmatch(question.indicator.replace(" ", "")) if not question.other else None
    if among:
        named = replace(question, indicator=among["part"], other=among["whole"], means=(), of_whole=False)
        answer = compare_share(named, ledger, wanted_of(named))
        return answer if answer.status != "not_found" else _of_its_whole(question, ledger, wanted) or answer
    return _of_each(question, ledger) or _one_share(question, ledger, wanted)


def _of_each(question: Question, ledger: Ledger) -> Answer | None:
    """A级、B级各占百分之几: the published share of each."""
    inquiry = inquiry_of(question, ledger)
    listed = look_up_parts(inquiry, measure="占比") if each_asked(question.text) and not question.other else None
    return reply_to_list(question, listed, inquiry.citing) if listed else None


def _one_share(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    inquiry = inquiry_of(question, ledger)
    published = replace(
        wanted, names=(f"{question.indicator}占{question.other or '比'}{'比重' if question.other else ''}",)
    )
    year = main_year(inquiry, published)
    shown = look_up(ledger, inquiry.citing, published, year, question.issuers) if year is not None else []
    if shown:
        return reply(question, shown, inquiry.citing)
    if question.other:
        return _share_of(inquiry, question.other)
    of_part = _of_its_whole(question, ledger, wanted)
    if of_part is not None:
        return of_part
    if question.of_whole:
        return _of_whole(question, ledger, wanted)
    return refuse(f"未找到：没有写明“{question.indicator}”占什么的比例，请写明分母，例如“占立案的比例”。")


def _share_of(inquiry: Inquiry, other: str) -> Answer:
    question = inquiry.question
    wanted = wanted_of(question)
    of_whole = replace(wanted, names=(other,), family="", unit="")
    whole = single_value(inquiry, of_whole, main_year(inquiry, of_whole), question.issuers)
    if isinstance(whole, Answer):
        return _with_its_head(inquiry, other) or whole
    part = _part_within(inquiry, whole)
    return part if isinstance(part, Answer) else divided(inquiry, part, whole, share)


def _with_its_head(inquiry: Inquiry, other: str) -> Answer | None:
    """复议受理占申请, 汽车产量里新能源汽车: the whole has the part's head, or is what is not the part itself."""
    question = inquiry.question
    parts = replace(wanted_of(question), family="", unit="")
    bare = other.removesuffix("案件") or other
    names = [other, *with_head_of(other, question.indicator), *with_head_of(bare, question.indicator)]
    wholes = replace(parts, names=tuple(dict.fromkeys(names)))
    year = main_year(inquiry, parts) or main_year(inquiry, wholes)
    issuers = question.issuers or inquiry.ledger.issuers
    if year is None or len(issuers) > 1:
        return None
    pair = part_and_whole(inquiry.ledger, parts, wholes, year, issuers[0])
    shown = [shown_of(fact, issuers[0], year, inquiry.citing) for fact in pair or ()]
    return divided(inquiry, shown[0], shown[1], share) if shown else None


def _part_within(inquiry: Inquiry, whole: Shown) -> Shown | Answer:
    """The one value named as asked that is counted in the unit of the whole and is no more than it."""
    question = inquiry.question
    wanted = replace(wanted_of(question), family="", unit="")
    doubtful: list[Shown] = []
    for name, weak in _names_of_part(question):
        named = replace(wanted, names=(name,))
        shown = look_up(inquiry.ledger, inquiry.citing, named, whole.year, (whole.issuer,))
        fitting = [one for values in shown for one in values if _may_be_part(one, whole, weak)]
        if len(fitting) == 1:
            return fitting[0]
        doubtful = doubtful or fitting
    if doubtful:
        return conflict(doubtful, inquiry.citing)
    return not_held(question, inquiry.ledger, wanted, (whole.year,))


def _names_of_part(question: Question) -> Iterator[tuple[str, bool]]:
    """Names of the part; True for one without the head it shares with the whole (施工类罚款占罚款总额: 施工类)."""
    words, other = question.indicator.replace(" ", ""), question.other.replace(" ", "")
    bare = _CASES.sub("", words)
    if not question.means and other not in words and bare and bare != words:
        yield f"{bare}{other}", False  # 食品案件占立案的比例 is about 食品立案 first
    for name in question.means or (words,):
        yield name, False
    for length in range(len(words) - 2, 1, -1):
        if words[-length:] in other:
            yield words[:-length], True
            return


def _may_be_part(part: Shown, whole: Shown, weak: bool) -> bool:
    mine, all_of_it = part.operand, operand_of(whole)
    if mine is None or part.fact.lead.id == whole.fact.lead.id:
        return False
    if mine.amount_unit != _in_unit_of(part, whole).amount_unit or mine.amount > all_of_it.amount:
        return False
    rows = {(row.document_id, row.section) for row in whole.fact.rows}
    return not weak or any((row.document_id, row.section) in rows for row in part.fact.rows)


def _of_its_whole(question: Question, ledger: Ledger, wanted: Wanted) -> Answer | None:
    """法制审核人员11人，其中8人取得资格: the share of the part in what 其中 says it is a part of."""
    inquiry = inquiry_of(question, ledger)
    part = single_value(inquiry, wanted, main_year(inquiry, wanted), question.issuers)
    whole = part_of(ledger, part.fact) if isinstance(part, Shown) else None
    if isinstance(part, Answer) or whole is None:
        return None
    return divided(inquiry, part, shown_of(whole, part.issuer, part.year, inquiry.citing), share)


def _of_whole(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """西岭所立案占全局的比例: the whole is the same indicator without the scope of its part."""
    inquiry = inquiry_of(question, ledger)
    part = single_value(inquiry, wanted, main_year(inquiry, wanted), question.issuers)
    if isinstance(part, Answer):
        return part
    row = part.fact.lead
    words = question.indicator.replace(" ", "")
    whole = words.replace(row.scope, "") if row.scope and row.scope in words else _OF_PART.sub("", words)
    if not whole or whole == words:
        return refuse(f"未找到：没有看出“{question.indicator}”占什么的比例，请写明分母，例如“占立案的比例”。")
    return _share_of(inquiry, whole)


def divided(inquiry: Inquiry, part: Shown, whole: Shown, make: Callable[[Operand, Operand], Computed]) -> Answer:
    """One value over the other, with the formula and both sources; refused where they measure different things."""
    try:
        result = make(operand_of(part), _in_unit_of(part, whole))
    except NotComparable as reason:
        return refuse(f"未找到：{reason}。")
    name = "占比" if make is share else "倍数"
    figure = shown_result(f"{part.name}{name}", result, part, inquiry.citing)
    said = f"{part.sentence}；{other_said(part, whole)}。{name}为{result.value}{result.unit}（{result.formula}）。"
    return computed(said, [figure], inquiry.citing)


def _in_unit_of(part: Shown, whole: Shown) -> Operand:
    """The whole in the part's unit, where one of its places has it so (a table's cells carry none)."""
    unit = part.fact.lead.amount_unit
    row = next((row for row in whole.fact.rows if row.amount_unit == unit), whole.fact.lead)
    return Fact((row,)).operand() or operand_of(whole) if row is not whole.fact.lead else operand_of(whole)
