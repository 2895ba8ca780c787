"""The application factory: settings in, an app out whose library is open for as long as it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from anyio import to_thread
from fastapi import FastAPI

from api import openapi, problems
from api.guard import Guard
from api.jobs import IngestWorker, LawReading, LawVectors, Say
from api.logs import log_structured
from api.measures import Measures
from api.routes import (
    asking,
    checks,
    conversations,
    documents,
    drafts,
    guide,
    health,
    laws,
    ledger,
    openai_door,
    sections,
)
from api.rule_names import checking_rules
from api.service import VERSION, Service
from api.settings import Settings, read_settings, refuse_shared_embedded_store
from assistant.drafting.templates import section_templates
from assistant.language_model import ChatModel
from knowledge.library import Library

STOP_SECONDS = 20.0
DESCRIPTION = (
    "行政执法工作报告助手：问答、起草、审校。每个数、每处引用都有依据；没有依据就说未找到。"
    "出错时返回 application/problem+json（RFC 9457），detail 说明什么不对、在哪里、该怎么办。"
)


def silent(line: str) -> None:
    """A ``say`` that tells nobody."""


def create_app(settings: Settings, *, background: bool = True, url: str = "", say: Say = silent) -> FastAPI:
    """The app; its library opens when it starts and closes when it stops.

    ``background`` is False for a command line that opens the library for one call: then leftovers of ingest are
    not taken up and no vectors of laws are made. ``url`` is where it will answer, for the command line to find.
    ``say`` gets lines of progress for a person.
    Raises SettingsRefused.
    """
    refuse_shared_embedded_store(settings)
    measures = Measures()
    app = FastAPI(
        title="报告助手 report-assistant",
        version=VERSION,
        description=DESCRIPTION,
        lifespan=_lifespan(settings, measures, _Manner(background, url, say)),
        docs_url=None,  # the usual pages load their scripts from the internet; ours is routes/guide.py
        redoc_url=None,
        redirect_slashes=False,
    )
    problems.install(app)
    openapi.install(app)
    for part in (asking, conversations, drafts, checks, ledger, documents, laws, sections, openai_door, health, guide):
        app.include_router(part.router)
    app.add_middleware(Guard, settings=settings, measures=measures)
    return app


def app_from_environment() -> FastAPI:
    """For ``uvicorn --factory`` and for several workers."""
    log_structured()
    return create_app(read_settings())


@dataclass(frozen=True, slots=True)
class _Manner:
    background: bool
    url: str
    say: Say


def _lifespan(
    settings: Settings, measures: Measures, manner: _Manner
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        try:
            service = await to_thread.run_sync(_open, settings, measures, manner)
        except Exception as error:
            app.state.start_failure = error  # the server only says that the start failed
            raise
        vectors = LawVectors(service.library, service.worker, manner.say)
        reading = LawReading(service.library, service.worker)
        try:
            service.worker.start()
            if manner.background:
                service.worker.wake()
                reading.start()
                vectors.start()
            app.state.service = service
            yield
        finally:
            await to_thread.run_sync(_close, service, reading, vectors)

    return running


def _open(settings: Settings, measures: Measures, manner: _Manner) -> Service:
    templates = section_templates(settings.templates)
    rules = checking_rules(settings.rules, settings.rules_off)
    for problem in (*templates.problems, *rules.problems):
        manner.say(str(problem))
    library = Library.open(
        settings.home,
        database_url=settings.database_url.get_secret_value(),
        chroma_url=settings.chroma_url,
        embedding_model=settings.embedding_model,
        say=manner.say,
    )
    if manner.url:
        library.announce(manner.url)
    model = ChatModel(settings.model_settings) if settings.model_settings else None
    service = Service(settings, library, IngestWorker(library), measures, templates, rules, model)
    measures.watch_documents(service.documents_by_status)
    return service


def _close(service: Service, reading: LawReading, vectors: LawVectors) -> None:
    reading.stop(STOP_SECONDS)
    vectors.stop(STOP_SECONDS)
    service.worker.stop(STOP_SECONDS)
    service.library.close()
