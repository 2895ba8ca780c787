"""``kill -9`` at any moment: what was accepted becomes ready at the next start."""

from __future__ import annotations

import time
from pathlib import Path

import httpx

from knowledge.library import Library
from tests.api.conftest import NewHome
from tests.api.serving import Serving

LONG = "（{n}）街镇执法情况。{n}号街镇全年检查{a}户次，立案{b}件，罚款{c}万元，办结投诉举报{d}件。\n"


def report(year: int) -> bytes:
    rows = "".join(LONG.format(n=n, a=n * 31 + year, b=n + 7, c=n + 0.5, d=n * 9 + 2) for n in range(1, 40))
    return f"桥东区市场监督管理局{year}年行政执法工作报告\n\n一、基本情况\n\n{rows}".encode()


def send(serving: Serving, years: range) -> list[str]:
    with httpx.Client(trust_env=False, timeout=120) as client:
        replies = [
            client.post(f"{serving.url}/api/v1/documents", files={"file": (f"{year}.txt", report(year))})
            for year in years
        ]
    assert {reply.status_code for reply in replies} == {202}
    return [reply.json()["id"] for reply in replies]


def statuses(serving: Serving) -> dict[str, str]:
    page = httpx.get(f"{serving.url}/api/v1/documents", trust_env=False, timeout=120).json()
    return {document["id"]: document["status"] for document in page["documents"]}


def wait_for_one_to_be_worked_on(serving: Serving) -> None:
    end = time.monotonic() + 120
    while not {"reading", "embedding", "ready"} & set(statuses(serving).values()):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_every_accepted_document_is_ready_after_two_kills(new_home: NewHome) -> None:
    home: Path = new_home()
    with Serving(home) as serving:
        accepted = send(serving, range(2019, 2022))
        wait_for_one_to_be_worked_on(serving)
        serving.kill()
    with Serving(home) as serving:
        assert statuses(serving).keys() == set(accepted)
        serving.kill()  # again, while the leftovers are taken up
    with Serving(home) as serving:
        end = time.monotonic() + 200
        while set(statuses(serving).values()) != {"ready"}:
            assert "failed" not in statuses(serving).values()
            assert time.monotonic() < end
            time.sleep(0.2)
        assert serving.stop() == 0
    with Library.open(home) as library:
        assert library.check_agreement() == []
        assert {document.id for document in library.documents()} == set(accepted)
