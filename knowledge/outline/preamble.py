"""What a regulation says of itself before (and in) its last article: title, dates of this version, who issued it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from knowledge.laws.titles import law_kind, split_edition
from knowledge.quantities import read_number

_N = r"[\d０-９〇零○一二三四五六七八九十]"
_DATE = re.compile(rf"(?P<y>{_N}{{4}})\s*年\s*(?P<m>{_N}{{1,3}})\s*月\s*(?P<d>{_N}{{1,3}})\s*日")
_FILE_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)[-._年]?(?P<m>\d{1,2})[-._月]?(?P<d>\d{1,2})日?\s*[）)\]】]?$")
_QUOTED_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_EFFECTIVE = re.compile(r"^\s*起?\s*(?:正式)?(?:施行|实施|执行|生效)")
_PUBLISHED = re.compile(r"公布|发布|颁布|修订|修正|修改|令|公告")
_INTERNAL = re.compile(r"(?:常务|部务|局务|委务|署务|室务|行务|院务|厅务|执行|办公)(?:会|会议)")
_ORDERED = re.compile(r"令|公布|发布|颁布")
_ADOPTED = re.compile(r"通过|批准")
_STARTS = re.compile(
    rf"本[\u4e00-\u9fff]{{1,12}}?\s*[，,]?\s*自\s*(?P<when>{_N}{{4}}\s*年\s*{_N}{{1,3}}\s*月\s*{_N}{{1,3}}\s*日"
    r"|(?:公布|发布|颁布|印发)之日)\s*起\s*(?P<after>[\d〇零一二三四五六七八九十百]+\s*日后)?\s*(?:正式)?(?:施行|实施|执行|生效)"
)
_ORDER_BODY = re.compile(
    rf"(?P<body>[\u4e00-\u9fff、]{{2,60}}?)(?:\s*令\s*第?\s*{_N}+\s*号|\s*第\s*{_N}+\s*号\s*(?:令|公告)|\s*公告第?\s*{_N}+\s*号)"
)
_PUBLISHER = re.compile(r"(?P<body>[\u4e00-\u9fff、]{2,60}?)(?:公布|发布|颁布|印发)")
_CONGRESS = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{2,12}}?)?第{_N}+届(?P<body>[\u4e00-\u9fff]*?人民代表大会(?:常务委员会)?)第{_N}+次"
)
_DECIDED_BY = re.compile(r"《(?P<body>[\u4e00-\u9fff]{2,30}?)关于(?:修改|废止|修订)")
_NO_TITLE_CHARACTERS = re.compile(r"[。；：，]|^\s*(?:目\s*录|第.{1,5}[章编节])|^[（(]")
_LAST_ARTICLES = 5
_FILE_NOISE = re.compile(r"[（(\[【_-]?\s*(?:19|20)\d\d.*$")


@dataclass(frozen=True, slots=True)
class LawFacts:
    """``effective_exact`` is False where the only start the text states is an earlier version's."""

    title: str
    issuing_body: str
    published: datetime.date | None
    effective_from: datetime.date | None
    effective_exact: bool


@dataclass(frozen=True, slots=True)
class _Dated:
    date: datetime.date
    words: str


def law_facts(lines: Sequence[str], articles: Sequence[str], name: str) -> LawFacts:
    """From the lines before the first article, the articles' words (the last ones count) and the file name."""
    stem = PurePath(name).stem.strip()
    plain = _QUOTED_TITLE.sub(lambda title: "《" + "·" * (len(title.group()) - 2) + "》", "\n".join(lines))
    clauses = _dated_clauses(plain)
    published, versions = _published(clauses, stem)
    stated, exact = _stated_start(clauses, articles, published)
    if stated is not None and published is not None and stated < published:
        # An amended law still carries its first version's start; this version can't be older than itself.
        stated, exact = published, False
    if versions > 1 and stated == published:
        exact = False
    return LawFacts(_title(lines, stem), _issuing_body(lines, plain), published, stated, exact and stated is not None)


def _dated_clauses(plain: str) -> list[_Dated]:
    """Each date with the words up to the next one."""
    found = [(match, _date(match)) for match in _DATE.finditer(plain)]
    clauses = []
    for index, (match, date) in enumerate(found):
        end = found[index + 1][0].start() if index + 1 < len(found) else len(plain)
        if date is not None:
            clauses.append(_Dated(date, plain[match.end() : end]))
    return clauses


def _date(match: re.Match[str]) -> datetime.date | None:
    numbers = [read_number(_year_digits(match["y"])), read_number(match["m"]), read_number(match["d"])]
    try:
        year, month, day = (int(number) if number is not None else 0 for number in numbers)
        return datetime.date(year, month, day)
    except ValueError:
        return None  # 2月30日: a slip of the source, no date


def _year_digits(written: str) -> str:
    return written.translate(str.maketrans("〇零○一二三四五六七八九", "000123456789"))


def _published(clauses: Sequence[_Dated], stem: str) -> tuple[datetime.date | None, int]:
    """The latest date of publication or amendment, the file name's included, and how many versions are named."""
    dates, adopted, bare = [], [], []
    for clause in clauses:
        if _EFFECTIVE.match(clause.words):
            continue
        internal = _INTERNAL.search(clause.words) and not _ORDERED.search(clause.words)
        if _PUBLISHED.search(clause.words) and not internal:
            dates.append(clause.date)
        elif _ADOPTED.search(clause.words):
            adopted.append(clause.date)
        else:
            bare.append(clause.date)
    named = _FILE_DATE.search(stem)
    in_name = _date_in_name(named) if named else None
    found = dates or adopted[-1:] or bare[-1:]
    if in_name is not None and (not found or in_name > max(found)):
        found = [*found, in_name]
    return (max(found) if found else None), len(set(found))


def _date_in_name(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None  # a number, not a date


def _stated_start(
    clauses: Sequence[_Dated], articles: Sequence[str], published: datetime.date | None
) -> tuple[datetime.date | None, bool]:
    """The start the text states and whether it states it of this version."""
    starts = [clause.date for clause in clauses if _EFFECTIVE.match(clause.words)]
    if starts:
        return starts[-1], True
    for words in reversed(articles[-_LAST_ARTICLES:]):
        match = _STARTS.search(_QUOTED_TITLE.sub("", words))
        if match is None:
            continue
        date = _DATE.match(match["when"])
        if date is not None:
            return _date(date), True
        days = read_number(match["after"].removesuffix("日后").strip()) if match["after"] else None
        if published is not None and days is not None:
            return published + datetime.timedelta(days=int(days)), True
        return published, True
    return None, False


def _title(lines: Sequence[str], stem: str) -> str:
    """The last line before the first article that reads like a law's name; else the first line; else the file name."""
    for line in reversed(lines):
        words = re.sub(r"[\s\u3000*#《》]", "", line)
        if 3 <= len(words) <= 60 and not _NO_TITLE_CHARACTERS.search(words) and not _DATE.search(words):
            name, _ = split_edition(words)
            if law_kind(name) and not re.search(r"令$|号$", name):
                return name
    from_name = _FILE_NOISE.sub("", stem).strip()
    if law_kind(from_name) or not lines:
        return from_name
    return lines[0].strip()


def _issuing_body(lines: Sequence[str], plain: str) -> str:
    for pattern in (_ORDER_BODY, _PUBLISHER):
        found = [match["body"] for match in pattern.finditer(plain)]
        bodies = [body for body in map(_body, found) if body]
        if bodies:
            return bodies[-1]
    congress = list(_CONGRESS.finditer(plain))
    if congress:
        return (congress[-1]["place"] or "") + congress[-1]["body"]
    decided = _DECIDED_BY.search("\n".join(lines))
    return decided["body"] if decided else ""


def _body(words: str) -> str:
    """Who orders, without what stands around it: 中华人民共和国国务院 → 国务院, 现予公布 → ""."""
    body = re.sub(r"^(?:现予|根据|经|由|已经|和|以)+", "", words).removesuffix("令")
    body = body.removeprefix("中华人民共和国") or body
    return "" if len(body) < 3 or re.search(r"日|会议|通过|现予|批准", body) else body
