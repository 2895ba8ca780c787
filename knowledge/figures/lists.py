"""Lists that give several things a value at once: A、B分别为1、2; A和B均为100%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.figures.changes import Change, change_of
from knowledge.figures.clauses import EDGE, clause_before, clean, without_base
from knowledge.figures.items import items_of, shared_suffix, split_items
from knowledge.figures.places import Place
from knowledge.figures.words import pattern

_EACH = re.compile(
    r"(?:均|都|双双|各)(?:分别)?(?:为|达到?|保持在?|实现|在|突破|超过?|提升|提高|增长|上升|增加|下降|降低|减少|回落|占)*\Z"
)
# 进出口总额和出口额|均升至全国第|9位
_RANKED_EACH = re.compile(
    r"(?:均|都|双双)(?:位?居|位?列|排|升至|升到|跃居|跃升至|保持|稳居|名列|前移至)[于在]?[^，、]{0,8}?第?\Z"
)
_RESPECTIVE = "分别"
_EACH_OF_THEM = re.compile(f"{_RESPECTIVE}|依次|(?<=[一-龥])各(?=[为占增达有降下上])")
_NUMBERING = re.compile(r"^\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、])")
# The verb of a later change: 分别增长14.67%和|下降|8.2%.
_TURN = re.compile(
    rf"(?:同比|环比)?(?:{pattern('change', 'up')}|{pattern('change', 'down')}|[增降升减多少高低])[了约近]?\s*\Z"
)
_BASED = "同比"  # a list of changes needs no base of its own
_AND = re.compile(r"\s*(?:[、和与及]|以及)")
# 起数、死亡人数“双下降”，降幅分别为…: that they moved is no part of their names.
_BOTH_MOVED = re.compile(r"(?:实现)?[“\"]?[双均都全持续]{1,2}(?:下降|上升|增长|提升|回落|降低|减少|增加)[”\"]?\Z")
_SIZE = {"降幅", "增幅", "涨幅", "增速", "升幅", "跌幅"}
_OF_TASK = re.compile(r"分别(?:已|超额)?(?:完成|达到|实现)[^，。；]{0,8}?(?P<what>任务|目标|计划)[数值]?的?\Z")
# 比2022年和2023年分别高|2.1个、1.3个百分点|: both of what was told last.
_TWO_BASES = re.compile(rf"[比较](?:{pattern('base', 'ends')})+[、和与及](?:{pattern('base', 'ends')})+分别")
# 案件数排在前三的市州依次是|江源市、望都市: how they stand out is no part of their names.
_STANDING_OUT = re.compile(
    r"\A[^，。；、]{0,16}?(?:排在?前|居前|排名前|位居前|前[一二三四五十\d]|最多|较多|最高|较高|较大)[^，。；、]{0,10}?(?:依次|分别)?[是为有](?=[^、]{2,}、)"
)
_GAP = re.compile(r"\s*(?:[、，,和与及]|以及|和)\s*\Z")


@dataclass(frozen=True, slots=True)
class Shared:
    """What 分别 gives one quantity of its run."""

    name: str
    change: Change | None
    sure: float
    rate: str = ""  # what the values are rates of: 分别完成年度目标的113%和101%
    back: int = 0  # nothing is named: the indicator named so many counts before (…87件，罚款5万元，分别下降12%和8%)


def each_of(place: Place, change: Change | None) -> list[str]:
    """A和B均为100%: the names, when the clause says that each of them has the value."""
    left = place.left
    found = _EACH.search(left.rstrip())
    if found is None and place.number.kind == "rank":
        found = _RANKED_EACH.search(left.rstrip())
    if found is None or place.number.kind not in {"ratio", "change", "count", "rank"} or _RESPECTIVE in left:
        return []
    words = left[: found.start()]
    if change is not None:
        words = words.rstrip("同比环")
    parts = items_of(words)
    return split_items(words, len(parts)) if 2 <= len(parts) <= 6 else []


def respective_names(spots: Sequence[Place], previous: str) -> dict[int, Shared]:
    """For A、B、C分别为1、2和3, and for changes of values just told (分别增长5%和下降3%): which quantity is whose."""
    names: dict[int, Shared] = {}
    last: list[str] = []
    for i, place in enumerate(spots):
        if i in names:
            continue
        said = _EACH_OF_THEM.search(place.left)
        at = said.start() if said else -1
        run = _run(spots, i)
        again = _changes_again(spots, run, last)
        if len(run) < 2 or (at < 0 and not again and not _changes_of_values(spots, run)):
            continue
        items = (last if again else []) if at < 0 else _names(spots, run, at, previous)
        change = change_of(place, "" if at >= 0 else _BASED)
        for nth, spot in enumerate(run):
            own = change_of(spots[spot], _BASED) if spots[spot].left.strip("、，,和与及 ") else change
            name = items[nth] if items else clean(without_base(place.left[:at])) if at >= 0 else ""
            sure = 0.9 if items else 0.5
            task = _OF_TASK.search(place.left) if place.number.kind == "ratio" else None
            rate = f"{task['what']}完成率" if task and not items else ""
            name = "" if rate else name
            back = 0 if name else 1 if _TWO_BASES.search(place.since) else len(run) - nth
            names[spot] = Shared(name, own and replace(own, subject=""), sure, rate, back)
        last = items or ([""] * len(run) if names[i].back else [])
    return names


def _run(spots: Sequence[Place], first: int) -> list[int]:
    """The quantities of one list from ``first`` on: 14.67%|和下降|8.2%."""
    run = [first]
    while run[-1] + 1 < len(spots):
        since = spots[run[-1] + 1].since
        alike = spots[run[-1] + 1].number.amount_unit == spots[first].number.amount_unit
        listed = _GAP.match(since) and (alike or since.strip() not in {"，", ","})
        turned = not listed and _AND.match(since[:2]) and _AND.fullmatch(_TURN.sub("", since).strip())
        if not listed and not (turned and change_of(spots[first], _BASED)):
            break
        run.append(run[-1] + 1)
    return run


def _changes_again(spots: Sequence[Place], run: Sequence[int], last: Sequence[str]) -> bool:
    """…分别为36720元、19850元，增长4.5%、6.8%: a list of changes right after a list of as many values."""
    change = change_of(spots[run[0]], _BASED) if len(last) == len(run) else None
    return change is not None and not change.subject


def _changes_of_values(spots: Sequence[Place], run: Sequence[int]) -> bool:
    """受理85件、办结80件，较上年增加|10件、8件|: as many changes as values just before, in the same units."""
    before = spots[max(0, run[0] - len(run)) : run[0]]
    alike = [spot.number.amount_unit for spot in before] == [spots[i].number.amount_unit for i in run]
    bare = all(not spots[i].left.strip("、，和 ") and not spots[i].right.strip() for i in run[1:])
    change = change_of(spots[run[0]], _BASED) if alike and bare and spots[run[0]].opener else None
    return change is not None and not change.subject and not any(change_of(spot, "") for spot in before)


def _names(spots: Sequence[Place], run: Sequence[int], at: int, previous: str) -> list[str]:
    """The names of a 分别 list, [] where what was counted before is meant."""
    place = spots[run[0]]
    own = _STANDING_OUT.sub("", without_base(place.left[:at]).strip(EDGE))
    counted = _counted_before(spots, run[0], len(run), own)
    return counted or _items(place, own, len(run), previous if _nothing_before(spots[: run[0]]) else "")


def _nothing_before(earlier: Sequence[Place]) -> bool:
    """Whether the sentence begins with the list; 两项|分别为… counts the list's own items."""
    return all(spot.right.startswith(_RESPECTIVE) for spot in earlier)


def _counted_before(spots: Sequence[Place], at: int, count: int, own: str) -> list[str]:
    """16条|产业链|、18个|专业镇营业收入|分别增长…: what the numbers before count, with the shared measure."""
    before = spots[max(0, at - count) : at]
    listed = all(spot.right.strip() for spot in before) and all(_GAP.search(s.since) for s in before[1:])
    if len(before) < count or not before[-1].joined or not own or not listed:
        return []
    return shared_suffix([*(clean(spot.right) for spot in before[:-1]), own])


def _items(place: Place, own: str, count: int, previous: str) -> list[str]:
    """The ``count`` names before 分别: of its own clause, of the clause or sentence before; [] if there are none."""
    if count == 2 and own.startswith("城乡居民"):
        return [own.replace("城乡", "城镇", 1), own.replace("城乡", "农村", 1)]
    items = split_items(own, count) if own else []
    if items:
        return items
    clause = _STANDING_OUT.sub("", _BOTH_MOVED.sub("", clause_before(place)))
    items = split_items(clause, count) if clause else []
    if items:
        return [item + own for item in items] if own not in _SIZE else items
    if re.fullmatch(r"[两三四五六七八九]?(?:项|者|类|个)?", own) and previous:
        return split_items(_NUMBERING.sub("", previous).strip("。 "), count)
    return []
