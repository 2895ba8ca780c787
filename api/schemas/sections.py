"""Section templates."""

from __future__ import annotations

from pydantic import Field

from api.schemas import Outgoing
from assistant.drafting.templates import SectionTemplate, TemplateProblem


class IndicatorOut(Outgoing):
    """An indicator that a template places."""

    indicator: str = Field(description="指标", examples=["立案"])
    unit: str = Field(description="单位", examples=["件"])
    needed: bool = Field(description="缺了是否写【待补】")


class SectionOut(Outgoing):
    """A section that can be drafted without last year's report."""

    name: str = Field(description="模板名")
    title: str = Field(description="章节标题，起草时填在 section", examples=["行政处罚履职情况"])
    also: list[str] = Field(description="也认得的标题")
    indicators: list[IndicatorOut] = Field(description="用到的指标")
    own: bool = Field(description="是否为自备模板")

    @classmethod
    def of(cls, template: SectionTemplate) -> SectionOut:
        """From the assistant's template."""
        needed = [IndicatorOut(indicator=name, unit=unit, needed=True) for name, unit in template.needed.items()]
        optional = [IndicatorOut(indicator=name, unit=unit, needed=False) for name, unit in template.optional.items()]
        return cls(
            name=template.name,
            title=template.title,
            also=list(template.also),
            indicators=needed + optional,
            own=template.users,
        )


class TemplateProblemOut(Outgoing):
    """A template that can't be used."""

    name: str = Field(description="模板名")
    line: int = Field(description="第几行")
    reason: str = Field(description="为什么不能用")

    @classmethod
    def of(cls, problem: TemplateProblem) -> TemplateProblemOut:
        """From the assistant's problem."""
        return cls(name=problem.name, line=problem.line, reason=problem.reason)


class SectionsOut(Outgoing):
    """All templates."""

    sections: list[SectionOut] = Field(description="按报告的顺序")
    problems: list[TemplateProblemOut] = Field(description="有错、未启用的自备模板")
