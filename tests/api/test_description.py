"""What the API says of itself: complete, in Chinese, with examples that are true, and readable without the internet."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from api.wiring import create_app

PAGE: dict[str, Any] = create_app(Settings()).openapi()
OPERATIONS = [(path, method) for path, methods in PAGE["paths"].items() for method in methods]
SCHEMAS = PAGE["components"]["schemas"]
EXAMPLES = [(name, example) for name, schema in SCHEMAS.items() for example in schema.get("examples", [])]


def chinese(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_address_is_described_in_chinese_with_its_problems(path: str, method: str) -> None:
    operation = PAGE["paths"][path][method]
    assert chinese(operation["summary"])
    assert chinese(operation["description"])
    assert all(chinese(parameter["description"]) for parameter in operation.get("parameters", []))
    if path.startswith("/v1/"):  # for OpenAI's clients, in their shape
        assert operation["responses"]["4XX"]["content"]["application/json"]["schema"]["$ref"].endswith("ChatErrorBody")
    elif not path.endswith("/metrics"):
        assert "application/problem+json" in operation["responses"]["422"]["content"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described_in_chinese(name: str) -> None:
    for field, schema in SCHEMAS[name].get("properties", {}).items():
        assert chinese(str(schema)) or "$ref" in str(schema), f"{name}.{field}"


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_examples_have_the_fields_that_they_show(name: str, example: dict[str, Any]) -> None:
    schema = SCHEMAS[name]
    nullable = {field for field, about in schema["properties"].items() if "null" in str(about)}  # left out of the page
    assert set(schema.get("required", [])) - nullable <= example.keys() <= schema["properties"].keys()


@pytest.mark.parametrize("path", ["/docs", "/api/v1/docs", "/"])
def test_the_page_for_people_needs_nothing_from_elsewhere(service: TestClient, path: str) -> None:
    reply = service.get(path)
    assert reply.status_code == 200
    assert "POST /api/v1/ask" in reply.text
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", reply.text)
    assert "<script" not in reply.text
