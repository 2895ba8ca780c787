"""Sentences that state a rule rightly, and the same with one number, one 应当/可以/不得 or one term changed.

Made from the laws in force by a fixed seed; laws are split into tune and test by a hash of their name. Words and swaps
are this file's own and not those of ``rule_words.toml``, so that what the checker has no word for counts as missed.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.laws.matching import bare_words
from knowledge.laws.register import LawRegister, LawVersion

KINDS = ("number", "modal", "term")
FORMS = ("verbatim", "paraphrased", "excerpt")  # excerpt: one or two clauses inside a sentence about the work
PER_LAW = 1  # sentences of one law for each kind

_SENTENCE = re.compile(r"(?:^|(?<=[。\n]))[^。\n]{14,110}。")
_LEFT_OUT = re.compile(
    r"前款|本条|上述|下列|如下|第[一二三四五六七八九十百]+[条款项]|：|（[一二三四五六七八九十]+）|^　*（"
)
_NOT_LAWS = re.compile(r"修正案|的决定$|决议$|办法草案|附件")
_NUMBER = re.compile(
    r"(?<![第一二三四五六七八九十百千万零两])(?P<number>[一二三四五六七八九十百千]{1,4})"
    r"(?=(?:个)?(?:工作日|日|年|个月|月(?!日)|小时|倍|万?元|周岁|人(?!民)|名))|"
    r"(?<=分之)(?P<part>[一二三四五六七八九十]{1,3})"
)
_OTHER_NUMBERS = {
    "日": ["三", "五", "七", "十", "十五", "二十", "三十", "六十", "九十"],
    "年": ["一", "二", "三", "五", "十"],
    "月": ["一", "二", "三", "六"],
    "元": ["一", "二", "五", "十", "二十", "五十", "一百"],
    "": ["一", "二", "三", "五", "十", "二十", "三十"],
}
_MODALS = ("应当", "可以", "不得", "必须", "禁止")
_OTHER_MODALS = {
    "应当": ("可以", "不得"),
    "可以": ("应当", "不得"),
    "不得": ("可以", "应当"),
    "必须": ("可以", "不得"),
    "禁止": ("可以", "应当"),
}
_SWAPS = {
    "罚款": ("罚金",),
    "警告": ("通报批评",),
    "吊销": ("撤销",),
    "暂扣": ("吊销",),
    "没收违法所得": ("没收非法财物",),
    "查封": ("扣押", "冻结"),
    "冻结": ("查封",),
    "行政复议": ("行政诉讼",),
    "行政处罚": ("行政强制", "行政处分"),
    "行政许可": ("行政处罚",),
    "从轻": ("减轻",),
    "减轻": ("从轻",),
    "不予": ("减轻",),
    "立案": ("受理",),
    "受理": ("立案",),
    "县级": ("省级",),
    "省级": ("县级",),
    "国务院": ("省级人民政府",),
    "设区的市级": ("县级",),
    "书面": ("口头",),
    "被申请人": ("申请人",),
    "人民法院": ("人民检察院",),
    "人民检察院": ("人民法院",),
    "公安机关": ("人民法院",),
    "故意": ("过失",),
    "生产者": ("销售者",),
    "经营者": ("消费者",),
    "消费者": ("经营者",),
    "备案": ("审批",),
    "批准": ("备案",),
    "登记": ("备案",),
    "责令改正": ("责令停产停业",),
    "行政拘留": ("拘役",),
    "民事责任": ("刑事责任",),
    "刑事责任": ("行政责任",),
    "连带责任": ("补充责任",),
    "以上": ("以下",),
    "以下": ("以上",),
    "超过": ("不满",),
    "不满": ("超过",),
    "有效": ("无效",),
    "无效": ("有效",),
    "原告": ("被告",),
    "行政法规": ("地方性法规",),
    "责令停产停业": ("责令关闭",),
    "有期徒刑": ("拘役",),
    "没收": ("扣押",),
    "听证会": ("座谈会",),
    "注销": ("吊销",),
    "撤销": ("注销",),
    "负责人": ("执法人员",),
}
_SYNONYMS = (
    ("应当", "应"),
    ("应当", "必须"),
    ("不得", "不能"),
    ("可以", "可"),
    ("或者", "或"),
    ("之日起", "起"),
    ("按照", "依照"),
    ("人民政府", "政府"),
    ("以及", "和"),
    ("作出", "做出"),
    ("接到", "收到"),
    ("但是", "但"),
    ("处以", "处"),
    ("没有", "未"),
    ("期满", "届满"),
    ("其他", "别的"),
    ("需要", "确需"),
)
_ADVERBS = ("依法", "及时", "予以", "给予", "的，", "其", "有关", "一并", "立即")
_CITED = (
    "根据《{law}》{article}，{words}",
    "按照《{short}》{article}的规定，{words}",
    "《{short}》{article}规定：“{words}”",
    "培训会上重点讲解了《{law}》{article}：{words}",
    "{words}这是《{short}》{article}的要求。",
)
_BARE = (
    "{words}",
    "执法人员在办案中把握以下要点：{words}",
    "我局组织学习相关规定，明确{words}",
    "普法宣传中向经营主体讲清，{words}",
    "据此，{words}",
)
_CITED_INSIDE = (
    "各所在办案中落实《{law}》{article}关于{words}的规定，规范办案流程，全年立案438件。",
    "一是强化培训，组织学习《{short}》{article}，突出“{words}”的要求，培训执法人员1100余人次。",
)
_BARE_INSIDE = (
    "针对群众关心的问题，各所统一尺度，把握好{words}的要求，全年立案438件，罚没款231.57万元。",
    "一是强化培训，突出讲解“{words}”等内容，累计培训执法人员1100余人次，考核合格率100%。",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of an article, and the change: at ``at`` it says ``new`` instead of ``old``."""

    law: str
    article: str
    words: str
    at: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence in a report: ``kind`` number, modal or term; ``changed`` where a word was changed, "" where not."""

    id: str
    text: str
    split: str
    kind: str
    form: str
    cited: bool
    changed: str
    source: Source


def split_of(law: str) -> str:
    """tune or test, by the law's name."""
    return "tune" if hashlib.sha256(law.encode()).digest()[0] % 2 else "test"


def cases(laws: LawRegister, day: datetime.date) -> list[Case]:
    """All cases, two (changed and true) for each sentence, form and way of citing."""
    held = [(version, list(laws.articles(version))) for version in _in_force(laws, day)]
    elsewhere = "\n".join(bare_words(article.text) for _, articles in held for article in articles)
    found: list[Case] = []
    for version, articles in held:
        chance = random.Random(version.name)
        sentences = [(article, match.group()) for article in articles for match in _SENTENCE.finditer(article.text)]
        chance.shuffle(sentences)
        for kind in KINDS:
            usable = ((a, s, c) for a, s in sentences if (c := _changed(s, kind, chance)) and not _LEFT_OUT.search(s))
            for article, words, change in itertools.islice(usable, PER_LAW):
                source = Source(version.name, article.label, words, *change)
                found.extend(_both(source, kind, chance, elsewhere))
    return found


def _in_force(laws: LawRegister, day: datetime.date) -> Iterator[LawVersion]:
    names = sorted({version.name for name in laws.names() for version in laws.versions(name)[-1:]})
    for name in names:
        version = laws.version_in_force(name, day)
        if version is not None and version.name == name and not _NOT_LAWS.search(name):
            yield version


def _changed(words: str, kind: str, chance: random.Random) -> tuple[int, str, str] | None:
    """Where one word of ``kind`` stands, the word, and what it is changed to."""
    if kind == "number":
        places = [(m.start(), m.group(), _other_number(words, m, chance)) for m in _NUMBER.finditer(words)]
    elif kind == "modal":
        places = [
            (m.start(), m.group(), chance.choice(_OTHER_MODALS[m.group()]))
            for m in re.finditer("|".join(_MODALS), words)
        ]
    else:
        places = [
            (m.start(), old, new) for old, others in _SWAPS.items() for new in others for m in re.finditer(old, words)
        ]
        places = [each for each in places if each[2] not in words]
    return chance.choice(places) if places else None


def _other_number(words: str, match: re.Match[str], chance: random.Random) -> str:
    unit = next((unit for unit in ("日", "年", "月", "元") if unit in words[match.end() : match.end() + 3]), "")
    return chance.choice([number for number in _OTHER_NUMBERS[unit] if number != match.group()])


def _both(source: Source, kind: str, chance: random.Random, elsewhere: str) -> Iterator[Case]:
    """The changed and the true sentence in each form, cited and not; a change that some article says is left out."""
    for form, cited, wrong in itertools.product(FORMS, (True, False), (True, False)):
        said = source.words[: source.at] + "\0" + source.words[source.at + len(source.old) :]
        said = _paraphrased(said, chance) if form == "paraphrased" else _excerpt(said) if form == "excerpt" else said
        said = said.replace("\0", source.new if wrong else source.old)
        if wrong and not cited and _stands_elsewhere(source, elsewhere):
            continue
        short = source.law.removeprefix("中华人民共和国")
        frames = (_CITED_INSIDE if cited else _BARE_INSIDE) if form == "excerpt" else (_CITED if cited else _BARE)
        frame = chance.choice(frames)
        place = f"{short}-{source.article}-{kind}-{source.at}"
        yield Case(
            id=f"{place}-{form}-{'cited' if cited else 'bare'}-{'wrong' if wrong else 'true'}",
            text=frame.format(law=source.law, short=short, article=source.article, words=said),
            split=split_of(source.law),
            kind=kind,
            form=form,
            cited=cited,
            changed=source.new if wrong else "",
            source=source,
        )


def _stands_elsewhere(source: Source, elsewhere: str) -> bool:
    """Whether the changed words, with fourteen characters on each side, are the words of some article in force."""
    wrong = source.words[: source.at] + source.new + source.words[source.at + len(source.old) :]
    return bare_words(wrong[max(0, source.at - 14) : source.at + len(source.new) + 14]) in elsewhere


def _excerpt(words: str) -> str:
    """The clause with the change (a NUL) and the one before it, or after it where it is the first."""
    clauses = re.split(r"[，；]", words.rstrip("。"))
    place = next(index for index, clause in enumerate(clauses) if "\0" in clause)
    first = max(0, place - 1)
    return "，".join(clauses[first : first + 2]).removesuffix("的")


def _paraphrased(words: str, chance: random.Random) -> str:
    """Two or three light changes that leave the rule as it is; the place of the changed word (a NUL) is kept."""
    steps = [_synonym, _without_adverb, _arabic, _turned]
    chance.shuffle(steps)
    for step in steps[: chance.choice((2, 3))]:
        words = step(words, chance)
    return words


def _synonym(words: str, chance: random.Random) -> str:
    usable = [pair for pair in _SYNONYMS if pair[0] in words]
    if not usable:
        return words
    old, new = chance.choice(usable)
    return words.replace(old, new)


def _without_adverb(words: str, chance: random.Random) -> str:
    usable = [adverb for adverb in _ADVERBS if adverb in words]
    if not usable:
        return words
    adverb = chance.choice(usable)
    return words.replace(adverb, "，" if adverb == "的，" else "", 1)


def _arabic(words: str, chance: random.Random) -> str:
    del chance
    digits = {"三十": "30", "六十": "60", "十五": "15", "二十": "20", "十": "10"}
    return re.sub(
        r"(?<![第一二三四五六七八九十百千万])(三十|六十|十五|二十|十)(?=(?:个工作)?日)",
        lambda m: digits[m.group()],
        words,
    )


def _turned(words: str, chance: random.Random) -> str:
    """The first two clauses change places where the first only names a condition."""
    del chance
    parts: Sequence[str] = words.rstrip("。").split("，")
    condition = re.search(r"(?:时|后|前|的|起|内)$", parts[0]) and len(parts[0]) > 5
    if len(parts) < 2 or not condition or "；" in parts[0] + parts[1]:
        return words
    return "，".join([parts[1], parts[0], *parts[2:]]) + "。"
