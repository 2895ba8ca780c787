"""Chat completions as clients of OpenAI's API write and read them; what we add has a field of its own."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import Day, Outgoing
from api.schemas.asking import AskResponse, NoticeOut
from api.schemas.evidence import AnswerFigureOut, CitationOut, SeriesRow

MESSAGES_LIMIT = 2_048


class _FromClients(BaseModel):
    """Clients send more than is used here (temperature, top_p, tools …); that is ignored, as they expect."""

    model_config = ConfigDict(extra="ignore")


class ContentPart(_FromClients):
    """A part of a message."""

    type: str = Field(max_length=40, description="只接受 text", examples=["text"])
    text: str | None = Field(default=None, description="文字")


class ChatMessage(_FromClients):
    """A turn of the chat as the client holds it."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(
        description="只用 user：最后一条是问题，以前的供理解追问；system 等照收，但不能改变答案"
    )
    content: str | list[ContentPart] | None = Field(default=None, description="文字，或由文字组成的若干部分")


class StreamOptions(_FromClients):
    """How to stream."""

    include_usage: bool | None = Field(default=None, description="为 true 时最后另发一块 usage")


class ResponseFormat(_FromClients):
    """In what form the client wants the answer."""

    type: Literal["text"] = Field(description="只能是 text")


class ChatMetadata(_FromClients):
    """What OpenAI's own fields have no place for."""

    conversation_id: str | None = Field(
        default=None, min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$", description="把这一问记入哪一次对话"
    )
    as_of: Day | None = Field(default=None, description="日期，“去年”等相对它而言；默认今天")
    deep: bool = Field(default=False, description="true 由语言模型分步查找，适合跨多份资料的问题")


class ChatRequest(_FromClients):
    """A chat completion wanted."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "model": "report-assistant",
                    "messages": [{"role": "user", "content": "2024年罚没款金额是多少？"}],
                    "stream": False,
                }
            ]
        },
    )

    model: str = Field(min_length=1, max_length=200, description="见 GET /v1/models")
    messages: list[ChatMessage] = Field(
        min_length=1, max_length=MESSAGES_LIMIT, description=f"对话，最多 {MESSAGES_LIMIT} 条"
    )
    stream: bool | None = Field(default=None, description="为 true 时以 server-sent events 返回")
    stream_options: StreamOptions | None = Field(default=None, description="流式返回的选项")
    n: int | None = Field(default=None, ge=1, le=1, description="只能是 1：同一问题只有一个有依据的答案")
    user: str | None = Field(default=None, max_length=200, description="谁在问，记入对话")
    metadata: ChatMetadata | None = Field(default=None, description="附加说明：接哪一次对话、以哪天为准")
    response_format: ResponseFormat | None = Field(default=None, description="只能是文字")


class UrlCitation(Outgoing):
    """The part of an annotation that OpenAI's clients know."""

    start_index: int = Field(description="[n] 在 content 中第一次出现的起点")
    end_index: int = Field(description="终点，不含")
    title: str = Field(description="名称，章节或条")
    url: str = Field(description="文档或条文在本服务的地址")


class ChatAnnotation(Outgoing):
    """What one [n] of the content points to."""

    type: Literal["url_citation"] = Field(
        default="url_citation", description="与 OpenAI 的网页引用同类，供其客户端显示"
    )
    url_citation: UrlCitation
    citation: CitationOut


class ChatAnswer(Outgoing):
    """The answer as a message."""

    role: Literal["assistant"] = Field(default="assistant", description="答者")
    content: str = Field(description="回答，带 [n]，末尾附依据清单")
    refusal: None = Field(default=None, description="总为空：没有答案时 content 说明原因")
    annotations: list[ChatAnnotation] = Field(description="各个 [n] 的依据")


class ChatChoice(Outgoing):
    """The one answer."""

    index: int = Field(default=0, description="总为 0")
    message: ChatAnswer
    logprobs: None = Field(default=None, description="总为空")
    finish_reason: Literal["stop"] = Field(default="stop", description="总为 stop：回答从不截断")


class ChatUsage(Outgoing):
    """Tokens, guessed: one for each Chinese sign, one for three of ASCII."""

    prompt_tokens: int = Field(description="messages 的估计 token 数")
    completion_tokens: int = Field(description="content 的估计 token 数")
    total_tokens: int = Field(description="两者之和")


class AnswerFacts(Outgoing):
    """What this service knows of the answer beyond its words."""

    status: Literal["answered", "not_found", "conflict"] = Field(
        description="answered 有答案；not_found 资料中没有；conflict 资料中说法不一"
    )
    figures: list[AnswerFigureOut] = Field(description="作为答案的数据；not_found 时为空")
    rows: list[SeriesRow] = Field(description="多个年度或单位的数列")
    conversation_id: str = Field(description="接着问时放进 metadata.conversation_id")
    turn: int = Field(description="对话中的第几问，从 1 起")
    model: str | None = Field(description="措辞出自哪个语言模型；未经模型时为空")
    notices: list[NoticeOut] = Field(description="回答是怎样得来的")

    @classmethod
    def of(cls, answer: AskResponse) -> AnswerFacts:
        """From the answer of /api/v1/ask."""
        return cls(**{name: getattr(answer, name) for name in cls.model_fields})


class ChatCompletion(Outgoing):
    """The whole answer."""

    id: str = Field(description="编号")
    object: Literal["chat.completion"] = Field(default="chat.completion", description="类型")
    created: int = Field(description="Unix 时间（秒）")
    model: str = Field(description="所请求的模型")
    choices: list[ChatChoice] = Field(description="总是一个")
    usage: ChatUsage
    report_assistant: AnswerFacts


class ChatModelOut(Outgoing):
    """A way to be answered."""

    id: str = Field(description="名称", examples=["report-assistant"])
    object: Literal["model"] = Field(default="model", description="类型")
    created: int = Field(description="Unix 时间（秒）")
    owned_by: Literal["report-assistant"] = Field(default="report-assistant", description="由谁提供")


class ChatModelsOut(Outgoing):
    """Every way to be answered."""

    object: Literal["list"] = Field(default="list", description="类型")
    data: list[ChatModelOut] = Field(description="可用的模型")


class ChatError(Outgoing):
    """What went wrong, as OpenAI's clients read it."""

    message: str = Field(description="什么不对、在哪里、该怎么办")
    type: Literal["invalid_request_error", "server_error"] = Field(description="请求有误，或服务出错")
    param: str | None = Field(description="出错的字段")
    code: str | None = Field(description="问题的种类，稳定不变", examples=["model_not_found"])


class ChatErrorBody(Outgoing):
    """The body of every error below /v1."""

    error: ChatError
