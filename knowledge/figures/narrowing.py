"""What of a name narrows it: the organ that acted, a long clause before its head; the rest is what is counted."""

from __future__ import annotations

import re

from knowledge.figures.words import pattern
from knowledge.indicators import is_known, normalise_indicator

_ORGAN = pattern("noun", "organ_suffix")
# 执法支队|查处违法案件: who did it; 各级执法部门|出动执法人员: all of them, which narrows nothing.
_ACTS = pattern("noun", "organ_acts")
_ORGAN_ACTS = re.compile(
    rf"(?P<organ>[一-龥]{{2,14}}?(?:{_ORGAN})|{pattern('noun', 'organ_itself')})(?:在?(?:20)?\d\d年度?)?"
    rf"(?P<act>(?:{_ACTS}).{{2,}}|编制|[罚没]没?款.{{0,4}}"
    rf"|(?<=[大支中总]队|分局|[管出税所]所|街道|法庭|.[局镇乡])(?:{_ACTS}))"
)
_ITSELF = re.compile(rf"(?:{pattern('noun', 'organ_itself')})\Z")
# 检查|取得许可证|的|药品经营企业: the first verb is what was done; 通过考试|新增|的|执法人员: so is the last.
_RELATIVE = re.compile(
    rf"(?P<verb>(?:{_ACTS})(?!到|于|自|至))?(?P<clause>.*?)(?P<done>{_ACTS})?的(?P<head>(?:(?!的).)+)\Z"
)
_ORGAN_LAST = re.compile(rf"(?<!小城)(?<!强)(?:{_ORGAN})\Z")
_MADE = re.compile(rf"(?:{_ACTS}|[新续扩改筹]建|组建|成立|设立|下设|建设|打造|推动|支持)|.*[、的等]")
_TOWARDS = re.compile("[向对由为与给被在]|配合|协助|会同|联合|协同|督促|指导|要求|邀请")
_EVERYONE = re.compile(r"(?:各级?|有关|相关|所有)(?:[^，]{0,4})\Z|(?:我|本|全)[省市区县州盟旗局院系统]*\Z")
# 归集到执法平台的案件总量: where it is kept narrows nothing.
_KEPT = re.compile(
    r"(?P<organ>.*?)(?:归集|上传|录入|汇总|报送|登记|推送)(?:到|至|在|于|进|入)?.{2,20}?(?:平台|系统|数据库|台账)[上中里]?"
)
_PLACE = re.compile(
    r"[一-龥]{1,4}(?:(?<![小园社地校厂库景林牧湖海专战护化业范])区|(?<![超集夜门城股上菜早])市|县|(?<!九)州|(?<![国彩锦党])旗|(?<![联同结])盟|[镇乡]|街道)"
    r"|城镇|农村|郊区|牧区|林区|山区"
)
_LONG, _HEAD, _CLAUSE = 12, 4, 4  # characters: of a name that is split, of its head, of the clause before 的


def narrowed(words: str, left: str = "") -> tuple[str, str]:
    """(what narrows it, what is counted) of a name; ("", the name) when nothing does.

    ``left`` are the words before the number: 向公安机关移送… says to whom and not who.
    """
    scope, counted = _by_organ(words, left) if not _TOWARDS.match(left.strip("， ")) else ("", words)
    if scope != "" or counted != words:
        return scope, counted
    return _by_clause(words)


def is_organ(scope: str) -> bool:
    """Whether what narrows a name is an organ (城关大队) and no class, clause or thing done (续建重点小城镇)."""
    return len(scope) <= _LONG and _ORGAN_LAST.search(scope) is not None and not _MADE.match(scope)


def is_place(words: str) -> bool:
    """Whether words are the name of a place (东川区, 白音旗, 城区) that a count is parted by."""
    return _PLACE.fullmatch(words) is not None


def _by_organ(words: str, left: str) -> tuple[str, str]:
    found = _ORGAN_ACTS.fullmatch(words)
    if found is None:
        return "", words
    organ = found["organ"]
    everyone = _EVERYONE.search(left.partition(organ)[0]) or organ.startswith(("各", "我", "本"))
    return "" if everyone or _ITSELF.match(organ) else organ, found["act"]


def _by_clause(words: str) -> tuple[str, str]:
    """取得法律职业资格的|行政执法人员: a long clause narrows what stands behind it, unless the whole has a name."""
    found = _RELATIVE.match(words) if len(words) > _LONG else None
    if found is None or "、" in found["head"] or len(found["clause"]) < _CLAUSE:
        return "", words
    if is_known(normalise_indicator(words)) or (len(found["head"]) < _HEAD and not is_known(found["head"])):
        return "", words
    verb = found["done"] or found["verb"] or ""
    clause = words[: found.start("done")] if found["done"] else words[found.start("clause") : found.end("clause")]
    kept = _KEPT.fullmatch(clause)
    return kept["organ"] if kept else clause.strip("、"), verb + found["head"]
