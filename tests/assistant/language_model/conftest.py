from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scripted_model import ScriptedModel, running_model


@pytest.fixture(scope="session")
def scripted() -> Iterator[ScriptedModel]:
    """The server process."""
    with running_model() as model:
        yield model
