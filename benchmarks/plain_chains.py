"""What others do with the same documents: chunks by vector, sentences by words; no ledger, no model that writes."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Sequence

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.material import CACHE, embedder, gold_document
from knowledge.embedding import Vectors
from knowledge.readers import read_file
from knowledge.word_segmentation import content_words, words_of

PLAIN_CHUNKS = 4
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?(?!\s*年|[\d.])")


class PlainChain:
    """Chunks of 500 characters, nearest by cosine; the answer is the number of the nearest sentence in them."""

    def __init__(self, documents: Sequence[str]) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
        self._chunks = [chunk for document in documents for chunk in splitter.split_text(_text(document))]
        self._chunk_vectors = _stored_vectors(self._chunks)
        self._sentences = list(dict.fromkeys(part for chunk in self._chunks for part in _telling(chunk)))
        self._sentence_vectors = _stored_vectors(self._sentences)
        self._numbers = {sentence: n for n, sentence in enumerate(self._sentences)}

    def nearest(self, question: str) -> str:
        """The text of the nearest chunks."""
        scores = self._chunk_vectors @ embedder().embed_query(question)
        return "\n".join(self._chunks[i] for i in np.argsort(-scores)[:PLAIN_CHUNKS])

    def answer(self, question: str) -> str:
        """The first number of the nearest sentence; empty where the chunks hold none."""
        here = [sentence for chunk in self.nearest(question).split("\n") for sentence in _telling(chunk)]
        known = [self._numbers[sentence] for sentence in here if sentence in self._numbers]
        if not known:
            return ""
        scores = self._sentence_vectors[known] @ embedder().embed_query(question)
        return _first_number(self._sentences[known[int(np.argmax(scores))]])


class WordSearch:
    """BM25 over sentences; the answer is the first number of the best."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._sentences = [sentence for document in documents for sentence in _telling(_text(document))]
        self._index = sqlite3.connect(":memory:")
        self._index.execute("CREATE VIRTUAL TABLE words USING fts5(cut, tokenize=\"unicode61 tokenchars '.-_%+#/'\")")
        rows = ((n, " ".join(words_of(sentence))) for n, sentence in enumerate(self._sentences))
        self._index.executemany("INSERT INTO words(rowid, cut) VALUES (?, ?)", rows)

    def answer(self, question: str) -> str:
        """The first number of the best sentence; empty where no word is shared."""
        wanted = " OR ".join(f'"{word}"' for word in content_words(question) if '"' not in word)
        if not wanted:
            return ""
        best = "SELECT rowid FROM words WHERE cut MATCH ? ORDER BY bm25(words) LIMIT 1"
        row = self._index.execute(best, (wanted,)).fetchone()
        return _first_number(self._sentences[row[0]]) if row else ""


def _text(document: str) -> str:
    file = gold_document(document)
    return read_file(file.read_bytes(), file.name).text


def _telling(text: str) -> list[str]:
    """The sentences that hold a number."""
    return [part for part in _SENTENCE.findall(text) if _NUMBER.search(part)]


def _first_number(sentence: str) -> str:
    found = _NUMBER.search(sentence)
    return found.group().replace(",", "") if found else ""


def _stored_vectors(passages: Sequence[str]) -> Vectors:
    digest = hashlib.sha256("\0".join([embedder().name, *passages]).encode()).hexdigest()
    file = CACHE / f"plain-{digest[:16]}.npy"
    if not file.is_file():
        np.save(file, embedder().embed_passages(list(passages)))
    vectors: Vectors = np.load(file)
    return vectors
