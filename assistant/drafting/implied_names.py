"""What a slot leaves unsaid because a heading or an earlier number of its sentence has said it.

食品安全 / 监督抽检1712批次，合格率98.4%: that is the 食品监督抽检合格率. 新设立经营主体100户，其中企业40户: 新设立企业.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.movement_words import movement_words
from assistant.drafting.slots import Slot

_HEADING = re.compile(
    r"^#*\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]|（\d+）)\s*([^。\n]{2,30})", re.M
)


def implied_names(text: str, slots: Sequence[Slot], index: int, title: str = "") -> list[str]:
    """Fuller names that the slot may mean; only an indicator that is exactly one of them may be taken for it."""
    slot = slots[index]
    if slot.figure is None:
        return []
    name = slot.figure.surface
    light = next((verb for verb in movement_words().light if name.startswith(verb)), "")
    before = [s for s in slots[:index] if slot.sentence.contains(s.span) and s.figure is not None and not s.is_change]
    found = [lead + name for lead in _leads(before, name)]
    if len(name) == 2:  # 受理行政许可申请100件，办结90件: what the verb before was done to
        found.extend(name + s.figure.surface[2:] for s in before if s.figure is not None and len(s.figure.surface) > 4)
    if light and len(name) - len(light) > 2:
        found.append(name.removeprefix(light))
    topic = _topic(text, slot, title)
    return [*found, *(topic + words for words in (name, *found) if topic and topic not in words)]


def _leads(before: Sequence[Slot], name: str) -> list[str]:
    """How earlier names of the sentence begin (新设立经营主体 → 新, 新设, 新设立), or all of one before a rate."""
    leads: list[str] = []
    for slot in before:
        assert slot.figure is not None
        surface = slot.figure.surface
        if name.endswith("率"):
            leads.append(surface)
        leads.extend(surface[:length] for length in range(2, min(6, len(surface))))
    return list(dict.fromkeys(leads))


def _topic(text: str, slot: Slot, title: str) -> str:
    """食品 of the heading （一）食品安全: what the section is about, without the words any heading may end with."""
    headings = [found.group(1) for found in _HEADING.finditer(text, 0, slot.span.start)]
    words = re.sub(r"\s", "", headings[-1] if headings else title.rsplit(" ", maxsplit=1)[-1])
    endings = "|".join(map(re.escape, movement_words().heading_ends))
    return re.sub(rf"(?:{endings})+$", "", words)


def with_implied_names(text: str, slots: Sequence[Slot], title: str = "") -> list[Slot]:
    """The slots, each knowing the fuller names it may stand for."""
    return [
        replace(slot, implied=tuple(implied_names(text, slots, index, title))) if slot.figure else slot
        for index, slot in enumerate(slots)
    ]
