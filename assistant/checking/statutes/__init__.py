"""What a sentence says of a rule, held against the rule itself. The public door is :func:`check_statutes`."""

from assistant.checking.statutes.judging import check_statutes

__all__ = ["check_statutes"]
