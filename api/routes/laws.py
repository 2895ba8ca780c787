"""Laws and their articles."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.article_numbers import read_article_number
from api.openapi import problems
from api.problems import Fault, Problem, not_found, refused
from api.routes import ROOT
from api.schemas import Day
from api.schemas.laws import ArticleOut, LawOut, LawsOut, LawVersionOut
from api.service import Opened, today
from knowledge.laws.register import LawRegister, LawVersion
from knowledge.quantities import chinese_article_number

router = APIRouter(prefix=f"{ROOT}/laws", tags=["法规"])
AsOf = Annotated[Day | None, Query(description="看哪一天的法律，默认今天")]


@router.get("", summary="法规清单", responses=problems())
def list_laws(
    service: Opened,
    q: Annotated[str, Query(max_length=100, description="名称中的字词")] = "",
    as_of: AsOf = None,
    limit: Annotated[int, Query(ge=1, le=2000, description="本页部数")] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="跳过部数")] = 0,
) -> LawsOut:
    """库中的法律法规及其各个版本。"""
    day = as_of or today()
    named = {name: versions for name, versions in _by_full_name(service.library.laws).items() if q.strip() in name}
    page = list(named.items())[offset : offset + limit]
    return LawsOut(laws=[_law(name, versions, day) for name, versions in page], total=len(named))


@router.get("/{name}/articles/{number}", summary="一条条文", responses=problems(404))
def one_article(
    name: Annotated[str, Path(min_length=1, max_length=200, description="法律全称或简称", examples=["行政强制法"])],
    number: Annotated[
        str, Path(min_length=1, max_length=40, description="25、25-1、第二十五条 或 二十五", examples=["25"])
    ],
    service: Opened,
    as_of: AsOf = None,
) -> ArticleOut:
    """某部法律在某一天有效的文本中的一条，一字不改。"""
    parsed = read_article_number(number)
    if parsed is None:
        words = "条号写成 25、25-1、第二十五条 或 二十五。"
        raise refused(f"看不懂条号 {number}。{words}", [Fault(field="number", message=words)])
    day = as_of or today()
    register = service.library.laws
    version = register.version_in_force(name, day)
    if version is None:
        raise _no_version(register, name, day)
    article = register.article(name, parsed[0], day, parsed[1])
    if article is None:
        label = f"第{chinese_article_number(parsed[0])}条" + (
            "之" + chinese_article_number(parsed[1]) if parsed[1] else ""
        )
        raise not_found(
            f"《{version.name}》在 {day} 有效的文本共 {version.article_count} 条，没有{label}。请核对条号。"
        )
    return ArticleOut.of(article, version, day)


def _by_full_name(register: LawRegister) -> dict[str, list[LawVersion]]:
    laws: dict[str, list[LawVersion]] = {}
    for known in sorted(register.names()):
        versions = register.versions(known)
        if versions:
            laws.setdefault(versions[-1].name, versions)
    return laws


def _law(name: str, versions: list[LawVersion], day: datetime.date) -> LawOut:
    newest = versions[-1]
    return LawOut(
        name=name,
        level=newest.level,
        issuing_body=newest.issuing_body,
        versions=[LawVersionOut.of(version, day) for version in versions],
    )


def _no_version(register: LawRegister, name: str, day: datetime.date) -> Problem:
    if register.versions(name):
        return not_found(
            f"《{name}》在 {day} 没有有效的文本：尚未施行或已经废止。版本日期见 GET /api/v1/laws?q={name}。"
        )
    near = "、".join(f"《{suggestion}》" for suggestion in register.suggest(name))
    hint = f"是否指{near}？" if near else "请核对名称，或先用 POST /api/v1/documents 添加这部法规。"
    return not_found(f"库中没有《{name}》。{hint}")
