"""Which model, where, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model that speaks the OpenAI protocol (vLLM, Ollama, llama.cpp, a vendor) or any provider of LangChain's.

    ``key`` never shows in a repr, a log or an error. ``timeout_s`` is the longest silence that is waited for,
    ``total_s`` the longest a whole reply may take, however busily it trickles: both bound every call together
    (a call ends after at most ``(retries + 1) × (total_s + timeout_s)``). ``context_tokens`` is what the model can
    read and write together, of which ``reply_tokens`` are kept for the reply. After ``failures_to_open`` failures in
    a row nothing is asked for ``rest_s``; then one call tries again.
    """

    model: str
    url: str = ""
    key: str = field(default="", repr=False)
    provider: str = "openai"
    timeout_s: float = 30.0
    total_s: float = 120.0
    retries: int = 1
    context_tokens: int = 8192
    reply_tokens: int = 1024
    failures_to_open: int = 3
    rest_s: float = 30.0
