"""Names of public bodies: 天津市西青区市场监督管理局 taken apart, and every name its office goes by (市监局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.asking.bodies.body_lists import issuer_names
from assistant.asking.bodies.office_names import core_and_head, names_a_field, office_names, same_in_full

_OPEN = "(?![了过的理结案公证法学事件])"  # 街道|办了多少件
REGION_END = (
    f"街道办事处|街道办{_OPEN}|街道|街办{_OPEN}|办事处|街(?![道区头面巷市镇办])|自治区|自治州|自治县|自治旗|特别行政区|新区"
    "|省|市|区|县|旗|州|盟|镇|乡"
)
LEVELS = ("国家", "省", "市", "区", "县", "镇", "乡")
STATE = ("国务院", "中央政府", "中央人民政府")
GOVERNMENTS = ("", "人民政府")
_STREET = ("街道办事处", "街道办", "街办", "办事处", "街")
SAME_END = dict.fromkeys(_STREET, "街道") | {"自治州": "州", "自治县": "县", "自治旗": "旗", "新区": "区"}
_BRANCH = re.compile(
    r"(?P<above>[\u4e00-\u9fff]{2,}?[省市区县州])(?P<kind>[\u4e00-\u9fff]{2,10})局(?P<here>[\u4e00-\u9fff]{2,4})分局"
)
_LEAST_UNPLACED, _STEM = 6, 2  # signs: of a name without 省/市/区 whose office no list knows, and of its place


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A body's name taken apart: 天津市西青区市场监管局 → regions (天津, 西青) with ends (市, 区), level 区.

    ``organ`` is the office in its full form (市场监督管理局), ``office`` as written; "" for a place alone.
    """

    regions: tuple[str, ...]
    level: str
    organ: str
    ends: tuple[str, ...] = ()
    office: str = ""


@lru_cache(maxsize=4096)
def take_apart(name: str) -> OfficialName:
    """Regions from the widest to the narrowest without 省/市/区, and the organ in its full form."""
    if name in STATE:
        return OfficialName((), "国家", "人民政府", (), name)
    branch = _BRANCH.fullmatch(name)
    if branch:
        return _of_branch(branch)
    plain, office = _without_parent(name)
    organ, start = next(_organ_endings(plain), ("", len(plain)))
    found, rest = list(place_pattern().finditer(plain[:start])), plain[:start]
    left = place_pattern().sub("", rest)
    if not organ and found and left and rest.endswith(left):
        organ, rest, left = left, rest.removesuffix(left), ""  # 岚洲市|港航事业发展中心
        start = len(rest)
    elif found and rest.endswith(left) and names_a_field(left, plain[start:]):
        start -= len(left)  # 曲溪市|交通运输综合行政执法支队, of which a list knows the end only
        organ, left = plain[start:], ""
    if not organ and not found and len(left) >= _LEAST_UNPLACED and core_and_head(left)[1][0]:
        organ, left = left[_STEM:], left[:_STEM]  # 清河|水务集团有限公司
        start = _STEM
    regions, ends, level = [], [], ""
    for match in found:
        stem, end = region_parts(match.group())
        regions.append(stem or match.group())
        ends.append(end if stem else match.group())
        level = SAME_END.get(end, end) or level
    if not regions and left:
        regions, ends = [left], [""]  # an organ with no place word before it: 新区税务局, 静海市场监管局
    return OfficialName(tuple(regions), level, office or organ, tuple(ends), office or plain[start:])


def _of_branch(branch: re.Match[str]) -> OfficialName:
    """清河市|公安局|云溪|分局: the 公安分局 of 云溪 in 清河."""
    above, office = take_apart(branch["above"]), f"{branch['kind']}局{branch['here']}分局"
    regions, ends = (*above.regions, branch["here"]), (*above.ends, "")
    return OfficialName(regions, "", f"{branch['kind']}分局", ends, office)


@lru_cache(maxsize=4096)
def with_office(place: str, office: str) -> OfficialName:
    """The name made of a place as written and an office as written; both may be ""."""
    organ = next((names[0] for names in issuer_names().organs if office in names), office)
    where = take_apart(place) if place else OfficialName((), "", "")
    if where.office and names_a_field(where.office, office):
        return replace(where, organ=where.office + office, office=where.office + office)
    return replace(where, organ=organ, office=office)


def same_body(wanted: OfficialName, issuer: OfficialName) -> bool:
    """Whether ``wanted`` names ``issuer``: the same office by any name, and nothing untrue said of the place.

    What is not said is open: 市监局 fits every 市场监督管理局, 西青区市监局 one of them.
    """
    if wanted.office and not _same_office(wanted, issuer):
        return False
    if "国家" in (wanted.level, issuer.level):
        return wanted.level == issuer.level
    if not wanted.regions:
        return bool(wanted.office)
    last = wanted.regions[-1]
    if last in LEVELS:  # 市城管委, 区市场监管局
        return bool(issuer.level) and issuer.level == last
    mine = list(zip(issuer.regions, issuer.ends, strict=True))
    asked = list(zip(wanted.regions, wanted.ends, strict=True))
    last_told = bool(mine) and wanted.office.endswith(f"{mine[-1][0]}分局")  # 清河公安局|云溪分局
    return (
        bool(mine)
        and (last_told or _same_place(asked[-1], mine[-1]))
        and all(any(_same_place(one, my) for my in mine) for one in asked)
    )


def _same_office(wanted: OfficialName, issuer: OfficialName) -> bool:
    if not issuer.organ:
        return False
    if (
        wanted.organ != issuer.organ
        and wanted.office not in office_names(issuer.organ, issuer.office)
        and not same_in_full(wanted.office, issuer.office)
    ):
        return False
    # a 厅 is a province's
    return not wanted.office.endswith("厅") or not issuer.level or issuer.level in ("省", "自治区")


def _same_place(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two regions (stem, end) may be one: 河北区 is not 河北省, 西青 may be 西青区."""
    same_end = not one[1] or not other[1] or SAME_END.get(one[1], one[1]) == SAME_END.get(other[1], other[1])
    return one[0] == other[0] and same_end


def region_parts(region: str) -> tuple[str, str]:
    """恩施土家族苗族自治州 → (恩施, 自治州); 天津 → (天津, ""); a bare 市 → ("", 市)."""
    end = re.search(rf"(?:{REGION_END})$", region)
    if end is None or (end.group() == "州" and len(region) == _STEM):  # 贵州, 杭州: names, no 州 of 贵 or 杭
        return region, ""
    stem = region[: end.start()]
    if end.group().startswith("自治") and len(stem) > 1:
        stem = re.sub(rf"(?<=..)(?:{'|'.join(issuer_names().peoples)})+$", "", stem)
    return stem, end.group()


@cache
def place_pattern() -> re.Pattern[str]:
    """A place within a body's name; a level alone (市|城管委) where it is the first sign and the only one."""
    provinces, peoples = "|".join(issuer_names().provinces), "|".join(issuer_names().peoples)
    lower = f"(?:{peoples})*自治[州县旗]|[区县州旗]|新区"  # 河北区 is in 天津
    wide = "(?:壮族|回族|维吾尔)?自治区|省|市"
    province = rf"(?:{provinces})(?!{lower})(?:{wide})?"
    county = r"[\u4e00-\u9fff]县(?![级域城区乡])"  # 和县: one sign and its end
    end = REGION_END.replace("|市|", "|市(?!场)|")  # 文化|市场
    return re.compile(rf"{province}|{county}|[\u4e00-\u9fff]{{2,14}}?(?:{end})|^[市区县省镇]$")


def _without_parent(name: str) -> tuple[str, str]:
    """国家税务总局沅浦区税务局 → 沅浦区税务局; with the office's own name where its end alone would not tell it."""
    for parent, end, office in issuer_names().under:
        if name.startswith(parent) and name.endswith(end) and len(name) > len(parent) + len(end):
            return name[len(parent) : -len(end)], office
    for parent in issuer_names().parents:
        if name.startswith(parent) and len(name) > len(parent) + 2:
            return name.removeprefix(parent), ""
    return name, ""


def _organ_endings(name: str) -> Iterator[tuple[str, int]]:
    endings = [(short, names[0]) for names in issuer_names().organs for short in names if name.endswith(short)]
    for short, full in sorted(endings, key=lambda pair: len(pair[0]), reverse=True):
        yield full, len(name) - len(short)
