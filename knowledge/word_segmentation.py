"""Chinese text → the words that are indexed and searched. The only import of jieba in this room's search."""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

_WORD = re.compile(r"[0-9a-z一-鿿㐀-䶿]")
_FULL_STOPS = re.compile(r"^[.\-_]+|[.\-_]+$")
_loading = threading.Lock()


def words_of(text: str) -> list[str]:
    """The words to index, shorter words within long ones too; numbers as written (91.46, 344.1, 12315)."""
    pieces = _segmenter().cut_for_search(fold(text))
    return [word for piece in pieces if (word := _FULL_STOPS.sub("", piece)) and _WORD.search(word)]


def content_words(text: str) -> list[str]:
    """The distinct words of a query that can tell passages apart: without stop words, in order."""
    stop = _stop_words()
    return list(dict.fromkeys(word for word in words_of(text) if word not in stop))


def fold(text: str) -> str:
    """Full width to half width, capitals to small: ２０２５年 and 2025年 are one. For the index only, never quoted."""
    return unicodedata.normalize("NFKC", text).lower()


def split_words(text: str) -> list[str]:
    """The words of a text one after the other; joined they are the text again."""
    return list(_segmenter().cut(text))


def word_frequency(word: str) -> int:
    """How often the dictionary counts a word; 0 for what is none."""
    return int(_segmenter().FREQ.get(word) or 0)


@cache
def _stop_words() -> frozenset[str]:
    lines = files("knowledge").joinpath("stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _segmenter() -> Tokenizer:
    import jieba

    with _loading:
        if not jieba.dt.initialized:
            jieba.setLogLevel(logging.WARNING)  # it tells the terminal of its dictionary
            jieba.initialize()
    return jieba.dt
