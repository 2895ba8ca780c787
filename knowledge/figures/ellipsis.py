"""Quantities whose own words leave out what is counted: 办结|31988件|, 惠及|97.9万户|, 其余|5处|."""

from __future__ import annotations

import re

from knowledge.figures.clauses import EDGE, clause_before, thing_of
from knowledge.figures.cores import CHANGED_SO, core_of
from knowledge.figures.items import joined, metric_less
from knowledge.figures.memory import Known, Memory, Named, same_thing
from knowledge.figures.names import Name
from knowledge.figures.narrowing import is_place
from knowledge.figures.places import Place
from knowledge.figures.words import words as words_of
from knowledge.indicators import is_known, normalise_indicator, without_action, without_list

_ELLIPTIC = words_of("noun", "elliptic")
_NEEDY = set(words_of("noun", "needy"))
_HEADLINES = set(words_of("noun", "headlines"))
_STATE = re.compile("尚|仍|正在|还|未|跨年|待")
_VERBS = set(words_of("noun", "made"))
# 新造油茶林1.2万亩、改造|2.5万亩|: of the thing, whatever was done to it before.
_BUILT = re.compile(rf"\A(?:{'|'.join(words_of('noun', 'shared'))}|新[造建植栽铺修开增]|[调修整精][整订合简])(?=..)")
_MEASURE = re.compile("(?<=..)(?:总投资|总金额|总面积)\\Z")
_OF_ALL = re.compile("全[省市区县州盟旗局院系]|我[局市区县院]|(?:总|合|共)计")
_TOTALLED = re.compile("累计|总数|总量|总计|达到|共有")
_SUM = re.compile("(?:合计|共计|总计|一共|共)")
_HEAD = re.compile("(?:违法|行政)?案件|人员|企业|机构|项目|单位")
# Which nouns a unit counts.
_CASES = "案件|火灾|事故|警情|纠纷|投诉举报|投诉|举报|信访|处罚决定|行政处罚|许可|建议|提案|线索|诉讼|复议"
_COUNTED_NOUN = {
    **dict.fromkeys("件起宗例", re.compile(rf"(?:{_CASES})\Z")),
    **dict.fromkeys("人名", re.compile(r"(?:人员|干部|人才|教师|医师|学生)\Z")),
    **dict.fromkeys("家户个", re.compile(r"(?:企业|单位|机构|场所|项目|主体|门店)\Z")),
}
_OF_CASES = {"立案", "结案", "查处", "办结", "罚没", "行政处罚案件"}
_ADDED = re.compile(r"\A(?:新增|新建|新设立|新设|新)|(?:新增|新建|新设立|建成|创建)\Z")
_CASUALTIES = {"死亡", "受伤", "伤亡", "死伤", "亡人", "失踪", "重伤", "轻伤", "溺亡"}
_HAPPENS = re.compile(r".*(?:事故|火灾|灾害|灾情|险情|爆炸|溺水)")
_RATE = re.compile(r"(?:率|占比|比例|比重)\Z")
_GROWTH = {"增速", "增幅", "涨幅", "降幅"}  # of the measure itself: 货物吞吐量|增速|
_PENAL = re.compile("处罚|案件|执法|办案|立案|查处")


def unnamed(place: Place, memory: Memory) -> Named:
    """The number's own words say nothing: the total of what was added, the clause before, or what was named last."""
    if _TOTALLED.search(place.left) and _ADDED.search(memory.indicator):
        whole = _ADDED.sub("", memory.indicator)
        return Named(memory.surface, normalise_indicator(whole), 0.75, lasting=False)
    if CHANGED_SO.match(place.left.strip("，、 ")) and memory.surface:
        thing = _BUILT.sub("", memory.surface)  # 修订权责清单12项，调整后共|97项|: all there are now
        return Named(thing, normalise_indicator(thing), 0.75, lasting=False)
    if place.since.strip() == "、" and memory.latest and not (place.left + place.right).strip():
        return _another_measure(memory.latest, place.number.amount_unit, memory)
    thing = _sum_of(place, memory) or _thing_of(clause_before(place))
    if thing:
        return Named(thing, normalise_indicator(thing), 0.75)
    known = memory.alike(place.number.amount_unit)
    money_last = memory.unit == "元" and place.number.kind == "count"
    if known is None and memory.heading and (money_last or not memory.known):
        return Named(memory.heading, normalise_indicator(memory.heading), 0.7)
    known = known or memory.of_unit("")
    return Named(memory.surface, known.indicator, 0.5, known.scope, lasting=False)


def _thing_of(clause: str) -> str:
    """大队办理的各类案件，截至年底共|216件|: the thing that the clause before says, less whose it is."""
    thing = thing_of(without_list(clause))
    return core_of(thing) or thing


def _another_measure(last: Known, unit: str, memory: Memory) -> Named:
    """46处、|3870平方米|: of the same thing; 施工类39件、|655万元|: of what was told in that unit, its class kept."""
    told = memory.parallel(unit) if last.scope not in {"", "其中"} and not same_thing(last.unit, unit) else None
    indicator = (told or last).indicator
    return Named(indicator, indicator, 0.75, last.scope, lasting=False)


def _sum_of(place: Place, memory: Memory) -> str:
    """药品案件27件、化妆品案件10件，合计|37件|: what the names of the list have in common; "" if this is no sum."""
    alike = [known.indicator for known in memory.known[-8:] if same_thing(known.unit, place.number.amount_unit)]
    if len(alike) < 2 or not _SUM.fullmatch(place.since.strip(EDGE)):
        return ""
    common = ""
    for chars in zip(*(reversed(name) for name in alike[-2:]), strict=False):
        if len(set(chars)) > 1:
            break
        common = chars[0] + common
    # 药品案件, 化妆品案件: 品 is a letter that the two happen to share.
    head = _HEAD.search(common)
    common = common[head.start() :] if head else common
    return common if len(common) >= 2 else ""


def head_of(unit: str, memory: Memory) -> str:
    """The noun of what was counted in ``unit`` before, for the classes of it: 查处违法案件85起。施工类|12起| → 案件."""
    noun = _COUNTED_NOUN.get(unit)
    for known in reversed(memory.values if noun else []):
        if same_thing(known.unit, unit) and (
            known.indicator in _OF_CASES or known.indicator.endswith(("立案", "结案"))
        ):
            return "案件"
        found = noun.search(known.indicator) or noun.search(without_action(known.indicator)) if noun else None
        if found and same_thing(known.unit, unit):
            return found[0]
    return ""


def rest(place: Place, memory: Memory) -> Named:
    """其余|5处|计划整改: the rest of what was counted in the same unit, and how that rest stands (尚未审结)."""
    known = memory.of_unit(place.number.amount_unit)
    state = place.right.strip(EDGE)
    if _STATE.match(state) and len(state) <= 12:
        whole = memory.whole(place.number.amount_unit) or known
        thing = without_action(whole.indicator) or whole.indicator
        return Named(f"{state}的{thing}", thing + state, 0.75, "其余", lasting=False)
    return Named(f"其余{known.indicator}", known.indicator, 0.7, "其余", lasting=False)


def elliptic(name: Name, place: Place, memory: Memory) -> Named:
    """办结31988件 right after 受理投诉举报…: the object was named before, or is the topic (加油站方面)."""
    if name.weak and memory.surface and (not memory.topic or memory.told):
        words = joined(_object_of(memory), name.words)
        return Named(words, normalise_indicator(words), 0.8)
    thing = _happened(memory) if name.words in _CASUALTIES else ""
    thing = thing or _thing_before(name, place, memory)
    if thing and name.words == "成功":
        thing = memory.indicator  # 调解纠纷840件，成功|826件|: it is the mediation that succeeded
    if memory.topic and (not thing or name.weak or place.before == place.since):
        words = joined(memory.topic, name.words)
        return Named(words, normalise_indicator(words), 0.8, lasting=name.weak)
    if memory.heading and not memory.known and not (name.words in _HEADLINES and _PENAL.search(memory.heading)):
        words = joined(memory.heading, name.words)
        return Named(words, normalise_indicator(words), 0.7)
    if not thing or thing == name.words:
        return Named(name.words, normalise_indicator(name.words), 0.9, lasting=not thing)
    if name.words == "建成" and _TOTALLED.search(place.left):
        return Named(thing, normalise_indicator(thing), 0.75, lasting=False)
    return Named(name.words, normalise_indicator(joined(thing, name.words)), 0.75, lasting=False)


def _happened(memory: Memory) -> str:
    """接报事故418起，财产损失263.8万元。死亡|63人|: in what was told of last that costs lives."""
    told = (_HAPPENS.match(known.indicator) for known in reversed(memory.values))
    return next((found[0] for found in told if found), "")


def _object_of(memory: Memory) -> str:
    """立案调查行政案件1204起，案值|19.8亿元|: of the thing, less what was done to it; a rate has no 金额."""
    if _RATE.search(memory.indicator):
        return ""
    measure = _MEASURE.search(memory.surface)
    if measure:
        return memory.surface[: measure.start()]  # 项目总投资30亿元，完成投资|2亿元|: another measure of the project
    thing = without_action(memory.indicator)
    verb = memory.indicator.removeprefix(thing)
    return thing if verb and thing and memory.surface.startswith(verb) else memory.surface


def _thing_before(name: Name, place: Place, memory: Memory) -> str:
    """What was named before and may be meant: counted alike, or what the action cannot do without (整改)."""
    if is_place(memory.indicator) and _OF_ALL.search(place.since):
        return ""  # 东川区28件。全市立案|66件|: the whole again
    if name.words in _VERBS:
        return _BUILT.sub("", memory.surface) if same_thing(memory.unit, place.number.amount_unit) else ""
    alike = not memory.unit or same_thing(memory.unit, place.number.amount_unit)
    if alike or place.number.kind in {"money", "measure"} or name.words in _NEEDY:
        return _actless(memory.indicator)
    return ""


def _actless(indicator: str) -> str:
    """个体工商户变更 → 个体工商户: what a thing is before anything was done to it."""
    thing = without_action(indicator)
    if is_known(thing):
        return thing  # 行政复议
    verb = next((verb for verb in _ELLIPTIC if thing.endswith(verb) and len(thing) >= len(verb) + 2), "")
    return thing.removesuffix(verb)


def dependent(name: Name, place: Place, memory: Memory) -> Named:
    """改造老旧小区6496个、惠及|97.9万户|; 粮食播种面积…、产量|1146万吨|: a part or a measure of what was named."""
    thing = "" if name.near else clause_before(place)
    thing = thing or (memory.surface if place.before != place.since else "")
    if name.near and name.words not in _GROWTH:
        thing = metric_less(thing)
    full = name.words + thing if name.words.startswith("最") else joined(thing, name.words)
    whole = normalise_indicator(full) if len(thing) <= 16 else normalise_indicator(name.words)
    return Named(name.words if not name.near else full, whole, 0.75, lasting=False)
