"""How the service is, for people and for Prometheus."""

from __future__ import annotations

import time

from fastapi import APIRouter, Response

from api.measures import MEDIA_TYPE
from api.openapi import problems
from api.routes import ROOT
from api.schemas.health import Health, LawsState, ModelState
from api.service import VERSION, Opened, Service

router = APIRouter(prefix=ROOT, tags=["运行"])


@router.get("/health", summary="运行状况", responses=problems())
def health(service: Opened) -> Health:
    """服务、法律库和资料库的状况。语义索引未完成时照常回答，法律按字词查找。"""
    laws = service.library.laws_progress()
    state = LawsState(
        status=laws.status, progress=laws.progress, laws=laws.laws, articles=laws.articles, reason=laws.reason
    )
    return Health(
        status="degraded" if laws.status == "failed" else "ok",
        version=VERSION,
        model=service.settings.embedding_model,
        language_model=service.settings.language_model or None,
        language_model_state=_model_state(service),
        laws=state,
        documents=service.documents_by_status(),
        issuer=service.settings.issuer,
        uptime_s=round(time.monotonic() - service.started, 1),
    )


def _model_state(service: Service) -> ModelState:
    if service.model is None:
        return ModelState(status="unconfigured", reason="")
    health = service.model.health()
    return ModelState(status=health.status, reason=health.reason)


@router.get(
    "/metrics",
    summary="监控指标（Prometheus）",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}}},
)
def metrics(service: Opened) -> Response:
    """请求数、耗时、各状态的文档数。"""
    return Response(service.measures.page(), media_type=MEDIA_TYPE)
