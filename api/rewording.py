"""Drafts in a language model's words, when one is set and asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.schemas.drafts import ReportForm
from api.service import Service
from assistant.drafting.drafts import Draft, DraftFigure
from assistant.metrics.supplied import Metric
from assistant.speaking.rewording import reword
from assistant.verifying import verify_text

NOT_SET = "没有配置语言模型，保留原文措辞"


def in_other_words(
    draft: Draft, wanted: ReportForm, metrics: Sequence[Metric], service: Service, *, year: int, issuer: str
) -> Draft:
    """The draft as ``wanted.wording`` says; figures, missing and unused stay what they are."""
    if wanted.wording == "plain":
        return draft
    if service.model is None:
        return replace(draft, warnings=(*draft.warnings, NOT_SET))

    def verify(text: str) -> list[DraftFigure]:
        return verify_text(text, metrics, year=year, issuer=issuer, library=service.library)

    return reword(draft, service.model, verify, tone=wanted.wording).draft
