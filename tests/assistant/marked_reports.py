"""Small reports written for these tests, their figures marked by hand, so that extraction plays no part in them.

A figure stands as ``{647件:立案}``; after the indicator may follow ``;scope=食品``, ``;year=2023``, ``;period=1-11月``,
``;base=同比``, ``;plan``, ``;surface=…``. A line that begins with ``#`` is the section of the lines after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from assistant.asking.matching.ledger_view import Ledger, build_ledger
from knowledge.indicators import normalise_indicator
from knowledge.library import LedgerRow
from knowledge.quantities import find_quantities
from knowledge.spans import Span

_MARK = re.compile(r"\{(?P<words>[^:{}]+):(?P<about>[^{}]+)\}")

CLOUD = "清河市云溪区市场监督管理局"
LAKE = "清河市镜湖区市场监督管理局"
CITY = "清河市城市管理委员会"

REPORTS: dict[tuple[str, int], str] = {
    (CLOUD, 2022): """#一（三）1 行政处罚
全年共立案{412件:立案}，结案{398件:结案}，罚没款{218.6万元:罚没款金额}，采取行政强制措施{58件:行政强制措施}。
#一（三）2 消费维权
受理投诉举报{20315件:投诉举报受理}，办结{19702件:投诉举报办结}。
#一（二）人员
在岗执法人员{146人:执法人员}，其中持证人员{139人:持证执法人员}。
""",
    (CLOUD, 2023): """#一（三）1 行政处罚
全年共立案{520件:立案}，结案{503件:结案}，罚没款{300.2万元:罚没款金额}，移送公安机关涉嫌犯罪案件{5件:涉刑移送}。
罚没款{37.33%:罚没款金额;base=同比}的增幅为近年最大。
#一（三）2 消费维权
受理投诉举报{22871件:投诉举报受理}，办结率{97.5%:投诉举报办结率}。
#二（二）重点工作
检查食品生产经营单位{2980户次:食品生产经营单位检查}，食品案件立案{75件:立案;scope=食品}。
#二（三）队伍
采取行政强制措施{61件:行政强制措施}。
""",
    (CLOUD, 2024): """#一（三）1 行政处罚
全年共立案{647件:立案}，结案{666件:结案}，罚没款{344.1万元:罚没款金额}，采取行政强制措施{150件:行政强制措施}。
罚没款金额{16.2%:罚没款金额;base=同比}，移送公安机关涉嫌犯罪案件{8件:涉刑移送}。
#一（三）2 行政强制
采取行政强制措施{141起:行政强制措施}。
#一（三）3 行政许可
新设立各类经营主体{16489户:新设立经营主体}，同比{-9.79%:新设立经营主体;base=同比}，受理行政许可{24423件:行政许可受理}。
#二（二）重点工作
开展农村食品安全整治，检查食品生产经营主体{1073户次:食品生产经营主体检查}，立案查处违法案件{93件:立案;surface=立案查处违法案件}。
检查药品零售企业{343家次:药品零售企业检查}，检查药品使用单位{101家次:药品使用单位检查}。
药品抽检{99批次:药品抽检}，医疗器械抽检{4批次:医疗器械抽检}，化妆品抽检{126批次:化妆品抽检}。
推动{2000余家:特种设备使用单位}特种设备使用单位落实主体责任。
将{9532户:经营主体}经营主体列入经营异常名录，信用修复{63件:行政处罚信息信用修复}。
#二（三）消费维权
受理咨询投诉举报{34973件:投诉举报受理}，已办结{31988件:投诉举报办结}，为消费者挽回经济损失{73.49万元:挽回经济损失}。
ODR企业按时办结率为{100%:ODR企业按时办结率}。
#二（四）队伍
现有持证执法人员{213人:持证执法人员}，组织{183名:行政执法人员}行政执法人员进行公共法律知识培训考试。
办理不予行政处罚案件{77件:不予行政处罚案件}，减轻、从轻行政处罚案件{352件:减轻、从轻行政处罚案件}。
#一（一）小结
全年立案{647件:立案}、结案{666件:结案}。
#四 下一步打算
力争全年普法宣传达到{120场:普法宣传;plan;year=2025}，立案{700件:立案;plan;year=2025}。
#三（一）上年回顾
上年行政诉讼{12件:行政诉讼;year=2023}，本年行政诉讼{21件:行政诉讼}，1-11月行政复议{135件:行政复议;period=1-11月}。
""",
    (LAKE, 2024): """#二（一）行政处罚
全年立案{530件:立案}，罚没款{1.2亿元:罚没款金额}，约{300家:食品经营单位检查}食品经营单位接受检查。
组织抽检{1460批次:抽检}，合格{1425批次:抽检合格}。
#二（二）信访
受理信访{88件:信访受理}。
""",
    (CITY, 2024): """#一（二）办案
办理行政执法案件{4512件:行政执法案件}，行政处罚{176件:行政处罚案件}，罚款金额{251.4万元:罚款金额}。
""",
    (CITY, 2023): """#一（二）办案
行政处罚{195件:行政处罚案件}，罚款金额{283.66万元:罚款金额}，市容巡查{2250次:市容巡查}。
""",
}


@dataclass(frozen=True)
class Place:
    """Where a sentence stands."""

    issuer: str
    year: int
    section: str
    start: int

    @property
    def document(self) -> str:
        return f"{self.issuer}{self.year}"


def rows_of(marked: str, issuer: str, year: int) -> list[LedgerRow]:
    """The rows of one marked report."""
    rows: list[LedgerRow] = []
    section, offset = "", 0
    for line in marked.splitlines():
        if line.startswith("#"):
            section = line[1:]
            continue
        for sentence in re.split(r"(?<=。)", line):
            rows += _sentence_rows(sentence, Place(issuer, year, section, offset))
            offset += len(_MARK.sub(lambda match: match.group("words"), sentence)) + 1
    return rows


def ledger_of(reports: dict[tuple[str, int], str]) -> Ledger:
    """The ledger of several marked reports."""
    rows = [row for (issuer, year), text in reports.items() for row in rows_of(text, issuer, year)]
    years: dict[str, list[int]] = defaultdict(list)
    for issuer, year in reports:
        years[issuer].append(year)
    return build_ledger(rows, list(years), years, {f"{issuer}{year}": year for issuer, year in reports})


def _sentence_rows(sentence: str, place: Place) -> list[LedgerRow]:
    plain, last = "", 0
    marks: list[tuple[int, str, str]] = []
    for match in _MARK.finditer(sentence):
        plain += sentence[last : match.start()]
        marks.append((len(plain), match.group("words"), match.group("about")))
        plain += match.group("words")
        last = match.end()
    plain += sentence[last:]
    return [_row(plain, mark, place) for mark in marks]


def _row(text: str, mark: tuple[int, str, str], place: Place) -> LedgerRow:
    start, words, about = mark
    indicator, *notes = about.split(";")
    given = dict(note.partition("=")[::2] for note in notes)
    (number,) = find_quantities(words)
    return LedgerRow(
        id=f"{place.document}-{place.start + start}",
        document_id=place.document,
        title=f"{place.issuer}{place.year}年行政执法工作报告",
        issuer=place.issuer,
        indicator=normalise_indicator(indicator),
        surface=given.get("surface", indicator),
        value=number.value,
        unit=number.unit,
        amount=number.amount,
        amount_unit=number.amount_unit,
        kind="change" if "base" in given else number.kind,
        year=int(given.get("year", place.year)),
        period=given.get("period", ""),
        scope=given.get("scope", ""),
        approximation=number.approximation,
        planned="plan" in given,
        direction=("down" if words.startswith("-") else "up") if "base" in given else "",
        base=given.get("base", ""),
        span=Span(place.start + start, place.start + start + len(words)),
        sentence=Span(place.start, place.start + len(text)),
        sentence_text=text,
        section=place.section,
        page=None,
        confidence=1.0,
    )
