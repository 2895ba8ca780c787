"""What can be set from outside: read once, here, and passed on as one object."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.language_model import ModelSettings

PREFIX = "REPORT_ASSISTANT_"
MEGABYTE = 1024 * 1024


class SettingsRefused(ValueError):
    """A setting can't be used; the message says in Chinese which one, why and what to do."""


def user_data_folder() -> Path:
    """Where this platform keeps a program's data for one user."""
    if sys.platform == "win32":
        parent = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        parent = Path.home() / "Library" / "Application Support"
    else:
        parent = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return parent / "report-assistant"


class Settings(BaseSettings):
    """The settings; each is an environment variable named in README.md (a test holds the two together)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, populate_by_name=True, extra="ignore")

    home: Path = Field(default_factory=user_data_folder, description="数据目录")
    host: str = Field(default="127.0.0.1", description="监听地址")
    port: int = Field(default=8000, ge=0, le=65535, description="监听端口，0 表示由系统选一个")
    issuer: str = Field(default="", max_length=100, description="本单位名称，“咱们局”“我局”指它")
    embedding_model: str = Field(default="bundled", description="bundled，或 sentence-transformers 模型的目录或名称")
    max_upload_mb: float = Field(default=50, gt=0, le=1024, description="单个上传文件的上限（MB）")
    templates: Path | None = Field(default=None, description="自备章节模板的目录")
    rules: Path | None = Field(default=None, description="自备审校规则和词表的文件夹（*.toml）")
    rules_off: str = Field(default="", max_length=4000, description="停用的审校规则编号或种类，用逗号分隔")
    language_model: str = Field(default="", description="语言模型的名称，空为不用")
    language_model_provider: str = Field(default="openai", description="LangChain 的 provider，openai 指任何兼容服务")
    language_model_url: str = Field(default="", description="OpenAI 兼容服务的地址，一般以 /v1 结尾")
    language_model_key: SecretStr = Field(default=SecretStr(""), description="密钥，不会出现在日志里")
    language_model_timeout_s: float = Field(default=30, gt=0, le=600, description="最多等多少秒没有回音")
    language_model_total_s: float = Field(default=120, gt=0, le=3600, description="一次回复最多用多少秒")
    language_model_retries: int = Field(default=1, ge=0, le=5, description="失败后重试几次")
    language_model_context: int = Field(default=8192, ge=2048, le=2_000_000, description="模型的上下文长度（token）")
    language_model_checks: bool = Field(default=False, description="审校时也请语言模型提建议")
    workers: int = Field(default=1, ge=1, le=64, description="服务进程数，多于 1 个须用数据库和向量服务")
    database_url: SecretStr = Field(
        default=SecretStr(""), validation_alias="DATABASE_URL", description="PostgreSQL 地址"
    )
    chroma_url: str = Field(default="", validation_alias="CHROMA_URL", description="Chroma 服务地址")

    @property
    def max_upload_bytes(self) -> int:
        """The limit for one uploaded file, in bytes."""
        return int(self.max_upload_mb * MEGABYTE)

    @property
    def model_settings(self) -> ModelSettings | None:
        """The language model that is set, None when none is."""
        if not self.language_model:
            return None
        return ModelSettings(
            model=self.language_model,
            url=self.language_model_url,
            key=self.language_model_key.get_secret_value(),
            provider=self.language_model_provider,
            timeout_s=self.language_model_timeout_s,
            total_s=self.language_model_total_s,
            retries=self.language_model_retries,
            context_tokens=self.language_model_context,
            reply_tokens=min(1024, self.language_model_context // 4),
        )

    @property
    def embedded(self) -> bool:
        """Whether records or vectors lie in files that exactly one process may open."""
        return not (self.database_url.get_secret_value() and self.chroma_url)


def read_settings() -> Settings:
    """Read the environment. Raises SettingsRefused naming the variable at fault."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsRefused("；".join(_fault(item["loc"], item["msg"]) for item in error.errors())) from error
    refuse_shared_embedded_store(settings)
    return settings


def refuse_shared_embedded_store(settings: Settings) -> None:
    """Several processes over an embedded store would corrupt it. Raises SettingsRefused."""
    if settings.workers > 1 and settings.embedded:
        raise SettingsRefused(
            f"{PREFIX}WORKERS={settings.workers}：资料存放在本机文件里，只允许一个进程打开，多个进程会损坏向量库。"
            f"请把 {PREFIX}WORKERS 设为 1，或同时设置 DATABASE_URL（PostgreSQL）和 CHROMA_URL（Chroma 服务）。"
        )


def variable_names() -> dict[str, str]:
    """Field → the environment variable that sets it."""
    return {
        name: str(field.validation_alias) if field.validation_alias else f"{PREFIX}{name.upper()}"
        for name, field in Settings.model_fields.items()
    }


def _fault(place: tuple[int | str, ...], message: str) -> str:
    name = str(place[0]) if place else ""
    variable = variable_names().get(name, name)
    return f"设置 {variable} 的值不能用（{message}），请改正或去掉这个环境变量。"
