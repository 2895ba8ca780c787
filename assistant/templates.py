"""The only reader of prompts/: sandboxed Jinja2 with StrictUndefined; each template's variables equal its header."""

from __future__ import annotations
