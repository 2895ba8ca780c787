"""A part and its whole where one name alone leaves open which is meant, and the two together do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from assistant.asking.matching.indicator_matching import Candidate
from assistant.asking.matching.ledger_view import Fact, Ledger, Wanted
from assistant.asking.matching.neighbours import together
from assistant.asking.understanding.wording import canonical, narrowing_in

_BODY = re.compile("[\u4e00-\u9fff]{2,}?(?:委员会|中心|法庭|大队|支队|中队|[院所站局])")
_HEAD = 2  # signs of a word
Pair = tuple[Fact, Fact]


def part_and_whole(ledger: Ledger, parts: Wanted, wholes: Wanted, year: int, issuer: str) -> Pair | None:
    """The one pair of figures that fits: 新能源汽车产量 of 汽车产量 (not of itself), else one that a sentence tells.

    None where several fit, or where the report gives the whole in two values: those are not chosen between.
    """
    held = _facts(ledger, parts, year, issuer)
    own = {fact.lead.id for fact in held}
    others = [fact for fact in _facts(ledger, wholes, year, issuer) if fact.lead.id not in own]
    if len({fact.lead.indicator for fact in others}) < len(others):
        return None
    pairs = [(part, whole) for part, whole in product(held, others) if _within(part, whole)]
    pairs = pairs or _of_one_sentence(ledger, parts, wholes, year, issuer)
    return pairs[0] if len(pairs) == 1 else None


def _facts(ledger: Ledger, wanted: Wanted, year: int, issuer: str) -> Sequence[Fact]:
    found = ledger.find(wanted, year, (issuer,))
    return found[0].facts if found else ()


def _within(part: Fact, whole: Fact) -> bool:
    mine, all_of_it = part.lead, whole.lead
    if mine.amount is None or all_of_it.amount is None or mine.amount > all_of_it.amount:
        return False
    sections = {(row.document_id, row.section) for row in whole.rows}
    return mine.amount_unit == all_of_it.amount_unit and any((r.document_id, r.section) in sections for r in part.rows)


def _of_one_sentence(ledger: Ledger, parts: Wanted, wholes: Wanted, year: int, issuer: str) -> list[Pair]:
    """仲裁调解 of 审结案件: both of 劳动人事争议仲裁委员会, whose long name neither of them gives."""
    near = [
        {one.row.id: Fact((one.row,)) for one in ledger.near(wanted, year, (issuer,)) if _named_alike(wanted, one)}
        for wanted in (parts, wholes)
    ]
    pairs = product(*(facts.values() for facts in near))
    return [(part, whole) for part, whole in pairs if together(part, whole) and _of_one_field(part, whole)]


def _named_alike(wanted: Wanted, near: Candidate) -> bool:
    """Narrowed by nothing, or only by the name of a body that is asked for by a word of it."""
    body = _BODY.match(near.row.indicator)
    return not near.narrowed or (body is not None and any(_named_after(name, body.group()) for name in wanted.names))


def _named_after(name: str, body: str) -> bool:
    return name[:_HEAD] in body


def _of_one_field(part: Fact, whole: Fact) -> bool:
    mine, all_of_it = (narrowing_in(canonical(fact.lead.indicator)) for fact in (part, whole))
    return mine == all_of_it


def part_of(ledger: Ledger, part: Fact) -> Fact | None:
    """What a member of an 其中 is a part of: the count before 其中 (办理978件，其中909件办结); None outside of one."""
    row = part.lead
    among = row.sentence_text.rfind("其中", 0, row.span.start - row.sentence.start)
    if among < 0 or row.kind != "count":
        return None
    before = [
        prepared.row
        for prepared in ledger.by_year.get(row.year, {}).get(row.issuer, ())
        if (prepared.row.document_id, prepared.row.sentence) == (row.document_id, row.sentence)
        and prepared.row.span.end <= row.sentence.start + among
        and prepared.row.planned == row.planned
        and prepared.row.kind != "change"
    ]
    whole = max(before, key=lambda one: one.span, default=None)
    if whole is None or whole.kind != "count" or whole.amount_unit != row.amount_unit:
        return None
    between = row.sentence_text[whole.span.end - row.sentence.start : row.span.start - row.sentence.start]
    return None if re.search("[；;。]", between) else Fact((whole,))
