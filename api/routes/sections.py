"""Section templates: what can be drafted without a report of last year."""

from __future__ import annotations

from fastapi import APIRouter

from api.openapi import problems
from api.routes import ROOT
from api.schemas.sections import SectionOut, SectionsOut, TemplateProblemOut
from api.service import Opened

router = APIRouter(prefix=f"{ROOT}/sections", tags=["起草"])


@router.get("", summary="章节模板", responses=problems())
def list_sections(service: Opened) -> SectionsOut:
    """自带的和自备的章节模板，以及各自用到的指标。有去年报告时，起草以去年的章节为准。"""
    held = service.templates
    return SectionsOut(
        sections=[SectionOut.of(template) for template in held.templates.values()],
        problems=[TemplateProblemOut.of(problem) for problem in held.problems],
    )
