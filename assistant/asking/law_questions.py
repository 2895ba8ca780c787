"""Questions about the law: the article named, or the one found, in its own words and in force on the date."""

from __future__ import annotations

from assistant.asking.replying.citing import Citing
from assistant.asking.replying.quoting import answer_form_fits, best_sentence, word_share
from assistant.asking.replying.refusals import refuse
from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer
from knowledge.laws.citations import LawCitation, find_law_citations
from knowledge.library import Library
from knowledge.search import Hit, SearchFilter

_CANDIDATES = 30
_QUOTED = 3
# Measured over 147 questions with a known article and 24 about no law (words only, no vectors): at 0.62 of the words
# 95 in 100 right first articles are kept and 2 in 3 off-topic ones refused.
MIN_WORDS = 0.62
MIN_SIMILARITY = 0.89
# Of articles that answer about equally well a law goes before a regulation that repeats or specialises it.
HIGHER_LAW = 0.2


def answer_law(question: Question, library: Library) -> Answer:
    """The article's words with their citation; not_found when no article is close enough."""
    named = find_law_citations(question.text, library.laws.names())
    articles = [citation for citation in named if citation.article is not None]
    if articles:
        return _named_articles(question, library, articles)
    title = named[0].title if named else ""
    if title and not library.laws.versions(title):
        suggestions = "、".join(f"《{name}》" for name in library.laws.suggest(title))
        also = f"库中名称相近的有：{suggestions}。" if suggestions else ""
        return refuse(f"未找到：库中没有《{title}》，未核验。{also}")
    hits = ranked_articles(question, library, title)
    good = [hit for hit in hits[:_QUOTED] if close_enough(question.text, hit)]
    if not good:
        return refuse("未找到：库中的法律法规里没有找到足以回答这个问题的条文。")
    return _quoted(question, good)


def ranked_articles(question: Question, library: Library, title: str = "") -> list[Hit]:
    """Articles in force on the date, those that answer the question's form first."""
    allowed = SearchFilter(kind="regulation", as_of=question.as_of)
    hits = library.search(question.text, allowed, _CANDIDATES)
    if title:
        hits = [hit for hit in hits if same_law(hit.title, title)] or hits
    return sorted(hits, key=lambda hit: -article_score(question.text, hit))


def article_score(text: str, hit: Hit) -> float:
    """Higher is better: the asked words, the form of the answer, how near the vectors are, national laws first."""
    higher = 0.0 if hit.document_id else HIGHER_LAW
    return words_score(text, hit) + max(0.0, (hit.similarity or 0.8) - 0.8) * 4 + higher


def words_score(text: str, hit: Hit) -> float:
    """0 to about 1.9: words of the question in the article and in its best sentence, the law's name, the form."""
    quoted = best_sentence(text, hit.text)
    sentence = quoted.share * 0.5 + quoted.fits * 0.15 if quoted else 0.0
    form = 0.1 if answer_form_fits(text, hit.text) else 0.0
    named = 0.2 if _short(hit.title) in text else 0.0
    return 0.5 * hit.word_share + 0.5 * word_share(text, hit.text) + sentence + form + named


def close_enough(text: str, hit: Hit) -> bool:
    """Whether an article may be given as an answer at all."""
    return words_score(text, hit) >= MIN_WORDS or (hit.similarity or 0.0) >= MIN_SIMILARITY


def same_law(one: str, other: str) -> bool:
    """Whether two titles name one law, with or without 中华人民共和国."""
    return _short(one) == _short(other)


def _short(title: str) -> str:
    return title.removeprefix("中华人民共和国")


def _quoted(question: Question, hits: list[Hit]) -> Answer:
    citing = Citing()
    first = hits[0]
    quoted = best_sentence(question.text, first.text)
    words = quoted.text if quoted else first.text
    number = citing.hit(first, first.span, first.text)
    text = f"《{first.title}》{first.article}规定：“{words}”[{number}]"
    others = [f"《{hit.title}》{hit.article}[{citing.hit(hit, hit.span, hit.text)}]" for hit in hits[1:]]
    text += f"\n另可参看：{'、'.join(others)}。" if others else ""
    return Answer("answered", text, (), tuple(citing.citations))


def _named_articles(question: Question, library: Library, articles: list[LawCitation]) -> Answer:
    citing = Citing()
    said: list[str] = []
    missing: list[str] = []
    for citation in articles:
        resolution = library.laws.resolve(citation, question.as_of)
        if resolution.article is None or resolution.version is None:
            missing.append(resolution.message or f"库中没有《{citation.title}》，未核验。")
            continue
        in_force = resolution.version.in_force(question.as_of)
        number = citing.article(resolution.article, resolution.version, in_force)
        note = "" if resolution.verdict == "exact" else f"（{resolution.message}）"
        name, label, words = resolution.version.name, resolution.article.label, resolution.article.text
        said.append(f"《{name}》{label}：“{words}”[{number}]{note}")
    if not said:
        return refuse("未找到：" + "".join(missing))
    return Answer("answered", "\n".join(said + missing), (), tuple(citing.citations))
