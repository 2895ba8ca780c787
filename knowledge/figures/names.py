"""What a figure is about, from the words on either side of its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.figures.periods import base_spans
from knowledge.figures.places import Place
from knowledge.figures.words import compiled, pattern, words
from knowledge.indicators import is_filler, is_known, strip_filler

_UP, _DOWN = set(words("change", "up")), set(words("change", "down"))
_UP_SHORT, _DOWN_SHORT = set(words("change", "up_short")), set(words("change", "down_short"))
_BETWEEN = rf"(?:{pattern('change', 'between')})*"
_LONG = "|".join(sorted(_UP | _DOWN, key=len, reverse=True))
_SHORT = "|".join(sorted(_UP_SHORT | _DOWN_SHORT, key=len, reverse=True))
_CHANGE = re.compile(rf"(?P<verb>{_LONG}|精简|翻)(?P<tail>{_BETWEEN})\s*\Z")
_SHORT_CHANGE = re.compile(rf"(?P<verb>{_SHORT})(?P<tail>{_BETWEEN})\s*\Z")
_CUT = re.compile(pattern("noun", "cut"))
_KEEP = re.compile(pattern("noun", "keep"))
_GENERIC = compiled("noun", "generic")
_GENERIC_PLAN = re.compile(rf"(?:{pattern('noun', 'generic_with_plan')})\Z")
_ANNOUNCING = compiled("noun", "announcing")
_BODY = re.compile(rf"{pattern('noun', 'body_suffix')}\Z")
_METRIC = re.compile(rf"{pattern('noun', 'metric_suffix')}\Z")
_WEAK = set(words("noun", "weak"))
_BARE = set(words("noun", "bare"))
_GENERAL = set(words("noun", "general"))
_SHARED = tuple(words("noun", "shared"))
_AND = re.compile(r"、|(?<![调缓总饱])和(?![谐平解])|(?<![参给赋])与|(?<![普涉以危惠触])及|以及")
_BY = re.compile(r"\A按[^，]*?(?:计算|统计|口径|测算|折算)")
_RANKING = re.compile(
    r"(?:，|、)?(?:位列|位居|居|列|跻身|跃居|升至|稳居|连续)?(?:全国|全球|世界|全省|全市|全区)?(?:第|前)?\Z"
)
_RANKED = re.compile(r"\A(?:位列|位居|居|列)")
_BECAUSE = re.compile(r"\A(?:因|由于|受).*")
_MOVED = re.compile(
    r"\A(?:全年|共|累计|净)?(?P<verb>增加|减少|压减|削减|精简|降低|提高|下调|上调)(?:了)?(?P<noun>[^，、]{2,})\Z"
)
_ELLIPTIC = set(words("noun", "elliptic"))
_LIGHT = set(words("noun", "light"))
_ADVERBS = re.compile(
    r"(?:实际|名义|平均|分别|累计|总计|合计|大幅|明显|小幅|持续|双双|均|都|各|共|已|又|还|再|进一步|整体)+\Z"
)
_LAST_CLAUSE = re.compile(r"[，,；;：:。（()）]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_DATE = re.compile(r"(?:19|20)\d\d年度?|\d{1,2}月份?")
_EDGE = " \t\u3000、，,；;：:。（）()“”\"'’‘—-·"


@dataclass(frozen=True, slots=True)
class Change:
    """A rise or fall that a number is the size of; ``subject`` the words before it, "" when named earlier."""

    direction: str
    subject: str


@dataclass(frozen=True, slots=True)
class Name:
    """``words`` as written; ``side`` before or after the number; ``sure`` 0–1; ``body`` an organ it is narrowed to."""

    words: str
    sure: float
    body: str = ""
    elliptic: bool = False
    weak: bool = False


def change_of(place: Place, base: str) -> Change | None:
    """Whether a number is the size of a change: a verb of rising or falling stands right before it."""
    left = place.left.rstrip(_EDGE)
    found = _CHANGE.search(left) or (_SHORT_CHANGE.search(left) if base else None)
    if not found or found["tail"].endswith(("到", "至")):
        if base and place.number.value.startswith(("-", "+")):
            return Change("down" if place.number.value.startswith("-") else "up", clean(_without_base(left)))
        return _moved(place, left.strip(_EDGE))
    verb = found["verb"]
    if (verb == "精简" and place.number.kind != "ratio") or (verb == "翻" and place.number.unit != "番"):
        return None
    subject = _BECAUSE.sub("", clean(_ADVERBS.sub("", _without_base(left[: found.start()]))))
    if subject == "经济":
        subject += verb
    return Change("up" if verb in _UP or verb in _UP_SHORT or verb == "翻" else "down", subject)


def _moved(place: Place, left: str) -> Change | None:
    """减少人员6名, 压减收费项目30%: the verb stands before the thing."""
    found = _MOVED.match(left)
    if not found or noun_after(place):
        return None
    if place.number.kind == "count" and found["verb"] not in {"增加", "减少"}:
        return None
    if place.number.kind not in {"count", "ratio", "change"}:
        return None
    return Change("up" if found["verb"] in _UP else "down", found["noun"])


def _without_base(left: str) -> str:
    for span in reversed(base_spans(left)):
        left = left[: span.start] + left[span.end :]
    return left


def clean(words_: str) -> str:
    """Without punctuation and filler at either end."""
    return strip_filler(words_.strip(_EDGE)).strip(_EDGE)


def name_of(place: Place) -> Name:
    """The name a number's own clause gives it; empty words when it gives none."""
    left = clean(_BY.sub("", _without_base(place.left).strip(_EDGE)))
    if place.number.kind == "rank":
        return Name(clean(_RANKED.sub("", _RANKING.sub("", left))), 0.8)
    core = "" if left in _LIGHT or len(left) < 2 or is_filler(left) or left in _UP | _DOWN else left
    right = noun_after(place)
    kind = place.number.kind
    if right and _takes_right(place, core, counted=kind in {"count", "duration"}):
        return _after(core, right, place)
    if not core:
        return Name(right, 0.8) if right else Name("", 0.0)
    if core in _ELLIPTIC or core in _WEAK:
        return Name(core, 0.8, elliptic=True, weak=core in _WEAK)
    return Name(core, 1.0)


def _takes_right(place: Place, core: str, *, counted: bool) -> bool:
    """Whether the thing counted is named after the number (3个外卖平台) and not before it (立案3件)."""
    if not core:
        return True
    verb_follows = _first_cut(place.right.strip()) == 0
    if place.left.rstrip().endswith("的"):
        return not verb_follows
    if place.joined and place.right.strip():
        return False
    if len(core) >= 3 and verb_follows:
        return False
    if counted:
        return True
    # Money and measures are named before, unless only a verb stands there (发放46亿元消费券).
    return len(core) <= 4 and not _METRIC.search(core) and place.number.kind in {"money", "measure"}


def noun_after(place: Place) -> str:
    """The noun right after a number, cut where a verb begins; the whole clause when it begins with one."""
    right = place.right.strip(" \t\u3000")
    if not right or place.number.kind in {"change", "rank"}:
        return ""
    if right[0] in "和与及或至到以、-—" or right.startswith(
        ("相比", "左右", "以上", "以下", "不等", "比", "较", "同比", "的比例")
    ):
        return ""
    right = right.removeprefix("的")
    cut = _first_cut(right)
    noun = right[:cut].strip(_EDGE)
    # 9户|经营主体|列入名录: a noun that says too little, or that is itself another indicator, needs its verb.
    if len(noun) < 2 or noun in _GENERAL or is_known(noun) or place.number.kind == "ratio":
        noun = right.strip(_EDGE)
    return noun[:24]


def _first_cut(right: str) -> int:
    """Where the first verb after the noun begins; a verb's characters inside a noun (不合格, 有限) are none."""
    kept = [found.span() for found in _KEEP.finditer(right)]
    for found in _CUT.finditer(right):
        if not any(start <= found.start() < end for start, end in kept):
            return found.start()
    return len(right)


def _after(core: str, right: str, place: Place) -> Name:
    """A short verb before the number belongs to the name (新建|5个|公园), a light one does not."""
    noun = clean(right) or right
    if core and place.left.rstrip().endswith("等") and len(core) <= 10:
        return Name(f"{core}等{noun}", 0.9)
    if core and noun in _BARE and core not in _LIGHT and len(core) <= 16:
        return Name(core + noun, 0.9)
    if core and len(core) <= 4 and core not in _LIGHT and not _BODY.search(core):
        return Name(core + noun, 0.9)
    return Name(noun, 0.9)


def body_of(words_: str) -> bool:
    """Whether words name an organ or a place rather than something counted."""
    return bool(_BODY.search(words_))


def is_announcement(place: Place, name: str) -> bool:
    """八个方面工作, 做好五项任务: the text counts its own list."""
    # 三个“十条”, 两项分别为9宗、4宗: a reference, no count.
    if place.right.startswith(("“", "分别", "均", "合计")) and not place.number.value.isascii():
        return True
    noun = place.right.strip(_EDGE)
    if _GENERIC.match(noun):
        return True
    return bool(_GENERIC_PLAN.match(noun) or _GENERIC_PLAN.fullmatch(name)) and bool(_ANNOUNCING.search(place.left))


def split_items(words_: str, count: int) -> list[str]:
    """``count`` names of a list (A、B和C增加值 → A增加值, B增加值, C增加值); [] if there are not that many."""
    items: list[str] = []
    for separator in (re.compile("、"), _AND, re.compile(f"{_AND.pattern}|，")):
        items = [clean(item) for item in separator.split(words_) if clean(item)]
        if len(items) == count:
            return _shared_suffix(items)
    return _shared_suffix(items[-count:]) if len(items) > count else []


def items_of(words_: str) -> list[str]:
    """The parts of A、B和C."""
    return [part for part in _AND.split(words_.strip(_EDGE)) if part]


def shared_verb(before: str, name: str) -> str:
    """The verb of the list's first item, when the next one has none: 更新汽车50万辆、|家电|800万台."""
    verb = next((verb for verb in _SHARED if before.startswith(verb) and len(before) > len(verb)), "")
    return verb if verb and not name.startswith(_SHARED) and name not in _ELLIPTIC | _WEAK else ""


def topic_of(clause: str) -> str:
    """加油站点 of 加油站点方面; "" when the clause announces no topic."""
    return clause.removesuffix("方面") if clause.endswith("方面") else ""


def thing_of(clause: str) -> str:
    """The thing a clause begins with, without what is said of it: 检查计划|由各单位制定."""
    cut = _first_cut(clause)
    return clause[:cut].strip(_EDGE) if cut >= 4 else clause


def _shared_suffix(items: list[str]) -> list[str]:
    share = re.search("(?:占比|比重|增速|增幅)\\Z", items[-1])
    if share:
        return [item if item.endswith(share[0]) else item + share[0] for item in items]
    found = _METRIC.search(items[-1])
    if not found or found.start() == 0:
        return items
    return [item if _METRIC.search(item) else item + found[0] for item in items]


def clause_before(place: Place, *, since: str = "", topics: bool = False) -> str:
    """The last clause since the quantity before that says more than filler; "" if none does.

    ``since`` are marks that nothing before counts; with ``topics`` a clause keeps its 方面.
    """
    words = _ASIDE.sub("", place.since)
    if since:
        words = re.split(f"[{since}]", words)[-1]
    for clause in reversed(_LAST_CLAUSE.split(words)[:-1]):
        bare = _bare_clause(clause)
        bare = bare if topics else bare.removesuffix("方面")
        if len(bare) >= 2 and bare != "其中":
            return bare
    return ""


def _bare_clause(clause: str) -> str:
    for span in reversed(base_spans(clause)):
        clause = clause[: span.start] + clause[span.end :]
    return clean(_DATE.sub("", clause)).removesuffix("的")
