"""What is ranked: 税收增幅居全市12个区县第三 ranks 税收增幅, the districts are those it is ranked among."""

from __future__ import annotations

import re

from knowledge.figures.clauses import EDGE, clean
from knowledge.figures.places import Place

AMONG = (
    r"全(?:[国省市区县州盟旗球院局镇]|系统|地区|行业)(?:系统)?|世界|全球|[东中西]部(?:地区|省份)?|东北(?:地区)?"
    r"|华[东北南中](?:地区)?|西[南北](?:地区|五省|各省)?|长三角|珠三角|京津冀|大湾区|沿海(?:省份|城市)?|同类(?:城市|地区|院校)?"
    r"|省会(?:城市)?|副省级(?:城市)?|计划单列市|本省|省内|市内|区内|县域"
)
_PLACED = "排名?|排在|排行|保持|位列|位居|列居|居于|居|列|跻身|跃居|升至|升到|前移至|稳居|连续|名列|取得"
_RANKING = re.compile(
    rf"(?:，|、)?(?:[^，]{{0,10}}(?:当|之)?中)?(?:均|都)?在?(?:{AMONG})?(?:各(?:区县|市县|县区|市州|部门|单位|街镇))?中?"
    rf"(?:{_PLACED})?(?:于|在)?(?:{AMONG})?(?:第|前)?\Z|(?<=..)(?:位列|位居|居|列|排)[^，]{{2,10}}\Z"
)
_RANKED = re.compile(r"\A(?:位列|位居|名列|居|列)")
# 居全市基层法院第|2位|, 全省排名第|3位|, 均居中部第|1位|: among whom, not of what.
_AMONG_WHOM = re.compile(
    rf"(?:均|都|分别)?(?:{_PLACED}|位次)?在?(?:于)?(?:{AMONG})(?:同类|各|\d+个)?"
    r"(?:[^，的]{0,6}(?:院|局|单位|系统|区|县|县区|区县|部门|市|机关|站|所|镇|街道|城市))?(?:当|之)?中?"
    rf"(?:{_PLACED})?第?"
)
_RISEN = re.compile(r"(?:提升|上升|跃升|攀升|前移|前进|提高|下降|回落)\Z")
# 综合成绩位居全市13个县区|第二|: those it is ranked among are counted just before.
_AMONG_COUNTED = re.compile(
    rf"(?P<what>[^，。；：]{{0,16}}?)(?:在|{_PLACED})(?:于|在)?(?:{AMONG}|所有)?的?(?:共计?)?(?:\d+|[一二三四五六七八九十百]+)[个家所座条名][^，。；]{{0,10}}?"
    rf"(?:当|之)?中?(?:[由从][低高少多]到[高低多少]|按[^，]{{1,8}})?(?:{_PLACED})?第?\Z"
)
# 在全省城管执法考评中列第|4位|: of the assessment, unless a measure stands before it.
_ASSESSED = re.compile(
    rf"(?:(?P<of>[^，。；：]{{0,14}})(?<=[率度数量额值])在|[^，。；：]*?在)?(?P<what>[^，。；：]{{2,24}}?"
    rf"(?:考评|考核|评估|测评|评价|评议|评比|评查|评选|竞赛|比武|大赛|抽测|考试|督查|巡查))(?:成绩|结果|得分)?(?:当|之)?中"
    rf"，?(?:再次|首次|连续)?(?:总分|成绩|得分)?(?:{_PLACED})?(?:于|在)?(?:{AMONG})?第?\Z"
)
_LAST_CLAUSE = re.compile("[，,；;：:。、]")


def ranked(place: Place, core: str) -> str:
    """What a rank is the rank of; "" where its clause only says among whom (均居中部第1位). ``core`` are its words."""
    among = _AMONG_COUNTED.search(place.before)
    if among:
        return clean(_LAST_CLAUSE.split(among["what"])[-1])
    assessed = _ASSESSED.fullmatch(place.left.strip(EDGE))
    if assessed:
        return clean(assessed["of"] or assessed["what"])
    if place.opener and _AMONG_WHOM.fullmatch(place.left.strip(EDGE)):
        return ""
    return clean(_RISEN.sub("", clean(_RANKED.sub("", _RANKING.sub("", core)))))
