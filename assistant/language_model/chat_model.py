"""A chat model that is asked in one way, answers in bounded time, and whose failures are all of one kind."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import httpx2
from langchain_core.language_models import BaseChatModel
from openai import APIStatusError, APITimeoutError

from assistant.language_model.bounded_transport import BoundedTransport, NoEventStream, ReplyTooLong
from assistant.language_model.circuit import Circuit
from assistant.language_model.failures import ModelFailed, PromptTooLong
from assistant.language_model.settings import ModelSettings

log = logging.getLogger("report_assistant.language_model")
PAUSE_S = 0.3  # before a second try
_ASKED_TOO_MUCH = 429
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Message:
    """A turn of what the model is told. Text of documents and of people stands in ``user`` turns only."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class ModelHealth:
    """``untried`` until the first call; ``failing`` with the reason, and ``resting`` while nothing is asked."""

    status: Literal["untried", "ok", "failing", "resting"]
    model: str
    reason: str = ""


class ChatModel:
    """A model by its settings. Nothing is loaded or asked before the first call, so that it can't hold up a start.

    Every method may be called from several threads.
    """

    def __init__(
        self,
        settings: ModelSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self._clock = clock
        self._sleep = sleep
        self._circuit = Circuit(settings.failures_to_open, settings.rest_s, clock)

    @property
    def name(self) -> str:
        """The model's name, as the settings give it."""
        return self.settings.model

    def health(self) -> ModelHealth:
        """How the last calls went; asks nothing."""
        if self._circuit.open:
            return ModelHealth("resting", self.name, self._circuit.reason)
        if self._circuit.reason:
            return ModelHealth("failing", self.name, self._circuit.reason)
        return ModelHealth("ok" if self._circuit.tried else "untried", self.name)

    def room(self, messages: Sequence[Message]) -> int:
        """How many more tokens of prompt would fit (negative: too long), by a careful guess of tokens."""
        used = sum(guessed_tokens(message.text) + 8 for message in messages)
        return self.settings.context_tokens - self.settings.reply_tokens - used

    def stream(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None
    ) -> Generator[str, None, None]:
        """The reply as it comes. ``schema``: the reply is to be JSON of this schema (servers may not keep to it).

        A failure before the first words is tried again; one after them is final. Raises ModelFailed.
        """
        if self.room(messages) < 0:
            raise PromptTooLong(f"依据太长，超出语言模型“{self.name}”的上下文（{self.settings.context_tokens}）")
        if not self._circuit.may_pass():
            raise ModelFailed(f"语言模型“{self.name}”连续出错，暂停使用：{self._circuit.reason}")
        ended = False
        try:
            yield from self._attempts(messages, schema)
            self._circuit.succeeded()
            ended = True
        except ModelFailed as failure:
            self._circuit.failed(str(failure))
            ended = True
            raise
        finally:
            if not ended:
                self._circuit.given_up()

    def complete(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None) -> str:
        """The whole reply. Raises ModelFailed."""
        return "".join(self.stream(messages, schema=schema))

    def _attempts(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Iterator[str]:
        for left in range(self.settings.retries, -1, -1):
            begun = False
            try:
                for words in self._once(messages, schema):
                    begun = True
                    yield words
            except Exception as error:  # whatever a server sends must not become a fault of ours
                log.warning("model call failed", extra={"facts": {"model": self.name, "error": type(error).__name__}})
                if begun or not left or not _worth_another_try(error):
                    raise ModelFailed(_why(error, self.settings)) from error
            else:
                if begun:
                    return
                if not left:
                    raise ModelFailed(f"语言模型“{self.name}”没有给出内容")
            self._sleep(PAUSE_S)

    def _once(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Iterator[str]:
        options: dict[str, Any] = {}
        if schema is not None:
            wanted = {"name": "reply", "schema": dict(schema), "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": wanted}
        turns = [(message.role, message.text) for message in messages]
        for chunk in self.langchain.stream(turns, **options):
            if isinstance(chunk.content, str) and chunk.content:
                yield chunk.content

    @cached_property
    def langchain(self) -> BaseChatModel:
        """LangChain's model. Raises ModelFailed for a provider whose package is not installed."""
        from langchain.chat_models import init_chat_model

        settings = self.settings
        options: dict[str, Any] = {"temperature": 0, "timeout": settings.timeout_s, "max_retries": 0}
        if settings.provider == "openai":
            transport = BoundedTransport(httpx2.HTTPTransport(), settings.total_s, self._clock)
            options |= {
                "http_client": httpx2.Client(transport=transport, timeout=settings.timeout_s),
                "api_key": settings.key or "none",  # local servers want none, the client wants one
                "extra_body": {"max_tokens": settings.reply_tokens},  # the word that every server knows
                "streaming": True,
                "use_responses_api": False,
            }
            if settings.url:
                options["base_url"] = settings.url
        made: BaseChatModel = init_chat_model(settings.model, model_provider=settings.provider, **options)
        return made


def guessed_tokens(text: str) -> int:
    """At least as many tokens as usual vocabularies need: one for each sign of Chinese, one for three of ASCII."""
    ascii_signs = sum(sign.isascii() for sign in text)
    return len(text) - ascii_signs + (ascii_signs + 2) // 3


def _worth_another_try(error: Exception) -> bool:
    if isinstance(error, APIStatusError):
        return error.status_code >= _SERVER_FAULT or error.status_code == _ASKED_TOO_MUCH
    return not isinstance(error, ImportError) and not _caused_by(error, NoEventStream)


def _caused_by(error: BaseException | None, *kinds: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kinds):
            return True
        error = error.__cause__ or error.__context__
    return False


def _why(error: Exception, settings: ModelSettings) -> str:
    """In Chinese, for a person; never the server's words, which may carry anything."""
    at = f"语言模型“{settings.model}”（{settings.url or settings.provider}）"
    if isinstance(error, APIStatusError):
        return f"{at}回答了 HTTP {error.status_code}，请检查地址、密钥和模型名称"
    if isinstance(error, ImportError):
        return f"{at}需要的 LangChain 组件没有安装（provider：{settings.provider}）"
    reasons: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
        ((NoEventStream,), "没有返回事件流，地址可能不对（一般以 /v1 结尾）"),
        ((ReplyTooLong,), f"的回复超过了时间或长度上限（{settings.total_s:g} 秒）"),
        ((APITimeoutError, httpx2.TimeoutException), f"超过 {settings.timeout_s:g} 秒没有回音"),
        ((httpx2.ConnectError,), "连接不上，请确认服务已启动"),
    )
    for kinds, reason in reasons:
        if _caused_by(error, *kinds):
            return at + reason
    return f"{at}的回复无法读取（{type(error).__name__}）"
