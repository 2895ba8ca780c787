"""How the service is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas import Outgoing


class LawsState(Outgoing):
    """How far the national laws are."""

    status: Literal["loading", "embedding", "ready", "failed"] = Field(
        description="loading 正在载入，embedding 正在编入语义索引（按字词已可查），ready 完成，failed 失败"
    )
    progress: float = Field(description="进度，0 到 1")
    laws: int = Field(description="法律部数")
    articles: int = Field(description="条文数")
    reason: str = Field(description="失败原因")


class ModelState(Outgoing):
    """How the language model does; it is asked nothing for this."""

    status: Literal["unconfigured", "untried", "ok", "failing", "resting"] = Field(
        description="unconfigured 未配置；untried 尚未用过；ok 正常；failing 上次失败；resting 连续失败，暂停使用"
    )
    reason: str = Field(description="失败原因；此时回答照常给出，不经语言模型")


class Health(Outgoing):
    """Answered as soon as the library is open."""

    status: Literal["ok", "degraded"] = Field(description="ok 正常；degraded 有部分不可用，见 laws 与 documents")
    version: str = Field(description="程序版本")
    model: str = Field(description="向量模型")
    language_model: str | None = Field(description="语言模型，未配置时为空")
    language_model_state: ModelState
    laws: LawsState
    documents: dict[str, int] = Field(description="各状态的文档数", examples=[{"ready": 3}])
    issuer: str = Field(description="设置中的本单位")
    uptime_s: float = Field(description="已运行秒数")
