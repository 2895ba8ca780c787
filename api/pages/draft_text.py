"""A draft as HTML: every number coloured by where it comes from, with its ground to read on hover or focus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from api.pages.texts import text
from api.schemas.drafts import ground_of
from assistant.drafting.drafts import DraftFigure

_GAP = re.compile(f"【{text('draft.gap')}[^】]*】")


def draft_html(text: str, figures: Sequence[DraftFigure]) -> str:
    """The text; figures of one place given twice are shown once."""
    parts: list[str] = []
    end = 0
    for figure in sorted(figures, key=lambda figure: figure.span):
        if figure.span.start < end or figure.span.of(text) != figure.text:
            continue
        parts.append(_words(text[end : figure.span.start]))
        parts.append(_figure(figure))
        end = figure.span.end
    return "".join([*parts, _words(text[end:])])


def _words(text: str) -> str:
    return _GAP.sub(r'<mark class="gap">\g<0></mark>', escape(text))


def _figure(figure: DraftFigure) -> str:
    ground = ground_of(figure)
    told = escape(f"{ground.origin}：{ground.basis}" if ground.basis else ground.origin, quote=True)
    return f'<span class="origin {figure.origin}" tabindex="0" title="{told}">{escape(figure.text)}</span>'
