from __future__ import annotations

import pytest

from api.article_numbers import read_article_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("25", (25, 0)),
        ("25-1", (25, 1)),
        ("第二十五条", (25, 0)),
        ("二十五", (25, 0)),
        ("第25条", (25, 0)),
        ("第二百八十七条之一", (287, 1)),
        ("287之2", (287, 2)),
        ("一百一十", (110, 0)),
        (" 7 ", (7, 0)),
    ],
)
def test_an_article_number_is_read_however_it_is_written(written: str, number: tuple[int, int]) -> None:
    assert read_article_number(written) == number


@pytest.mark.parametrize("written", ["", "条", "abc", "0", "-3", "2.5", "第条", "25-", "99999999", "三百余", "25%"])
def test_what_is_no_article_number_is_none(written: str) -> None:
    assert read_article_number(written) is None
