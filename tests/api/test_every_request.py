"""Whatever is sent, the answer is one that the OpenAPI page describes: requests made up by schemathesis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from api.settings import Settings
from api.wiring import create_app
from tests.api.conftest import NewHome, client_over, wait_until_settled
from tests.conftest import SAMPLE_REPORTS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


# A body of more than 8 MB is refused as too large before anything else is said of it.
REFUSED = SchemathesisConfig.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": ["400", "404", "405", "409", "413", "415", "422"]}}}
)
MODES = {"as described": schemathesis.GenerationMode.POSITIVE, "not as described": schemathesis.GenerationMode.NEGATIVE}


def requests() -> list[tuple[str, str, str]]:
    """(method, path, mode) of everything described; removing is left out: it would take away what others look at."""
    found: list[tuple[str, str, str]] = []
    for path, methods in create_app(Settings()).openapi()["paths"].items():
        for method, operation in methods.items():
            takes_something = "parameters" in operation or "requestBody" in operation
            modes = MODES if takes_something else ("as described",)
            found += [(method.upper(), path, mode) for mode in modes if method != "delete"]
    return found


@pytest.fixture(scope="module")
def service(new_home: NewHome) -> Iterator[TestClient]:
    """A service of its own: what is made up here is also added as documents."""
    with client_over(Settings(home=new_home())) as client:
        client.post("/api/v1/documents", files={"file": (SAMPLE_REPORTS[0].name, SAMPLE_REPORTS[0].read_bytes())})
        wait_until_settled(client)
        yield client


def without_its_lifespan(app: Any) -> Any:
    """The app as it runs: schemathesis would start it a second time."""

    async def reached(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})

    return reached


@pytest.mark.parametrize(("method", "path", "mode"), requests())
def test_every_answer_is_one_that_is_described(service: TestClient, method: str, path: str, mode: str) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", without_its_lifespan(service.app), config=REFUSED)

    @seed(20260201)
    @settings(
        max_examples=10,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][method].as_strategy(MODES[mode]))
    def answers_as_described(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    answers_as_described()
