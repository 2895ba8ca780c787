"""What a quantity is the value of, from its own clause and from what the paragraph has named before."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.figures.bases import Held, reached
from knowledge.figures.changes import Change, change_of
from knowledge.figures.clauses import clean, first_cut
from knowledge.figures.ellipsis import dependent, elliptic, head_of, rest, unnamed
from knowledge.figures.items import shared_verb
from knowledge.figures.lists import Shared, each_of
from knowledge.figures.memory import Known, Memory, Named, same_thing
from knowledge.figures.names import Name, body_of, name_of, noun_after
from knowledge.figures.narrowing import is_organ, is_place, narrowed
from knowledge.figures.places import Place
from knowledge.figures.relations import changed, of_base, of_task, per_head, share
from knowledge.indicators import is_known, normalise_indicator, without_action
from knowledge.quantities import Number

_CATEGORY = re.compile(
    r"(?:涉及|涉|属于|来自|其中)?([一-龥]{1,8}?(?<![一二三四五甲乙丙丁])(?<!各)(?<!分)(?<!同)类)(?!型)"
)
_LOOKED_AT = re.compile(r"(?:从|按|按照)([^，。；：]{2,16}?)(?:看|来看|分|划分|分档|统计)[，：:]")
# 从案件来源看，投诉举报|142件|、监督检查|118件|: where the cases came from, no count of what came in
_FROM = re.compile(r"(?:从|按|按照)(?P<what>[^，。；：]{0,4})来源(?:来?看|分|划分|统计)?[，：:](?P<list>[^。；]*)\Z")
_LEAD = re.compile(r"[：:]")
_LAST_CLAUSE = re.compile(r"[，,；;：:。（()）]")
_REST = re.compile(r"\s*(?:其余|剩余|余下)的?(?:还有|尚有|仍有|有)?\s*\Z")
# 全市|共受理: a new subject.
_OF_ALL = re.compile("(?:全[省市区县州局院系]|我[局市区县院])")
_AMONG_THEM = re.compile("(?:当|之)?中[，,]?(?:仍|还|尚|已|只|仅)?有?")
_HAPPENED = re.compile("\\A(?:发生|集中|分布)?(?:在|于|自)|\\A(?:来自|属于|属|是|为)")
_EACH_RATE = re.compile(
    r"(?:其)?(?P<rate>(?:满意和基本满意|(?:(?![和与])[一-龥]){2,5})率)(?:均|都|全部|双双|分别)(?:为|达到?|实现|在|保持在?)*"
)
_PLACE_NAME = re.compile("[一-龥]{1,5}(?:[市县州旗盟省]|(?<!小)(?<!园)(?<!社)(?<!地)区|[镇乡]|街道)")
_STILL_ARE = re.compile("(?:目前|其中)?(?:尚|仍|还|另|只|仅)有")
_NOT_YET = re.compile("[^，]{0,6}(?:尚未|仍未|还未|未|正在|仍在|没有)[^，的]{1,8}")
_IN_A_ROW = re.compile("(?:并|且|已|也)*连续(?:第)?")
_STAYS = 12  # characters of how something stays for years
_CASES = {"件", "起", "宗"}
_BRANCHES = {"刑事", "行政", "民事", "治安", "商事", "普通", "简易", "一般", "重大"}  # 刑事|19起|: of cases
_CLASS = 6  # characters of the name of a class of cases
_IS_CASE = re.compile(
    "[案件罚诉议报讼访卷书证单]\\Z|事故|火灾|警情|纠纷|投诉|举报|许可|处罚|强制|复议|诉讼|提案|建议|线索|事项|隐患|问题|新增|专利|商标|合同"
)
_PARTED = {"件", "起", "宗", "例", "元", "户", "家", "人", "名"}  # what is told of several places
_KIND = 8  # characters of the name of a kind
_PART = re.compile("其中|内含|(?<!包)含(?!量)")
_BOTH = re.compile(r"(?P<which>后者|前者)(?P<rest>.*)\Z")


def names_of(place: Place, base: str, memory: Memory, shared: Shared | None, held: Held | None = None) -> list[Named]:
    """The indicator (or several: A和B均为100%) that a quantity is the value of."""
    if held:
        return [_remember(memory, place.number, of_base(held, place, memory))]
    if shared:
        return [_of_list(shared, place.number, memory)]
    change = change_of(place, base) if place.number.kind != "rank" else None
    if reached(place) and memory.latest and change is None:
        return [Named(memory.surface, memory.latest.indicator, 0.8, memory.latest.scope, lasting=False)]
    again = _changed_too(place, memory)
    several = [] if again else _rate_of_each(place, memory) or each_of(place, change)
    if several:
        return [Named(name, normalise_indicator(name), 0.85, change=change) for name in several]
    if again is None and change:
        again = changed(place, change, memory)
    if again:
        return [again]
    part = share(place, memory) if place.number.kind in {"ratio", "change"} else None
    told = part or of_task(place, memory) or per_head(place, memory)
    return [told or _remember(memory, place.number, _counted(place, memory))]


def _rate_of_each(place: Place, memory: Memory) -> list[str]:
    """建议96件、提案118件，办复率均为|100%|: the rate of each thing of the list just before; [] for other rates."""
    found = _EACH_RATE.fullmatch(place.left.strip("，,、 ")) if place.number.kind == "ratio" else None
    if found is None or not 2 <= len(memory.run) <= 4 or place.opener not in {"，", ","}:
        return []
    return [(without_action(known.indicator) or known.indicator) + found["rate"] for known in memory.run]


def _changed_too(place: Place, memory: Memory) -> Named | None:
    """事故4起，死亡5人，同比减少1起、|2人|: the change goes on, of what was counted in that unit."""
    last, unit = memory.latest, place.number.amount_unit
    if last is None or not last.direction or place.since.strip() not in {"、", "和"} or place.right.strip():
        return None
    known = memory.alike(unit) if place.number.kind == "count" and not same_thing(last.unit, unit) else None
    change = Change(last.direction, "")
    return Named(known.indicator, known.indicator, 0.75, known.scope, change, lasting=False) if known else None


def _of_list(shared: Shared, number: Number, memory: Memory) -> Named:
    """What 分别 gives the quantity; where it names nothing, an indicator counted before."""
    if not shared.back:
        known = memory.meant(shared.name) if shared.change else None
        if known:
            surface = without_action(known.indicator) + shared.name
            return Named(surface, known.indicator, 0.8, known.scope, shared.change, lasting=False)
        named = Named(shared.name, normalise_indicator(shared.name), shared.sure, change=shared.change)
        return _of_place(shared, number, memory) or _remember(memory, number, named)
    known = memory.values[-shared.back] if len(memory.values) >= shared.back else Known("", "")
    name = f"{without_action(known.indicator) or known.indicator}{shared.rate}" if shared.rate else known.indicator
    return Named(name, name, 0.7, known.scope, shared.change, lasting=False)


def _of_place(shared: Shared, number: Number, memory: Memory) -> Named | None:
    """江源市、望都市分别为|28件|、21件: what was counted before, in each of the places."""
    whole = next((known for known in reversed(memory.values) if known.unit == number.amount_unit), None)
    if whole is None or number.kind not in {"count", "money"} or not _PLACE_NAME.fullmatch(shared.name):
        return None
    name = shared.name
    return Named(name + whole.indicator, whole.indicator, 0.75, name, shared.change, lasting=False)


def _remember(memory: Memory, number: Number, named: Named) -> Named:
    if named.passing or (number.kind == "duration" and "连续" in named.surface):
        return named  # 连续三年|提升: nothing later is said of it
    if not named.scope and named.change is None:
        named = replace(named, scope=memory.agent)
    if named.indicator and number.kind in {"count", "money", "measure"}:
        memory.part = named.surface if named.scope and named.scope != "其中" else named.indicator
    if named.indicator and named.lasting and named.change is None and number.kind != "rank":
        memory.remember(named.surface, named.indicator, number.amount_unit, named.scope)
    return named


def _counted(place: Place, memory: Memory) -> Named:
    """What is counted, from the words around; from what was named before where they only say an action or an organ."""
    among = _among_them(place, memory) or _still(place, memory)
    if among:
        return among
    lasted = _lasted(place, memory) or _source(place)
    if lasted:
        return lasted
    name = _with_both(name_of(place), memory)
    if not name.words or (_REST.match(place.left) and memory.alike(place.number.amount_unit)):
        return _nameless(place, memory)
    if name.elliptic:
        return elliptic(name, place, memory)
    if name.depends or (name.near and place.before != place.since):
        return dependent(name, place, memory)
    return _of_body(name, place, memory) or _told(name, place, memory)


def _among_them(place: Place, memory: Memory) -> Named | None:
    """因火灾死亡6人，其中有|4人|发生在居住场所: a part of what was counted just before, narrowed by its own words."""
    if memory.latest is None or place.before == place.since or not _AMONG_THEM.fullmatch(place.left.strip()):
        return None
    where = clean(_HAPPENED.sub("", place.right))
    last = memory.latest
    scope = where if 2 <= len(where) <= 14 else "其中"
    return Named(f"{where}{last.indicator}", last.indicator, 0.75, scope, lasting=False)


def _lasted(place: Place, memory: Memory) -> Named | None:
    """粮食总产439亿斤、连续|12年|超430亿斤: how long what was told just before stays so; None where it says of what."""
    found = _IN_A_ROW.fullmatch(place.left.strip("，、 ")) if place.number.kind == "duration" else None
    if found is None or memory.latest is None or place.before == place.since:
        return None
    last = memory.latest
    said = memory.surface if last.indicator == memory.indicator and memory.surface else last.indicator
    stays = ("增速" if last.changed else "") + "连续" + place.right.strip("，、；。 ")[:_STAYS]
    return Named(said + stays, last.indicator + stays, 0.75, last.scope, lasting=False)


def _still(place: Place, memory: Memory) -> Named | None:
    """挂牌8家，销案6家，尚有|2家|整改期限未到: how some of what was counted still stand; None for another count."""
    state = place.right.strip("，、 ")
    whole = memory.whole(place.number.amount_unit)
    if whole is None or not _STILL_ARE.fullmatch(place.left.strip("，、 ")) or not _NOT_YET.fullmatch(state):
        return None
    thing = without_action(whole.indicator) or whole.indicator
    return Named(f"{state}的{thing}", thing + state, 0.75, "其中", lasting=False)


def _source(place: Place) -> Named | None:
    """One of the sources that a list parts the cases by."""
    listed = _FROM.search(place.before)
    source = clean(place.left.strip("，、；和 "))
    if listed is None or not source or place.number.kind != "count" or place.right.strip("，、；。 "):
        return None
    what = listed["what"] or "案件"
    return Named(source, f"{source}来源{what}", 0.8, lasting=False)


def _nameless(place: Place, memory: Memory) -> Named:
    """The rest of what was counted; a rank is of what was told last, other quantities of what they may be of."""
    if _REST.match(place.left) and memory.alike(place.number.amount_unit):
        return rest(place, memory)
    if place.number.kind == "rank" and memory.latest:
        return Named(memory.surface, memory.latest.indicator, 0.8, memory.latest.scope, lasting=False)
    return unnamed(place, memory)


def _with_both(name: Name, memory: Memory) -> Name:
    """行政确认309宗、行政裁决4宗，后者涉及|867万元|: the second of the two."""
    both = _BOTH.match(name.words)
    if both is None or len(memory.known) < 2:
        return name
    thing = memory.known[-1 if both["which"] == "后者" else -2].indicator
    return replace(name, words=thing + clean(both["rest"]), elliptic=False)


def _of_body(name: Name, place: Place, memory: Memory) -> Named | None:
    """区市场监管局|783件|: an organ narrows what a list or the sentence before is about."""
    parted = is_place(name.words) and place.number.amount_unit in _PARTED
    if not (body_of(name.words) or parted) or noun_after(place):
        return None
    if _LOOKED_AT.search(place.before) and not is_organ(name.words):
        return None
    told = memory.parallel(place.number.amount_unit)
    main = (told and told.indicator) or _lead(place.before) or memory.of_unit(place.number.amount_unit).indicator
    main = "" if is_place(main) else main
    main = main or (memory.heading if parted else "")
    memory.agent = name.words if is_organ(name.words) else ""
    return Named(name.words, normalise_indicator(main), 0.8, scope=name.words, lasting=False) if main else None


def _told(name: Name, place: Place, memory: Memory) -> Named:
    """A name of its own, with what narrows it: a class, 其中, the organ that acted; with the verb of its list."""
    verb = shared_verb(memory.surface, name.words) if place.since.startswith("、") else ""
    if verb:
        return Named(verb + name.words, normalise_indicator(verb + name.words), 0.8)
    memory.told = memory.told or place.number.kind != "ratio"
    part = _class_of_cases(name, place, memory)
    if part:
        return part
    scope, counted = narrowed(name.words, place.left)
    memory.agent = scope if is_organ(scope) else "" if _OF_ALL.search(place.since) else memory.agent
    category = _CATEGORY.match(counted)
    whole = head_of(place.number.amount_unit, memory) if _is_part(place, counted, category) else ""
    if whole and whole not in counted:
        return Named(name.words + whole, normalise_indicator(counted + whole), name.sure, scope or _class_of(category))
    scope = scope or (category[1] if category else "其中" if _PART.search(place.since) else "")
    named = Named(name.words, normalise_indicator(counted), name.sure, scope)
    return replace(named, lasting=False, passing=True) if name.passing else named


def _class_of_cases(name: Name, place: Place, memory: Memory) -> Named | None:
    """移送公安机关6件，其中食品|4件|、药品|2件|: cases are counted, food is none; None for a count of its own."""
    last = next((known for known in reversed(memory.values) if known.unit == place.number.amount_unit), None)
    if last is None or last.unit not in _CASES or len(name.words) > _CLASS or name.elliptic or noun_after(place):
        return None
    listed = place.since.startswith("、") and last.scope and last.indicator.startswith(last.scope)
    counted = is_known(normalise_indicator(name.words)) or _IS_CASE.search(name.words) or name.words.endswith("类")
    acted = first_cut(name.words) < len(name.words) or without_action(name.words) != name.words
    if counted or acted or not (listed or "其中" in place.since):
        return None
    whole = "案件" if name.words in _BRANCHES else last.indicator.removeprefix(last.scope)
    return Named(name.words, name.words + whole, 0.75, name.words, lasting=False)


def _is_part(place: Place, counted: str, category: re.Match[str] | None) -> bool:
    """Whether a name is only that of a class (施工类), or of a kind where a total is parted (从原因看，电气故障)."""
    if is_known(normalise_indicator(counted)):
        return False
    if category and category.end() == len(counted):
        return True
    looked = _LOOKED_AT.search(place.before)
    return looked is not None and len(counted) <= _KIND and not is_organ(counted) and place.number.kind == "count"


def _class_of(category: re.Match[str] | None) -> str:
    return category[1] if category else ""


def _lead(words: str) -> str:
    """What a lead-in before a list says it lists: 从执法活动总量看，…包括："""
    looked = _LOOKED_AT.search(words)
    if looked:
        return looked[1]
    parts = _LEAD.split(words)
    return clean(_LAST_CLAUSE.split(parts[-2])[-1]).removesuffix("包括") if len(parts) > 1 else ""
