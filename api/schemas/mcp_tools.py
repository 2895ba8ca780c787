"""What the MCP tools take: few fields, each told to a model in Chinese."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas import Day, Incoming, Year
from api.schemas.asking import QUESTION_LIMIT
from api.schemas.checks import TEXT_LIMIT
from api.schemas.drafts import METRICS_LIMIT, MetricIn


class AskArguments(Incoming):
    """A question."""

    question: str = Field(
        min_length=1,
        max_length=QUESTION_LIMIT,
        pattern=r"\S",
        description="问题，一次问一件事，写明年度和单位",
        examples=["2024年罚没款金额是多少？", "行政处罚决定应当自立案之日起几日内作出？"],
    )
    conversation_id: str | None = Field(
        default=None, min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$", description="追问时填上一次回答里的编号"
    )
    as_of: Day | None = Field(default=None, description="“去年”等相对于哪一天，法律取哪一天有效的文本；默认今天")
    year: Year | None = Field(default=None, description="只查这个年度的报告")
    issuer: str | None = Field(default=None, max_length=100, description="只查这个单位，写全称")

    def body(self) -> dict[str, object]:
        """Of POST /ask."""
        given = self.model_dump(mode="json", exclude_none=True)
        filters = {name: given.pop(name) for name in ("year", "issuer") if name in given}
        return {**given, **({"filters": filters} if filters else {})}


class FiguresArguments(Incoming):
    """Which figures."""

    indicator: str = Field(default="", max_length=100, description="指标，任何说法", examples=["罚没款"])
    year: list[Year] = Field(default_factory=list, max_length=50, description="年度，可以有几个")
    issuer: list[str] = Field(default_factory=list, max_length=50, description="单位全称，可以有几个")
    planned: bool | None = Field(default=None, description="true 只要计划目标，false 只要实绩")
    q: str = Field(default="", max_length=100, description="指标、范围或原句中的字词")
    limit: int = Field(default=50, ge=1, le=500, description="最多几条")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="跳过几条")


class DraftArguments(Incoming):
    """What section to draft from which metrics."""

    section: str = Field(min_length=1, max_length=200, description="章节标题", examples=["行政处罚"])
    metrics: list[MetricIn] = Field(
        max_length=METRICS_LIMIT, description="今年的指标；草稿里的数字只会来自这里、往年台账和写明的算式"
    )
    year: Year | None = Field(default=None, description="起草哪个年度；不填则为该单位最新报告的下一年度")
    issuer: str = Field(default="", max_length=100, description="单位；不填则取设置中的本单位，或资料库中唯一的单位")
    exact: bool = Field(default=False, description="上年写约数之处（300余家），照供稿写准确数（317家）")
    new_sentences: Literal["write", "offer"] = Field(
        default="write", description="上年没有写到的指标：write 另写成句放进正文，offer 只列在 offered"
    )


class CheckArguments(Incoming):
    """A text to check."""

    text: str = Field(min_length=1, max_length=TEXT_LIMIT, description="待审文字")
    as_of: Day | None = Field(default=None, description="法律取哪一天有效的文本；默认今天")
    rules_off: list[str] = Field(default_factory=list, max_length=200, description="停用的规则编号或种类")


class ArticleArguments(Incoming):
    """One article."""

    law: str = Field(min_length=1, max_length=200, description="法律全称或简称", examples=["行政处罚法"])
    article: str = Field(min_length=1, max_length=40, description="条号", examples=["第三十六条", "36"])
    as_of: Day | None = Field(default=None, description="看哪一天有效的文本；默认今天")
