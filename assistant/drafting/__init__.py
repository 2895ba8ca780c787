"""Metrics and last year's section or a template → this year's text, every number with its origin."""
