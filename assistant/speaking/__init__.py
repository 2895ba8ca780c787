"""A model may word an answer, a draft or a finding; what it may say is decided by the evidence alone."""

from __future__ import annotations

from assistant.speaking.exploring import explore
from assistant.speaking.pieces import Done, Evidence, Notice, Piece, Said
from assistant.speaking.speak import speak

__all__ = ["Done", "Evidence", "Notice", "Piece", "Said", "explore", "speak"]
