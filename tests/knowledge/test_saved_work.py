from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.records import Store
from knowledge.saved_work import Desk, WorkOutdated

NOON = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(tmp_path)
    yield Desk(store)
    store.close()


def test_work_is_found_again_as_it_was_saved(desk: Desk) -> None:
    begun = desk.begin("draft", "2026年草稿", {"section": "行政处罚履职情况", "rows": [["立案", "31"]]}, NOON)
    assert desk.work(begun.id) == begun
    saved = desk.save(begun.id, begun.revision, "2026年草稿（二稿）", {"rows": []}, NOON + MINUTE)
    assert saved is not None
    assert (saved.title, saved.state, saved.revision, saved.saved) == (
        "2026年草稿（二稿）",
        {"rows": []},
        2,
        NOON + MINUTE,
    )
    assert desk.work(begun.id) == saved


def test_of_two_pages_the_later_one_does_not_overwrite_the_other(desk: Desk) -> None:
    begun = desk.begin("draft", "草稿", {"text": "一"}, NOON)
    first = desk.save(begun.id, begun.revision, "草稿", {"text": "二"}, NOON)
    with pytest.raises(WorkOutdated) as refused:
        desk.save(begun.id, begun.revision, "草稿", {"text": "三"}, NOON)
    assert refused.value.newer == first == desk.work(begun.id)
    assert "另一个页面" in str(refused.value)


def test_drafts_and_checks_are_listed_apart_last_saved_first(desk: Desk) -> None:
    older = desk.begin("draft", "旧", {}, NOON)
    newer = desk.begin("draft", "新", {}, NOON + MINUTE)
    check = desk.begin("check", "审校", {}, NOON)
    assert [head.id for head in desk.listed("draft")] == [newer.id, older.id]
    assert [head.id for head in desk.listed("check")] == [check.id]


def test_discarded_work_is_gone(desk: Desk) -> None:
    begun = desk.begin("check", "审校", {}, NOON)
    assert desk.discard(begun.id)
    assert desk.work(begun.id) is None
    assert desk.save(begun.id, 1, "审校", {}, NOON) is None
    assert not desk.discard(begun.id)
