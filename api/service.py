"""What the routes work with: the opened library and what belongs to it, handed to them as one explicit object."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Annotated, cast

from fastapi import Depends, Request

from api.jobs import IngestWorker
from api.measures import Measures
from api.settings import Settings
from assistant.checking import RuleBook, rule_book
from assistant.drafting.templates import Templates
from assistant.language_model import ChatModel
from knowledge.library import Library

VERSION = version("report-assistant")


@dataclass(frozen=True)
class Service:
    """An opened library with its worker."""

    settings: Settings
    library: Library
    worker: IngestWorker
    measures: Measures
    templates: Templates
    rules: RuleBook = field(default_factory=rule_book)
    model: ChatModel | None = None
    started: float = field(default_factory=time.monotonic)

    def documents_by_status(self) -> dict[str, int]:
        """How many documents there are in each status."""
        return dict(Counter(document.status for document in self.library.documents()))


def now() -> datetime.datetime:
    """The time in local time; what has to know it is told from here."""
    return datetime.datetime.now().astimezone()


def today() -> datetime.date:
    """Today's date in local time."""
    return now().date()


def _opened(request: Request) -> Service:
    return cast(Service, request.app.state.service)


Opened = Annotated[Service, Depends(_opened)]
