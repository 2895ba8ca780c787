"""Puts the national laws on the shelves: register, passages and word index, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from knowledge.laws.national import national_laws_file, read_national_laws
from knowledge.laws.register import LawArticle, LawVersion
from knowledge.records import Store
from knowledge.records.laws import add_version, national_version_ids, remove_version
from knowledge.records.passages import PassageRow, add_passages
from knowledge.records.store import fact, set_fact, unsettle
from knowledge.records.words import remove_words
from knowledge.spans import Span
from knowledge.word_segmentation import words_of

_FACT = "national laws"
_RECIPE = "1"  # raise it when passages are cut differently, and the laws are shelved anew
_LONGEST = 700  # code points of an article in one passage; the embedding model reads about 512 tokens
_SAY_EVERY = 5_000  # articles


def shelve_national_laws(store: Store, say: Callable[[str], None]) -> bool:
    """Load the laws of the installed data file when they are not those already there; True when it did.

    All or nothing: a killed load leaves the store as it was.
    """
    file = national_laws_file()
    stamp = f"{_RECIPE} {_digest(file)}"
    with store.read() as connection:
        if fact(connection, _FACT) == stamp:
            return False
    say("正在载入国家法律……")
    laws = list(read_national_laws(file))
    total = sum(len(articles) for _, articles in laws)
    with store.write() as connection:
        for version_id in national_version_ids(connection):
            unsettle(connection, version_id)  # its vectors go when the vector store is next opened
            remove_words(connection, version_id)
            remove_version(connection, version_id)
        done = 0
        for version, articles in laws:
            add_version(connection, version, articles)
            rows = list(_passages(version, articles))
            add_passages(connection, rows, [_words(row) for row in rows])
            if (done + len(articles)) // _SAY_EVERY > done // _SAY_EVERY:
                say(f"国家法律：已载入 {done + len(articles)} / {total} 条")
            done += len(articles)
        set_fact(connection, _FACT, stamp)
    say(f"国家法律：{len(laws)} 个文本、{total} 条已可按词语检索")
    return True


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _passages(version: LawVersion, articles: Sequence[LawArticle]) -> Iterator[PassageRow]:
    ordinal = 0
    for article in articles:
        context = " ".join(filter(None, (version.name, article.chapter, article.section, article.label)))
        for span in split_lines(article.text, _LONGEST):
            words = span.of(article.text)
            yield PassageRow(
                id=f"{version.id}-{ordinal}",
                owner=version.id,
                document_id=None,
                version_id=version.id,
                kind="regulation",
                ordinal=ordinal,
                span=span,
                text=words,
                embed_text=f"{context}\n{words}",
                section=None,
                section_label="",
                article=article.label,
                page=None,
                has_vector=False,
            )
            ordinal += 1


def _words(row: PassageRow) -> list[str]:
    context, _, words = row.embed_text.partition("\n")
    return [word for part in context.split(" ") for word in _words_of_name(part)] + words_of(words)


@lru_cache(maxsize=4_096)  # names, chapters and labels come again and again
def _words_of_name(name: str) -> tuple[str, ...]:
    return tuple(words_of(name))


def split_lines(text: str, longest: int) -> list[Span]:
    """The whole text, or runs of whole lines of at most ``longest`` code points (one longer line stays whole)."""
    spans: list[Span] = []
    start = end = 0
    for line in text.splitlines(keepends=True):
        if end > start and end - start + len(line) > longest:
            spans.append(Span(start, end))
            start = end
        end += len(line)
    spans.append(Span(start, end))
    return spans
