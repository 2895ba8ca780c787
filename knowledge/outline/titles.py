"""What a report says it is: title, issuer and year from front matter, title lines, first sentences, file name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from knowledge.outline.headings import find_headings
from knowledge.outline.words import outline_words
from knowledge.readers import ReadFile

_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九０１２３４５６７８９", "00001234567890123456789")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_CHINESE_YEAR = re.compile(r"[一二][〇零○Ｏ一二三四五六七八九]{3}(?=\s*年)")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_BRACKETED = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
_YEAR_WORDS = re.compile(r"(?:(?:19|20)\d\d)\s*年?\s*(?:[-—–~至]\s*(?:19|20)\d\d\s*年)?(?:度|上半年|下半年|第.季度)?")
_UP_TO_YEAR = re.compile(r"([\u4e00-\u9fff]{2,40})(?=(?:19|20)\d\d\s*年)")
_NO_TITLE = re.compile(
    r"^附?表\s*[一二三四五六七八九十\d]|https?://|www\.|^\s*(?:来源|发布|作者|时间|日期|信息来源|发文字号|索引号|浏览|字号)\s*[：:]|〔\d{4}〕|\[\d{4}\]\d|[。！!；;：:，]$"
)
_REPRESENTS = re.compile(r"代表([\u4e00-\u9fff]{2,14}?人民政府|国务院)")
# 在禾川县第十七届人民代表大会第五次会议上
_SESSION = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)?\s*在(?P<place>[\u4e00-\u9fff]{2,16}?)"
    r"第[一二三四五六七八九十百零〇\d]+届(?:人民代表大会|人大)"
)
# 禾川县人民政府代县长 某某: who gives the report, with a post and perhaps a person's name
_SPEAKER = re.compile(
    r"^(?P<body>[\u4e00-\u9fff]{4,30}?)(?:党组书记、|党委书记、)?(?:代理|代)?"
    r"(?:主席|省长|市长|区长|县长|州长|盟长|旗长|乡长|镇长|院长|检察长|主任|局长|厅长|支队长|关长)"
    r"(?:[\s\u3000]*[\u4e00-\u9fff]{1,3}[\s\u3000]*[\u4e00-\u9fff]{0,3})?$"
)
_GOVERNMENT_REPORT = "政府工作报告"
# whose report is given to a people's congress, by the title's words
_REPORTING_TO_CONGRESS = ((_GOVERNMENT_REPORT, "人民政府"), ("法院", "人民法院"), ("检察院", "人民检察院"))
_DATE_LINE = re.compile(r"^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")
_STATE_COUNCIL = "国务院"
OPENING_BLOCKS = 14
OPENING_CHARACTERS = 400
MAX_TITLE_LINE = 60
MAX_ISSUER = 40
SIGNATURE_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the first lines and the front matter say a report is; None/"" where they do not say."""

    title: str
    issuer: str
    year: int | None


def report_facts(read: ReadFile, name: str) -> ReportFacts:
    """Title, issuer and year: front matter, then title lines, then first sentences, then the file name."""
    stem = PurePath(name).stem.strip()
    given = read.metadata if read.format in ("md", "txt") else {}
    opening = _opening(read)
    title = given.get("title") or _title(opening) or _usable(read.metadata.get("title", ""))
    year = (
        _given_year(given)
        or year_in(title)
        or _session_year(title, opening)
        or _opening_year(opening)
        or _file_year(stem)
        or _common_year(read.text)
    )
    issuer = given.get("issuer") or _issuer(read, title, opening, stem)
    if not title:
        made = f"{issuer}{year or ''}{'年' if year else ''}{given.get('kind', '')}"
        title = made if given.get("kind") else stem
    return ReportFacts(title, issuer, year)


def year_in(text: str) -> int | None:
    """The year a title names: 2025年, 2024年度, 二〇二四年, （2019年）; the last of several (2021—2025年)."""
    plain = _CHINESE_YEAR.sub(lambda match: match.group().translate(_DIGITS), text)
    found = _YEAR.findall(plain) or [match[1:5] for match in re.findall(r"[（(](?:19|20)\d\d[）)]", plain)]
    return int(found[-1]) if found else None


def issuer_in(title: str) -> str:
    """The office a title begins with, by its full name as far as the title tells; "" when it names none."""
    bare = _YEAR_WORDS.sub("", _CHINESE_YEAR.sub("", _BRACKETED.sub("", title)).replace(" ", ""))
    bare = re.sub(r"^(?:年度?|关于|的)+", "", bare)
    words = outline_words()
    best = _before_year(title)
    for end in range(2, min(len(bare), MAX_ISSUER) + 1):
        name, rest = bare[:end], bare[end:].removeprefix("的").removeprefix("年度").removeprefix("年")
        if name.endswith(words.issuer_endings) and (not rest or rest.startswith(words.topic_beginnings)):
            best = name
    if not best:
        short = next((short for short in words.provinces if bare.startswith(short + "政府")), "")
        best = f"{short}政府" if short else ""
    return _full_name(best)


def _before_year(title: str) -> str:
    """The office that stands right before the year (芦坪区农业农村局|2023年…); "" when none does."""
    found = _UP_TO_YEAR.match(_CHINESE_YEAR.sub(lambda match: match.group().translate(_DIGITS), title))
    name = found[1].removeprefix("关于") if found else ""
    return name if name.endswith(outline_words().issuer_endings) and len(name) > 2 else ""


def _full_name(name: str) -> str:
    words = outline_words()
    name = name.removeprefix("中华人民共和国")
    if name.startswith(_STATE_COUNCIL) and name.removeprefix(_STATE_COUNCIL) in ("", "政府"):
        return _STATE_COUNCIL
    if not name or name in words.nameless or not re.fullmatch(r"[\u4e00-\u9fff（）()]+", name):
        return ""
    if name.endswith("政府"):
        place = name.removesuffix("政府").removesuffix("人民")
        place = words.provinces.get(place, place)
        return f"{place}人民政府" if len(place) > 1 else ""
    if name.endswith(words.place_endings) and not name.endswith(words.no_place_endings):
        return f"{name}人民政府"
    return name


def _opening(read: ReadFile) -> list[str]:
    """The lines before the first heading (titles among them), without markup."""
    headings = find_headings(read)
    end = headings[0].span.start if headings else len(read.text)
    blocks = [block for block in read.blocks if block.kind != "table" and block.span.start < end]
    lines = [re.sub(r"\s*[\r\n]\s*", "", block.span.of(read.text)) for block in blocks[:OPENING_BLOCKS]]
    return [line.strip("*_# \u3000") for line in lines]


def _title(opening: Sequence[str]) -> str:
    words = outline_words()
    for index, line in enumerate(opening):
        bare = _BRACKETED.sub("", line[: MAX_TITLE_LINE + 1]).strip()
        if not _may_be_title(line) or not bare.endswith(words.title_endings):
            continue
        title = line
        before = opening[index - 1] if index else ""
        broken = len(bare) <= 10 and year_in(before) and not year_in(line) and not _may_be_issuer(before)
        if _may_be_title(before) and not issuer_in(line) and (_may_be_issuer(before) or broken):
            title = before.removesuffix("关于") + ("关于" if before.endswith("关于") else "") + line
        after = opening[index + 1] if index + 1 < len(opening) else ""
        if re.fullmatch(r"[（(].{2,20}[）)]", after):
            title += after
        return title.replace(" ", "").replace("\u3000", "")
    return ""


def _may_be_title(line: str) -> bool:
    return 2 <= len(line) <= MAX_TITLE_LINE and not _NO_TITLE.search(line) and not line.startswith(("—", "-", "·"))


def _may_be_issuer(line: str) -> bool:
    line = line.strip().removesuffix("关于")
    words = outline_words()
    return 3 <= len(line) <= MAX_ISSUER and line.endswith(words.issuer_endings) and _full_name(line) != ""


def _usable(title: str) -> str:
    """A document's own title property, when it reads like a report's title (many say 文档1)."""
    title = re.split(r"[_|｜]| - ", title)[0].strip()
    return title if title.endswith(outline_words().title_endings) else ""


def _issuer(read: ReadFile, title: str, opening: Sequence[str], stem: str) -> str:
    found = issuer_in(title)
    if not found:
        lines = [*opening[:4], *_signature(read)]
        found = next((_full_name(line.strip()) for line in lines if _may_be_issuer(line)), "")
    return _completed(found or _speaking(title, opening) or issuer_in(stem), read.text)


def _speaking(title: str, opening: Sequence[str]) -> str:
    """Who gives a report to a people's congress: the speaker's body, whom he speaks for, or by title and place."""
    posts = [match["body"] for match in map(_SPEAKER.search, opening) if match]
    spoken = [match[1] for match in map(_REPRESENTS.search, opening) if match]
    bodies = [body for body in posts if body.endswith(outline_words().issuer_endings)]
    found = next((name for name in map(_full_name, [*bodies, *spoken]) if name), "")
    place = next((match["place"] for match in map(_SESSION.search, opening) if match), "")
    office = next((office for words, office in _REPORTING_TO_CONGRESS if words in title), "")
    return found or (f"{place}{office}" if place and office else "")


def _signature(read: ReadFile) -> list[str]:
    """The last lines, newest first: who signs stands above the date."""
    blocks = [block for block in read.blocks[-SIGNATURE_BLOCKS:] if block.kind == "paragraph"]
    lines = [block.span.of(read.text) for block in reversed(blocks)]
    return [line for line in lines if not _DATE_LINE.match(line.strip())]


def _completed(issuer: str, text: str) -> str:
    """市城市管理委 → 天津市城市管理委员会 when the text itself has the full name."""
    words = outline_words()
    if issuer.startswith(words.place_endings) and len(issuer) > 3:
        prefix = rf"[\u4e00-\u9fff]{{2}}(?={re.escape(issuer)})"
        found = Counter(re.findall(prefix, text))
        known = [
            (count, place) for place, count in found.items() if place in words.provinces or issuer[0] not in "省市"
        ]
        if known:
            issuer = max(known)[1] + issuer
    if issuer.endswith("委") and f"{issuer}员会" in text:
        return f"{issuer}员会"
    return issuer


def _given_year(given: dict[str, str]) -> int | None:
    match = _ANY_YEAR.search(given.get("year", ""))
    return int(match[1]) if match else None


def _session_year(title: str, opening: Sequence[str]) -> int | None:
    """A government's work report is named by the year in which it is given (it reviews the year before)."""
    sessions = [match["year"] for match in map(_SESSION.search, opening) if match]
    return int(sessions[0]) if title.startswith(_GOVERNMENT_REPORT) and sessions and sessions[0] else None


def _opening_year(opening: Sequence[str]) -> int | None:
    prose = [line for line in opening if not _DATE_LINE.match(line)]
    return next((year for year in map(_first_year, prose) if year), None)


def _first_year(line: str) -> int | None:
    plain = _CHINESE_YEAR.sub(lambda match: match.group().translate(_DIGITS), line[:OPENING_CHARACTERS])
    match = _YEAR.search(plain)
    return int(match[1]) if match else None


def _file_year(stem: str) -> int | None:
    match = _ANY_YEAR.search(stem)
    return year_in(stem) or (int(match[1]) if match else None)


def _common_year(text: str) -> int | None:
    """The year the text speaks of most; the later of two."""
    counts = Counter(map(int, _YEAR.findall(text)))
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
