"""The rows of one issuer and year, found by what they share with the words asked without looking at each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from assistant.asking.matching.row_words import PreparedRow


class RowGroup(Sequence[PreparedRow]):
    """Rows in the order of the reports, with where each two signs of their words and each of their names stand."""

    def __init__(self, rows: Iterable[PreparedRow]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> PreparedRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PreparedRow]: ...
    def __getitem__(self, at: int | slice) -> PreparedRow | Sequence[PreparedRow]:
        return self._rows[at]

    def __iter__(self) -> Iterator[PreparedRow]:
        return iter(self._rows)

    def named_like(self, pairs: Iterable[str], names: Iterable[str]) -> list[PreparedRow]:
        """The rows whose name has one of ``pairs`` (two signs) or is one of ``names`` (normal forms)."""
        return self._at({*_places(self._by_pair, pairs), *_places(self._by_name, names)})

    def around(self, pairs: Iterable[str], signs: Iterable[str] = ()) -> list[PreparedRow]:
        """The rows that have one of ``pairs``, or of the single ``signs``, in their own words or their scope."""
        return self._at({*_places(self._by_pair_around, pairs), *_places(self._by_sign_around, signs)})

    def _at(self, places: set[int]) -> list[PreparedRow]:
        return [self._rows[place] for place in sorted(places)]

    @cached_property
    def _by_pair(self) -> Mapping[str, Sequence[int]]:
        return _index(row.pairs for row in self._rows)

    @cached_property
    def _by_pair_around(self) -> Mapping[str, Sequence[int]]:
        return _index(row.around for row in self._rows)

    @cached_property
    def _by_sign_around(self) -> Mapping[str, Sequence[int]]:
        return _index(set("".join(row.around)) for row in self._rows)

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[int]]:
        return _index(row.names for row in self._rows)


def _places(index: Mapping[str, Sequence[int]], keys: Iterable[str]) -> Iterator[int]:
    for key in keys:
        yield from index.get(key, ())


def _index(keys_of_rows: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place, keys in enumerate(keys_of_rows):
        for key in keys:
            index[key].append(place)
    return dict(index)
