"""What can go wrong with a model. None of it may keep an answer from being given without the model.

ModelFailed
└── PromptTooLong   the evidence does not fit the context: no fault of the server, the circuit stays closed
"""

from __future__ import annotations


class ModelFailed(RuntimeError):
    """The model gave nothing that can be used; the message says in Chinese why, without the server's own words."""


class PromptTooLong(ModelFailed):
    """The prompt would not fit the context that the settings allow."""
