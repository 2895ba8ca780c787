from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, SettingsRefused, read_settings, user_data_folder, variable_names

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in variable_names().values():
        monkeypatch.delenv(variable, raising=False)


def test_defaults_serve_one_person_on_this_machine() -> None:
    settings = read_settings()
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)
    assert settings.home == user_data_folder()
    assert settings.embedding_model == "bundled"
    assert settings.embedded


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REPORT_ASSISTANT_HOME", str(tmp_path))
    monkeypatch.setenv("REPORT_ASSISTANT_MAX_UPLOAD_MB", "0.5")
    monkeypatch.setenv("REPORT_ASSISTANT_ISSUER", "青屏区市场监督管理局")
    settings = read_settings()
    assert settings.home == tmp_path
    assert settings.max_upload_bytes == 512 * 1024
    assert settings.issuer == "青屏区市场监督管理局"


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_ASSISTANT_PORT", "")
    assert read_settings().port == 8000


def test_a_value_that_cannot_be_used_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_ASSISTANT_PORT", "八千")
    with pytest.raises(SettingsRefused, match="REPORT_ASSISTANT_PORT"):
        read_settings()


def test_several_workers_over_an_embedded_store_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_ASSISTANT_WORKERS", "4")
    with pytest.raises(SettingsRefused, match=r"DATABASE_URL.*CHROMA_URL"):
        read_settings()


def test_several_workers_over_servers_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_ASSISTANT_WORKERS", "4")
    monkeypatch.setenv("DATABASE_URL", "postgresql://report:secret@db/report")
    monkeypatch.setenv("CHROMA_URL", "http://chroma:8000")
    settings = read_settings()
    assert not settings.embedded
    assert "secret" not in repr(settings)


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_in_the_readme(field: str) -> None:
    assert f"`{variable_names()[field]}`" in (ROOT / "README.md").read_text("utf-8")
