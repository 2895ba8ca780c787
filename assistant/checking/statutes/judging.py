"""Statement against provision: a finding where the rule says otherwise and no other rule in force says the same."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from assistant.checking.citations import evidence
from assistant.checking.findings import Finding
from assistant.checking.statutes.comparing import Pair, Sentence, pairs
from assistant.checking.statutes.statements import Statement, statements
from knowledge.laws.citations import LawCitation, find_law_citations
from knowledge.laws.provisions import ProvisionFound, Provisions
from knowledge.laws.register import LawRegister
from knowledge.laws.verdicts import since_words

# How surely (0–1) a provision must speak of the same thing. Measured by benchmarks/statute_content.py on the laws of
# its tune half and on clean text.
SURE = 0.37  # a rule that the text gives no article for
SURE_CITED = 0.25  # a rule of the article that the text names
AHEAD = 0.02  # how much surer than the best provision that says the same as the text
AHEAD_OF_CITED = 0.15  # so much surer, another article clears what the cited one contradicts: the citation is wrong
ALSO_DIFFERENT = 0  # other slots of the words compared that may differ; with more it is another rule
ALSO_DIFFERENT_CITED = 1
USUAL = 0.9  # provisions this near to the best one are as likely meant
LIKELIEST = 8  # provisions that are held against the sentence with its clauses turned, too
VERBATIM = 0.97  # of our clause, in a provision that says the same number: it clears the sentence
LONG_CLAUSE = 18  # characters; shorter clauses are the same in many laws
MANY = 3  # so many different values among those: a turn of phrase of many laws, not one rule

_SlotPairs = dict[int, list[Pair]]


def check_statutes(text: str, laws: LawRegister, as_of: datetime.date) -> list[Finding]:
    """Findings on numbers, 应当/可以/不得 and terms that differ from the rule stated, in order of span."""
    held = list(statements(text, find_law_citations(text, frozenset(laws.names()))))
    if not held:
        return []
    provisions = laws.provisions(as_of)
    return [finding for statement in held for finding in _findings(statement, laws, provisions, as_of)]


def _findings(
    statement: Statement, laws: LawRegister, provisions: Provisions, as_of: datetime.date
) -> Iterator[Finding]:
    """What contradicts the statement, one for each slot at most; the cited article comes before all others."""
    cited = _by_slot(statement, _cited(statement.cited, laws, provisions, as_of))
    everywhere = _by_slot(statement, provisions.find(statement.plain.text))
    for slot in statement.plain.slots:
        own, all_of_them = cited.get(slot.at, []), everywhere.get(slot.at, [])
        pair = _against_cited(own, all_of_them)
        if pair is not None:
            yield _finding(pair, statement.cited)
        elif not any(each.agrees and sureness(each) >= SURE_CITED for each in own):
            pair = _against(all_of_them)
            if pair is not None:
                yield _finding(pair, ())


def sureness(pair: Pair) -> float:
    """How surely the provision speaks of what the sentence says, 0–1: its own words, then the rest of the sentence."""
    return pair.strength * (0.5 + 0.5 * pair.found.share)


def _by_slot(statement: Statement, found: Iterable[ProvisionFound]) -> _SlotPairs:
    """The pairs of each slot; the likeliest provisions are also held against the sentence with clauses turned."""
    plain = statement.plain
    sentence = Sentence(plain.text, {slot.at: slot for slot in plain.slots}, statement.clauses)
    orders = [sentence, *sentence.turned()]
    by_slot: _SlotPairs = {}
    for place, each in enumerate(found):
        for pair in pairs(orders if place < LIKELIEST else orders[:1], each):
            by_slot.setdefault(pair.ours.at, []).append(pair)
    return by_slot


def _cited(
    citations: Sequence[LawCitation], laws: LawRegister, provisions: Provisions, as_of: datetime.date
) -> Iterator[ProvisionFound]:
    """The provisions of the articles that the text names; their share is 1, as the text itself names them."""
    for citation in citations:
        resolved = laws.resolve(citation, as_of)
        if resolved.verdict != "exact" or resolved.article is None:
            continue
        for provision in provisions.of_article(resolved.article):
            yield ProvisionFound(1.0, 0.0, provision)


def _against_cited(own: Sequence[Pair], everywhere: Sequence[Pair]) -> Pair | None:
    """The cited article's provision that says otherwise, unless it also says the same, or another surely does."""
    against = _best(each for each in own if not each.agrees)
    if against is None or sureness(against) < SURE_CITED or against.unlike > ALSO_DIFFERENT_CITED:
        return None
    same = _best(each for each in own if each.agrees)
    if same is not None and same.strength >= against.strength:
        return None
    elsewhere = _best(each for each in everywhere if each.agrees)
    if elsewhere is not None and elsewhere.strength - against.strength > AHEAD_OF_CITED:
        return None
    return against


def _against(everywhere: Sequence[Pair]) -> Pair | None:
    """The provision that clearly is the one stated and says otherwise; None where any says the same as surely."""
    against = _best(each for each in everywhere if not (each.agrees or each.counts_another))
    if against is None or sureness(against) < SURE or against.unlike > ALSO_DIFFERENT:
        return None
    same = _best(each for each in everywhere if each.agrees)
    if same is not None and sureness(against) - sureness(same) < AHEAD:
        return None
    if any(each.agrees and _word_for_word(each) for each in everywhere):
        return None
    likely = {each.theirs.value for each in everywhere if sureness(each) >= USUAL * sureness(against)}
    return against if len(likely) < MANY else None


def _word_for_word(pair: Pair) -> bool:
    """Whether the provision has all of our clause: then it may be the one that is meant, however sure the other is."""
    return pair.held >= LONG_CLAUSE and min(pair.covered, pair.alike, pair.near) >= VERBATIM


def _best(found: Iterable[Pair]) -> Pair | None:
    return max(found, key=sureness, default=None)


def _finding(pair: Pair, cited: Sequence[LawCitation]) -> Finding:
    """An error against the article that the text names; against one that it does not name, something to look at."""
    provision = pair.found.provision
    version, article = provision.version, provision.article
    since = f"（{since_words(version)}）" if since_words(version) else ""
    return Finding(
        f"statute-{pair.ours.kind}" if cited else f"statute-{pair.ours.kind}-uncited",
        "statute",
        "error" if cited else "warning",
        pair.ours.span,
        pair.ours.written,
        f"与《{version.name}》{article.label}{since}不一致：条文为“{pair.theirs.written}”，文中为“{pair.ours.written}”。"
        f"条文原文：“{provision.words.strip()}”",
        suggestion=pair.theirs.written,
        citation=evidence(version, article),
        related=tuple(citation.span for citation in cited),
    )
