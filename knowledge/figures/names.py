"""What a figure is about, from the words on either side of its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.figures.clauses import EDGE, clean, first_cut
from knowledge.figures.cores import core_of
from knowledge.figures.places import Place
from knowledge.figures.ranks import AMONG, ranked
from knowledge.figures.words import compiled, pattern, words
from knowledge.indicators import is_filler, is_known

_UP, _DOWN = set(words("change", "up")), set(words("change", "down"))
_LONG = "|".join(sorted(_UP | _DOWN, key=len, reverse=True))
_GENERIC = compiled("noun", "generic")
_GENERIC_PLAN = re.compile(rf"(?:{pattern('noun', 'generic_with_plan')})\Z")
_ANNOUNCING = compiled("noun", "announcing")
_BODY = re.compile(rf"{pattern('noun', 'body_suffix')}\Z")
_METRIC = re.compile(rf"{pattern('noun', 'metric_suffix')}\Z")
_WEAK = set(words("noun", "weak"))
_WEAK_NEAR = set(words("noun", "weak_near"))
_BARE = set(words("noun", "bare"))
_DEPENDS = tuple(words("noun", "depends"))
_DEPENDENT = re.compile(rf"(?:{pattern('noun', 'depends')})(?P<noun>.*)\Z|.{{1,8}}?(?:受益|受惠|获益|参加|参训|参会)\Z")
_GIVING = re.compile(rf"(?P<whom>.*?)(?:{pattern('noun', 'giving')})\Z")
_AGENT = re.compile(r"(?:复议机关|人民法院|法院|上级机关|公安机关|检察机关)(?P<verb>.{2,4})")
_DRAWN = re.compile(r"(?:从)?(?P<whole>.{2,}?)(?:之)?中(?P<verb>抽取|选取|抽调|随机抽取|抽查|查出|选出|遴选)\Z")
# 最高一笔|5000元|: of what was told before.
_SUPERLATIVE = re.compile(r"(?:其中)?(?:单[笔次件个]|一[案次件笔])?(?:最[高低大小长短多少])(?:的|者|达|为)*")
# 6个|人民法庭|审结案件: of organs the classifier counts the organ, what it did is another count.
_ORGANS = re.compile(
    rf"\A(?P<organ>[一-龥]{{0,12}}?(?:{pattern('noun', 'organ_counted')}))"
    rf"(?P<did>(?:均|都|全部|已全部)|(?:{pattern('noun', 'organ_acts')}|没有).{{2,}})"
)
_IDLE = re.compile("(?:涉及|参加|参与|获|共|达|为|有|是|在|的)\\Z")
# 接报火灾23起，亡|5人|，伤|11人|: one character says it.
_HARMED = re.compile(r"(?:造成|共|其中|，|已|致|因[^，]{1,6})*(?P<verb>[亡死伤])(?:人)?(?:数)?(?:共|了|达|为)?")
_HARMS = {"死亡", "受伤", "遇难", "失踪", "失联", "轻伤", "重伤", "伤亡", "中毒"}
_HARM = {"亡": "死亡", "死": "死亡", "伤": "受伤"}
_NOT_DONE = re.compile("(?:尚)?(?:未|没有|无法|不能|不在)")
_STILL = re.compile(r"\A(?:尚|还|仍|正|已)?在?(?P<state>办理|审理|调查|处理|审查|整改)(?:之?中|过程中|当中)?\Z")
_ADVERB_LAST = re.compile(rf"(?:{pattern('noun', 'adverbs')})+\Z")
_NO_NOUN = tuple(words("noun", "no_noun"))
_AIMED_AT = {"目标", "任务", "目标任务", "的目标", "的任务"}
_GENERAL = set(words("noun", "general"))
_GENERAL_FIRST = tuple(word for word in _GENERAL if len(word) > 1)
_AMONG_LAST = re.compile("(?<=..)(?:之)?中(?:(?:仍|还|尚|已|只|仅)?有?|排名?|位列|位居|居|列)\\Z")
_MADE_UP = re.compile("(?<=..)(?:组成|构成)\\Z")
_AND_THEN = ("并", "且", "而", "后", "，")
# 立案的89件|案件|主要由骨干承办
_EXPLAINED = re.compile("(?<=..)(?:主要|大多|全部|多数)(?:由|是|为|集中|涉及|来自|因|系|用于|$).*")
_MEASURED_NEXT = re.compile(rf"(?:{pattern('noun', 'metric_next')})(?:{_LONG})?\Z")
_SHARED = tuple(words("noun", "shared"))
_ORGAN_UNITS = {"个", "家", "支", "所", "座"}
_ELLIPTIC = set(words("noun", "elliptic"))
# 立案受理, 查处办结: nothing but such verbs.
_ONLY_ACTS = re.compile(f"(?:{'|'.join(map(re.escape, words('noun', 'elliptic')))})+")
_MADE = set(words("noun", "made"))
_LIGHT = set(words("noun", "light"))
_AMONG = re.compile(
    r"\A[^，]*?(?P<whole>[^，]{2,}?)(?:之)?中[，,]?(?:全|我|本)?[省市区县局院]?(?:仍|还|尚|已|只|仅)?有?\s*\Z"
)
_SPENDING = re.compile("(?:累计|共|总共|全年|财政)*(?:投入|投资|安排|拨付|筹集|筹措|落实|支出)(?:资金|经费|财政资金)?")
_FOR = re.compile(r"\A(?:资金|经费)?(?:用于|用以|支持|专项用于)")
_IN_ALL = re.compile(rf"(?:在|居|位居|列|位列|排名?)(?:于|在)?(?:{AMONG}|同类|所有)?\s*\Z")
_PART_FIRST = re.compile("\\A(?:其中|另有?|均|全部|已|，|,)+")
_INVOLVED = re.compile("涉及(?:的)?(.{1,3}(?:员|额|款|金|值|业|户|人|数|位|事|产|物))")


@dataclass(frozen=True, slots=True)
class Name:
    """``words`` as written; ``side`` before or after the number; ``sure`` 0–1; ``body`` an organ it is narrowed to."""

    words: str
    sure: float
    body: str = ""
    elliptic: bool = False
    weak: bool = False
    near: bool = False  # a measure of what the same sentence named just before: 粮食播种面积…、产量…
    depends: bool = False  # a part of what was named before: 惠及310万户家庭
    passing: bool = False  # among whom something is ranked: 居全市12个区县第三


def name_of(place: Place) -> Name:
    """The name a number's own clause gives it; empty words when it gives none."""
    left = core_of(place.left)
    if place.number.kind == "rank":
        what = ranked(place, left)
        return Name(what, 0.8, near=what in _WEAK_NEAR) if what else Name("", 0.0)
    right = noun_after(place)
    if left in _DEPENDS or _SUPERLATIVE.fullmatch(left) or (not left and _DEPENDENT.match(right)):
        return Name(left + right, 0.8, depends=True)
    harm = _harm_of(place)
    if harm:
        return Name(harm, 0.8, elliptic=True)
    empty = left in _LIGHT or len(left) < 2 or is_filler(left) or left in _UP | _DOWN
    told = _of_part(place, right) or _spent_on(place, left or place.left.strip(EDGE))
    name = told or (_after_only(place, right) if empty else _of_core(left, right, place))
    return replace(name, passing=_is_among(place))


def _harm_of(place: Place) -> str:
    """亡|5人|, 造成|45人|死亡: 死亡, 受伤; "" where nobody is harmed."""
    if place.number.amount_unit not in {"人", "名"}:
        return ""
    left, right = place.left.strip(EDGE), place.right.strip(EDGE)
    if right in _HARMS and (not left or left.endswith(("造成", "导致", "致", "共有", "有", "共"))):
        return right
    harmed = _HARMED.fullmatch(left)
    return _HARM[harmed["verb"]] if harmed else ""


def _of_part(place: Place, right: str) -> Name | None:
    """案卷中有|6卷|, 其中通过|45家|, 涉及金额|20万元|: a part or a measure of what was named before."""
    among = _AMONG.search(place.left) if "中" in place.left else None
    if among:
        return _of_those(place, core_of(among["whole"]))
    bare = _PART_FIRST.sub("", place.left.strip(EDGE))
    if bare in _ELLIPTIC and bare not in _LIGHT and not right:
        return Name(bare, 0.8, elliptic=True)
    whom = _INVOLVED.fullmatch(place.left.strip(EDGE))
    return Name(whom[0], 0.8, depends=True) if whom else None


def _of_those(place: Place, whole: str) -> Name:
    """50卷案卷中有|6卷|存在瑕疵 → 存在瑕疵的案卷; 百强县中我区有|4个| → 百强县."""
    said = place.right.strip(EDGE)
    return Name(f"{said}的{whole}" if said and len(said) <= 16 else whole, 0.8)


def _spent_on(place: Place, core: str) -> Name | None:
    """投入|480万元|改造老旧小区3个: what the money was spent on."""
    right = _FOR.sub("", place.right.strip(EDGE))
    if place.number.kind != "money" or not _SPENDING.fullmatch(core) or len(right) < 4:
        return None
    spent_on = right if first_cut(place.right.strip(EDGE)) == 0 or right.startswith(_SHARED) else ""
    return Name(spent_on[:16] + core, 0.8) if spent_on else None


def _after_only(place: Place, right: str) -> Name:
    """What the words after a number say, when those before it say nothing."""
    still = _STILL.match(place.right.strip())
    if still:
        return Name(f"在{still['state'][:1]}", 0.8, elliptic=True)
    return _after("", right, place) if right else Name("", 0.0)


def _of_core(core: str, right: str, place: Place) -> Name:
    """The name when the words before the number say something: they, the noun after it, or both."""
    kind = place.number.kind
    if kind == "ratio" and right and not place.joined:
        return Name(core + right, 0.8)
    of = place.right.strip()[1:] if core in _WEAK and place.right.strip().startswith("的") else ""
    if len(of) >= 4 and not place.joined:
        return Name(of[: first_cut(of)] + core, 0.8)  # 总投资|30亿元|的云水电站项目
    if right and _takes_right(place, core, counted=kind in {"count", "duration"}):
        return _after(core, right, place)
    drawn = _DRAWN.fullmatch(core)
    core = f"{drawn['verb']}{clean(drawn['whole'])}" if drawn else core
    agent = _AGENT.fullmatch(core)
    core = agent["verb"] if agent and agent["verb"] in _ELLIPTIC else core
    if _ONLY_ACTS.fullmatch(core) or core in _WEAK or (core in _MADE and kind != "ratio"):
        return Name(core, 0.8, elliptic=True, weak=core in _WEAK)
    found = _DEPENDENT.fullmatch(core)
    return Name(core, 1.0, near=core in _WEAK_NEAR, depends=bool(found and len(found["noun"] or "") <= 4))


def _takes_right(place: Place, core: str, *, counted: bool) -> bool:
    """Whether the thing counted is named after the number (3个外卖平台) and not before it (立案3件)."""
    verb_follows = first_cut(place.right.strip()) == 0
    if place.left.rstrip().endswith("的"):
        return not verb_follows
    if _is_among(place):
        return True
    if (place.joined and place.right.strip()) or (len(core) >= 3 and verb_follows):
        return False
    # Money and measures are named before, unless only a verb stands there (发放46亿元消费券, 财政安排10亿元补贴).
    giving = (len(core) <= 4 and not _METRIC.search(core)) or _GIVING.match(core) is not None
    return counted or (place.number.kind in {"money", "measure"} and not verb_follows and giving)


def _is_among(place: Place) -> bool:
    return place.joined and bool(place.right.strip()) and _IN_ALL.search(place.left) is not None


def noun_after(place: Place) -> str:
    """The noun right after a number, cut where a verb begins; the whole clause when it begins with one."""
    right = place.right.strip(" \t\u3000")
    if not right or place.number.kind in {"change", "rank"}:
        return ""
    if right[0] in "和与及或至到以、-—" or right.startswith(_NO_NOUN):
        return ""
    right = right.removeprefix("的")
    if right.startswith(_AND_THEN) or right in _AIMED_AT:
        return ""
    organ = _ORGANS.match(right) if place.number.unit in _ORGAN_UNITS else None
    if organ and (organ["did"].startswith(("均", "都", "全部", "没有")) or (place.joined and not _IDLE.search(right))):
        return organ["organ"]
    noun = _ADVERB_LAST.sub("", right[: first_cut(right)].strip(EDGE))
    if not place.joined and (noun.endswith("未") or _NOT_DONE.match(right[first_cut(right) :])):
        noun = right.strip(EDGE)  # 12名|执法人员未参加轮训|: without the verb it would say the opposite
    if noun.endswith("未") and len(noun) > 3:
        noun = right.strip(EDGE)
    if place.joined:
        right = _AMONG_LAST.sub("", right)
    # 9户|经营主体|列入名录: a noun that says too little, or that is itself another indicator, needs its verb.
    if len(noun) <= 3 or noun.startswith(_GENERAL_FIRST) or is_known(noun) or place.number.kind == "ratio":
        noun = _EXPLAINED.sub("", _MADE_UP.sub("", right.strip(EDGE))) or noun
    return _less_metric(noun, place)[:24]


def _less_metric(noun: str, place: Place) -> str:
    """17个|传统制造业|增加值增长8%: the next number's measure is no part of what is counted."""
    found = _MEASURED_NEXT.search(noun) if place.joined and place.number.kind == "count" else None
    return noun[: found.start()] if found and found.start() >= 2 else noun


def _after(core: str, right: str, place: Place) -> Name:
    """A short verb before the number belongs to the name (新建|5个|公园), a light one does not."""
    noun = clean(right) or right
    if core and place.left.rstrip().endswith("等"):
        return _of_examples(core, noun)
    if place.number.kind == "duration" and place.left.rstrip().endswith("连续"):
        return Name(f"{core.removesuffix('连续')}连续{noun}", 0.8)
    if core and noun in _BARE and core not in _LIGHT and len(core) <= 16:
        return Name(core + noun, 0.9)
    given = _GIVING.match(core) if place.number.kind in {"money", "measure"} else None
    if given and len(core) > 4:
        return Name(clean(given["whom"]) + noun, 0.8)
    if core and len(core) <= 4 and core not in _LIGHT and not _BODY.search(core):
        return Name(core + noun, 0.9)
    return Name(noun, 0.9)


def _of_examples(core: str, noun: str) -> Name:
    """提高养老金、残疾人补贴等|5项|标准 → 提高标准, 云水电站等|9个|泵站 → 泵站: only the verb of examples tells."""
    too_little = len(noun) <= 3 or noun in _BARE or noun.startswith(_GENERAL_FIRST)
    if len(core) <= 10 and "、" not in core and too_little:
        return Name(f"{core}等{noun}", 0.9)
    verb = next((word for word in _SHARED if core.startswith(word)), "")
    return Name(verb + noun, 0.8)


def body_of(words_: str) -> bool:
    """Whether words name an organ or a place rather than something counted."""
    return bool(_BODY.search(words_))


def is_announcement(place: Place, name: str) -> bool:
    """八个方面工作, 做好五项任务: the text counts its own list."""
    # 三个“十条”, 两项分别为9宗、4宗: a reference, no count.
    if place.right.startswith(("“", "分别", "均", "合计")) and not place.number.value.isascii():
        return True
    noun = place.right.strip(EDGE)
    if place.number.kind in {"money", "measure"} and noun.startswith(("新台阶", "台阶", "大关", "关口")):
        return False  # 跃上1.4万亿斤新台阶
    if _GENERIC.match(noun):
        return True
    return bool(_GENERIC_PLAN.match(noun) or _GENERIC_PLAN.fullmatch(name)) and bool(_ANNOUNCING.search(place.left))
