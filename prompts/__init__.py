"""Text only: section templates (Jinja2) and, later, what a language model is told."""
