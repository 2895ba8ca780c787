"""The only door to a language model: the one import of langchain and of its chat models."""

from __future__ import annotations

from assistant.language_model.chat_model import ChatModel, Message, ModelHealth, guessed_tokens
from assistant.language_model.failures import ModelFailed, PromptTooLong
from assistant.language_model.settings import ModelSettings

__all__ = ["ChatModel", "Message", "ModelFailed", "ModelHealth", "ModelSettings", "PromptTooLong", "guessed_tokens"]
