"""Direction words without a number, and citations of articles."""

from __future__ import annotations

import datetime

from assistant.drafting.claims import find_claims, known_sign
from assistant.drafting.drafts import DraftFigure, Origin
from assistant.drafting.movement_words import sign_of
from assistant.grounding.gate import Gate
from knowledge.laws.citations import find_law_citations
from knowledge.laws.register import LawRegister


def judged_claims(gate: Gate) -> list[DraftFigure]:
    """Direction words without a number, held against what the metrics did."""
    judged = []
    for claim in find_claims(gate.text, gate.slots):
        sign, names = known_sign(claim, gate.slots, gate.supply)
        if sign is not None and sign == claim.sign:
            judged.append(DraftFigure(claim.span, claim.word, "computed", names, f"{names}与上年相比"))
        else:
            why = f"“{names}”的走势与此不同或无法判断" if names else "没有可以判断升降的指标"
            judged.append(DraftFigure(claim.span, claim.word, "unsupported", reason=why))
    return judged


def judged_levels(gate: Gate) -> list[DraftFigure]:
    """提高到96.2%: the word before a level that is right, held against the movement; right ones are passed over."""
    judged = []
    for index, slot in enumerate(gate.slots):
        value = gate.found.get(index)
        if not slot.level or slot.word is None or value is None or value.origin != "metric":
            continue
        metric = gate.supply.metric_for(slot)
        word = slot.word.of(gate.text)
        if metric is not None and gate.supply.movement(metric) != sign_of(word):
            why = f"“{metric.indicator}”的走势与文中不同，或没有上年值可以判断"
            judged.append(DraftFigure(slot.word, word, "unsupported", reason=why))
    return judged


def judged_laws(gate: Gate, laws: LawRegister | None, day: datetime.date | None) -> list[DraftFigure]:
    """Citations of articles: resolved in the register, or the very words of last year's text."""
    judged = []
    known = laws.names() if laws else []
    for citation in find_law_citations(gate.text, known):
        if citation.article is None:
            continue
        words = citation.span.of(gate.text)
        carried = gate.base is not None and words in gate.base.text
        message = "没有法规库可核对"
        held = False
        if laws is not None:
            resolution = laws.resolve(citation, day or datetime.date(gate.supply.year, 12, 31))
            held, message = resolution.verdict == "exact", resolution.message
            carried = carried and resolution.verdict == "not_in_library"
        origin: Origin = "regulation" if held or carried else "unsupported"
        judged.append(DraftFigure(citation.span, words, origin, reason="" if origin == "regulation" else message))
    return judged
