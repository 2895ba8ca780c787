"""Citations against the register: does the law hold, has it the article, are the words that article's?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.checking.cited_words import quotation
from assistant.checking.findings import Finding, NotVerified, Severity
from assistant.evidence import Citation
from knowledge.laws.citations import LawCitation, find_law_citations
from knowledge.laws.matching import best_articles, share_held
from knowledge.laws.register import LawArticle, LawRegister, LawVersion, Resolution, Verdict
from knowledge.laws.titles import canonical_title, find_document_numbers
from knowledge.spans import Span

# Shares of a quotation's three-character runs (0–1) that an article must hold; measured on citation_check.jsonl.
HELD = 0.6  # so much of the words in the cited article: they are its words
ELSEWHERE = 0.7  # so much in another article of the same law, and …
MARGIN = 0.25  # … so much more than in the cited one: the wrong article is cited
REWORDED = 0.54  # the same for an amended or reworded text, where the cited article has next to nothing of it
REWORDED_MARGIN = 0.33
OTHER_LAW = 0.8  # the same for an article of another law
OTHER_LAW_MARGIN = 0.4

_RULES: dict[Verdict, tuple[str, Severity]] = {
    "no_such_article": ("citation-no-such-article", "error"),
    "repealed": ("citation-repealed", "error"),
    "earlier_version": ("citation-earlier-version", "warning"),
    "not_yet_in_force": ("citation-not-yet-in-force", "warning"),
}
_STILL_TO_COME = re.compile(
    r"(?:即将|拟|将要?|有望|待|尚未|将于[^，。；]{2,12})(?:正式)?(?:出台|施行|实施|发布|公布|颁布|印发|生效)的?\s*$"
)
_TO_COME_AFTER = re.compile(r"^(?:即将|拟|将于|将要|尚未|正式)?(?:自|于)?[^，。；]{0,14}(?:起)?(?:出台|施行|实施|生效)")
_STILL_TO_COME_AFTER = re.compile(r"(?:即将|有望|尚未)(?:正式)?(?:出台|施行|实施|公布|颁布|生效)")
_BEING_WRITTEN = re.compile(r"(?:起草|研究制定|推[动进](?:制定|修订)|(?:提请|初次)审议)的?\s*$")
_DRAFT = re.compile("草案|征求意见稿|送审稿|审议稿")
_A_DRAFT_AFTER = re.compile(
    r"^\s*[（(]?(?:修订|修正)?(?:草案|征求意见稿|送审稿|审议稿)|^的?(?:立法|起草|制定|修订)(?:工作|进程|调研)"
)
_SAID_REPEALED = re.compile(r"废止|失效|取代|替代")
_TOGETHER = re.compile(r"^\s*[、，]?\s*(?:和|与|及|以及|或者|或|并|至|到|—)?\s*$")


@dataclass(slots=True)
class _Report:
    findings: list[Finding] = field(default_factory=list)
    not_verified: list[NotVerified] = field(default_factory=list)


def check_citations(text: str, laws: LawRegister, as_of: datetime.date) -> tuple[list[Finding], list[NotVerified]]:
    """Findings on the laws a text cites, and the citations that the register does not hold."""
    citations = find_law_citations(text, frozenset(laws.names()))
    report = _Report()
    for group in _groups(text, _outside_quotations(citations)):
        resolutions = [laws.resolve(citation, as_of) for citation in group]
        for resolution in resolutions:
            _verdict(text, resolution, laws, as_of, report)
        after = [citation for citation in citations if citation.span.start >= group[-1].span.end]
        report.findings.extend(_words(text, resolutions, after, laws, as_of))
    report.not_verified.extend(_numbers_alone(text, citations))
    return report.findings, report.not_verified


def _numbers_alone(text: str, citations: Sequence[LawCitation]) -> list[NotVerified]:
    """Documents named by number only, outside other citations; a number that is a line of its own is the text's own."""
    found: list[NotVerified] = []
    for span in find_document_numbers(text):
        line = text[text.rfind("\n", 0, span.start) + 1 : (text + "\n").find("\n", span.end)]
        if line.strip() != span.of(text) and not any(citation.span.overlaps(span) for citation in citations):
            message = f"{span.of(text)}：库中文件不按文号收录，未核验。写出文件名称（《…》）后可核对。"
            found.append(NotVerified(span, span.of(text), message))
    return found


def _outside_quotations(citations: Sequence[LawCitation]) -> list[LawCitation]:
    """Without the back references inside quoted words: 本法 there is the quoted law's own, whichever that is."""
    quoted = [citation.quoted for citation in citations if citation.quoted is not None]
    return [
        citation
        for citation in citations
        if citation.form != "back_reference" or not any(span.contains(citation.span) for span in quoted)
    ]


def _groups(text: str, citations: Sequence[LawCitation]) -> list[list[LawCitation]]:
    """Citations joined by 、 or 和: what follows the last may be any one's words."""
    groups: list[list[LawCitation]] = []
    for citation in citations:
        before = groups[-1][-1] if groups else None
        if before is not None and _TOGETHER.match(text[before.span.end : citation.span.start]):
            groups[-1].append(citation)
        else:
            groups.append([citation])
    return groups


def _verdict(text: str, resolution: Resolution, laws: LawRegister, as_of: datetime.date, report: _Report) -> None:
    """One citation's verdict as a finding, or as not verified."""
    citation = resolution.citation
    words = citation.span.of(text)
    without_date = resolution.verdict == "repealed" and _undated(resolution)
    if resolution.verdict == "not_in_library" or without_date:
        if citation.form != "back_reference" and not _announced(text, citation):
            report.not_verified.append(NotVerified(citation.span, words, resolution.message))
        return
    if resolution.verdict == "exact":
        stale = _said_to_come(text, resolution)
        if stale is not None:
            report.findings.append(stale)
        return
    if resolution.verdict == "not_yet_in_force" and _announced(text, citation):
        return  # the text itself says that it is still to come
    if resolution.verdict == "repealed" and _SAID_REPEALED.search(text[citation.span.start : citation.span.end + 40]):
        return  # the text itself says that it was repealed
    rule, severity = _RULES[resolution.verdict]
    suggestion = _closest(text, resolution, laws, as_of)
    report.findings.append(
        Finding(
            rule,
            "citation",
            severity,
            citation.span,
            words,
            resolution.message + (f"所引内容见{suggestion}。" if suggestion else ""),
            suggestion=suggestion,
            citation=evidence(resolution.version, resolution.article) if resolution.article else None,
        )
    )


def _undated(resolution: Resolution) -> bool:
    """A law that the data only marks as repealed, no text saying by what or when: too little to call it wrong."""
    return resolution.version is not None and resolution.version.effective_to is None


def _closest(text: str, resolution: Resolution, laws: LawRegister, as_of: datetime.date) -> str | None:
    """Which article of the law in force holds the quoted words, when one clearly does."""
    citation, version = resolution.citation, laws.version_in_force(resolution.citation.title, as_of)
    if citation.quoted is None or version is None:
        return None
    best = best_articles(citation.quoted.of(text), laws.articles(version))
    return _names(version, [article for _, article in best]) if best and best[0][0] >= HELD else None


def _words(
    text: str, resolutions: Sequence[Resolution], after: Sequence[LawCitation], laws: LawRegister, as_of: datetime.date
) -> list[Finding]:
    """The quoted words against the cited articles: another article's, or another law's."""
    last = resolutions[-1]
    if any(each.citation.span.of(text).startswith("本") for each in resolutions):
        return []  # 本法 stands in a law's own words, whichever law's they are
    quoted = quotation(last.citation, after)
    cited = [each for each in resolutions if each.verdict == "exact" and each.article is not None]
    if quoted is None or not cited or len(cited) < len(resolutions):
        return []
    words = quoted.of(text)
    shares = [(_share(words, each, laws), each) for each in cited]
    own, closest = max(shares, key=lambda each: each[0])
    found = _elsewhere(text, words, own=own, cited=closest, laws=laws, as_of=as_of)
    return [found] if found is not None else []


def _share(words: str, resolution: Resolution, laws: LawRegister) -> float:
    """How much of the words the cited article holds; of a range, any article of it."""
    citation, version, article = resolution.citation, resolution.version, resolution.article
    if version is None or article is None:
        return 0.0
    if citation.through is None:
        return share_held(words, article.text)
    between = [each for each in laws.articles(version) if article.number <= each.number <= citation.through]
    return max((share_held(words, each.text) for each in between), default=0.0)


def _elsewhere(
    text: str, words: str, *, own: float, cited: Resolution, laws: LawRegister, as_of: datetime.date
) -> Finding | None:
    """The words are clearly another article's of the law, of an older text of it, or of another law."""
    if cited.version is None or own >= 1 - MARGIN:
        return None
    there = _holder(words, own, cited.version, laws, as_of)
    if there is None or _refers_to(there[2][0], cited):
        return None
    return _wrong_place(text, cited, *there)


def _holder(
    words: str, own: float, version: LawVersion, laws: LawRegister, as_of: datetime.date
) -> tuple[str, LawVersion, list[LawArticle]] | None:
    """Which rule is broken and the articles that hold the words, when some other than the cited one clearly do."""
    best = best_articles(words, laws.articles(version))
    share = best[0][0] if best else 0.0
    there = [article for _, article in best]
    if share >= ELSEWHERE and share - own >= MARGIN:
        return "citation-wrong-article", version, there
    if own >= HELD:
        return None
    for other in laws.holding(words, as_of, limit=1):
        if other.share >= OTHER_LAW and other.share - own >= OTHER_LAW_MARGIN:
            return "citation-wrong-law", other.version, [other.article]
    if share >= REWORDED and share - own >= REWORDED_MARGIN:
        return "citation-wrong-article", version, there
    return None


def _refers_to(article: LawArticle, cited: Resolution) -> bool:
    """Whether an article names the cited one itself: 依照食品安全法第六十三条的规定停止生产 is then its own wording."""
    if cited.version is None or cited.article is None:
        return False
    own = article.version_id == cited.version.id
    law = "本法|本条例|本办法|本规定" if own else re.escape(canonical_title(cited.version.name)) + "》?"
    return re.search(rf"(?:{law}){cited.article.label}", article.text) is not None


def _wrong_place(
    text: str, cited: Resolution, rule: str, version: LawVersion, articles: Sequence[LawArticle]
) -> Finding:
    there = _names(version, articles)
    return Finding(
        rule,
        "citation",
        "error",
        cited.citation.span,
        cited.citation.span.of(text),
        f"所引内容不在{_name(cited.version, cited.article)}，而在{there}。"
        "请核对法律名称和条文序号（旧文本的条号可能已变）。",
        suggestion=there,
        citation=evidence(version, articles[0]),
    )


def _said_to_come(text: str, resolution: Resolution) -> Finding | None:
    """即将出台的《…》 of what is in force already."""
    citation, version = resolution.citation, resolution.version
    if version is None or citation.article is not None:
        return None
    before = _STILL_TO_COME.search(text[max(0, citation.span.start - 20) : citation.span.start])
    after = _STILL_TO_COME_AFTER.match(text, citation.span.end)
    said = before or after
    if said is None:
        return None
    start = citation.span.start - (len(before.group()) if before else 0)
    span = Span(start, citation.span.end if before or after is None else after.end())
    message = f"{resolution.message}文中仍写作“{said.group().strip()}”，请更新表述。"
    return Finding("citation-already-in-force", "wording", "warning", span, span.of(text), message)


def _announced(text: str, citation: LawCitation) -> bool:
    """Whether the text itself says that the law is still to come."""
    before = text[max(0, citation.span.start - 20) : citation.span.start]
    after = text[citation.span.end : citation.span.end + 20]
    coming = _STILL_TO_COME.search(before) or _TO_COME_AFTER.match(after)
    written = (
        _BEING_WRITTEN.search(before) or _A_DRAFT_AFTER.match(after) or _DRAFT.search(citation.title + citation.edition)
    )
    return bool(coming or written)


def _name(version: LawVersion | None, article: LawArticle | None) -> str:
    return f"《{version.name if version else ''}》{article.label if article else ''}"


def _names(version: LawVersion, articles: Sequence[LawArticle]) -> str:
    """《某法》第九条, or of several as likely 《某法》第九条或第十条."""
    return _name(version, None) + "或".join(article.label for article in articles)


def evidence(version: LawVersion | None, article: LawArticle | None) -> Citation | None:
    """The regulation's own words, as a finding shows them; None without an article."""
    if version is None or article is None:
        return None
    return Citation(
        n=1,
        document_id=version.document_id,
        title=version.name,
        issuer=version.issuing_body,
        year=version.published.year if version.published else None,
        section="",
        article=article.label,
        text=article.text,
        span=Span(0, len(article.text)),
        in_force=True,
    )
