from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import OURS
from tests.api.replies import assert_problem


def figures(service: TestClient, **wanted: str | int | list[int]) -> list[dict[str, object]]:
    page = service.get("/api/v1/figures", params={"limit": 1000, **wanted}).json()
    assert page["total"] == len(page["figures"])
    return list(page["figures"])


def test_a_figure_says_what_it_is_and_where_it_stands(service: TestClient) -> None:
    rows = figures(service, indicator="罚没款", year=2024)
    assert rows
    for row in rows:
        assert (row["indicator"], row["issuer"], row["year"]) == ("罚没款金额", OURS, 2024)
        assert str(row["value"]) in str(row["text"])
        assert isinstance(row["amount"], str)
        assert row["amount_unit"] == "元"


def test_filters_narrow_and_never_fall_back_to_everything(service: TestClient) -> None:
    everything = figures(service)
    assert {row["year"] for row in figures(service, year=[2022, 2023])} <= {2022, 2023}
    assert figures(service, issuer=OURS) == everything
    assert figures(service, issuer="河西区市场监督管理局") == []
    assert figures(service, indicator="宇宙飞船") == []
    assert figures(service, q="立案") != []
    assert len(figures(service, planned="false")) + len(figures(service, planned="true")) == len(everything)


def test_pages_follow_each_other_without_gap(service: TestClient) -> None:
    everything = [row["id"] for row in figures(service)]
    pages = [
        service.get("/api/v1/figures", params={"limit": 5, "offset": offset}).json()
        for offset in range(0, len(everything), 5)
    ]
    assert [row["id"] for page in pages for row in page["figures"]] == everything
    assert {page["total"] for page in pages} == {len(everything)}


@pytest.mark.parametrize(
    "wanted", [{"limit": 0}, {"limit": 100000}, {"offset": -1}, {"year": "去年"}, {"yaer": 2024}, {"q": "字" * 101}]
)
def test_a_filter_that_cannot_be_used_is_named(service: TestClient, wanted: dict[str, str | int]) -> None:
    body = assert_problem(service.get("/api/v1/figures", params=wanted), 422, "invalid")
    assert str(body["errors"][0]["field"]).split(".")[0] == next(iter(wanted))


def test_laws_are_listed_with_their_versions(service: TestClient) -> None:
    page = service.get("/api/v1/laws", params={"q": "行政处罚", "as_of": "2026-02-01"}).json()
    law = next(law for law in page["laws"] if law["name"] == "中华人民共和国行政处罚法")
    assert sum(version["in_force"] for version in law["versions"]) == 1
    assert page["total"] == len(page["laws"])
    assert service.get("/api/v1/laws", params={"q": "行政处罚", "limit": 1}).json()["total"] == page["total"]


@pytest.mark.parametrize("number", ["25", "第二十五条", "二十五", "第25条"])
@pytest.mark.parametrize("name", ["行政强制法", "中华人民共和国行政强制法"])
def test_an_article_is_found_however_it_is_named(service: TestClient, name: str, number: str) -> None:
    article = service.get(f"/api/v1/laws/{name}/articles/{number}", params={"as_of": "2026-02-01"}).json()
    assert (article["law"], article["article"]) == ("中华人民共和国行政强制法", "第二十五条")
    assert "不得超过三十日" in article["text"]
    assert article["as_of"] == "2026-02-01"
    assert article["version"]["in_force"]


def test_an_article_that_is_not_there_is_told_from_a_law_that_is_not(service: TestClient) -> None:
    body = assert_problem(service.get("/api/v1/laws/行政强制法/articles/300"), 404, "not-found")
    assert "71 条" in body["detail"]
    body = assert_problem(service.get("/api/v1/laws/行政强致法/articles/25"), 404, "not-found")
    assert "中华人民共和国行政强制法" in body["detail"]
    body = assert_problem(
        service.get("/api/v1/laws/行政强制法/articles/25", params={"as_of": "1990-01-01"}), 404, "not-found"
    )
    assert "1990-01-01" in body["detail"]


@pytest.mark.parametrize("number", ["abc", "0", "2.5", "1e9"])
def test_what_is_no_article_number_is_refused(service: TestClient, number: str) -> None:
    assert_problem(service.get(f"/api/v1/laws/行政强制法/articles/{number}"), 422, "invalid")


def test_section_templates_say_what_they_need(service: TestClient) -> None:
    page = service.get("/api/v1/sections").json()
    assert page["problems"] == []
    assert {section["title"] for section in page["sections"]} >= {"行政处罚履职情况"}
    assert any(indicator["needed"] for section in page["sections"] for indicator in section["indicators"])


def test_health_says_how_far_the_laws_are(service: TestClient) -> None:
    health = service.get("/api/v1/health").json()
    assert (health["status"], health["language_model"]) == ("ok", None)
    assert health["laws"]["status"] in {"embedding", "ready"}
    assert health["laws"]["articles"] > 20_000
    assert health["documents"] == {"ready": 3}


def test_metrics_count_requests_by_route_and_documents_by_status(service: TestClient) -> None:
    service.get("/api/v1/laws/行政强制法/articles/25")
    page = service.get("/api/v1/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    route = 'route="/api/v1/laws/{name}/articles/{number}"'
    assert f'report_assistant_requests_total{{method="GET",{route},status="200"}}' in page.text
    assert 'report_assistant_documents{status="ready"} 3.0' in page.text
    assert "行政强制法" not in page.text
