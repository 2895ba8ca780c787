"""What after a place is the rest of a body's name: 岚洲|消防2025年…, 松河|交易中心…, 芦坪区|局, 骊水|烟草|上缴…."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.asking.bodies.body_lists import issuer_names
from assistant.asking.bodies.body_names import GOVERNMENTS, take_apart
from assistant.asking.bodies.office_names import bare_names, is_short_for
from knowledge.word_segmentation import word_frequency

PERIOD_NEXT = (
    r"$|[\s\d，。,？?！!：:（(]|去年|今年|前年|上年|本年|近[两三四五\d]年|历年|[上下]半年|第?[一二三四]季度|全年"
)
_CLOSED = re.compile(rf"{PERIOD_NEXT}|的|报告|年报|干部|干警|民警")
_PART = re.compile(r"[\u4e00-\u9fff]{2,4}(?:大队|中队|分局|支局|所(?!有|属)|站)")
_JOINED = frozenset("和与及比跟、")
_ITS_BUREAU = re.compile("局(?![部面势限域长])")
_WHAT_IS_ASKED = re.compile(
    r"[\u4e00-\u9fff]+?(?=多少|几|[有是为达占](?=多少|几)|的|去年|今年|前年|同比|[^\u4e00-\u9fff]|$)"
)
_LONGEST_SHORT, _LONGEST_WORD = 10, 3  # signs: of a shortened name, of a word that a name may be the beginning of
_GOVERNMENT = ("人民政府", "政府")
_TELLING = 4  # signs of an indicator that is told without the office's name


def rest_of_name(
    text: str, at: int, here: Sequence[str], stems: Collection[str], *, run_on: bool
) -> tuple[int, tuple[str, ...]]:
    """Where the name of one of the bodies ``here`` ends that begins with the place before ``at``, and which they are.

    (at, ()) where nothing of a name follows. ``run_on``: also where what is asked follows at once (骊水烟草|上缴罚没款)
    or the word is as common for what is counted (青岭教育|去年); such words can be read the other way, too.
    """
    if _ITS_BUREAU.match(text, at):
        bureaus = tuple(issuer for issuer in here if take_apart(issuer).office.endswith("局"))
        return (at + 1, bureaus) if bureaus else (at, ())
    found: dict[int, list[str]] = {}
    for issuer in here:
        for end in _ends(text, at, issuer, stems, run_on=run_on):
            found.setdefault(end, []).append(issuer)
    longest = max(found, default=at)
    return longest, tuple(found.get(longest, ()))


def _ends(text: str, at: int, issuer: str, stems: Collection[str], *, run_on: bool) -> Iterator[int]:
    name = take_apart(issuer)
    for length in range(2, _LONGEST_SHORT + 1):
        short = text[at : at + length]
        if len(short) == length and is_short_for(short, name.office):
            yield at + length
    for word in issuer_names().spoken.get(name.organ, ()):
        if text.startswith(word, at):
            yield at + len(word)
    for word in _GOVERNMENT if name.organ in GOVERNMENTS else bare_names(name.organ, name.office):
        if text.startswith(word, at):
            end = _closed(text, at + len(word), stems)
            if end and (run_on or word not in issuer_names().no_bare):
                yield end
            elif run_on and _may_run_on(text, at, at + len(word)):
                yield at + len(word)


def _closed(text: str, end: int, stems: Collection[str]) -> int:
    """Where the body ends whose name nothing goes on with: a period, its part, another body; 0 for 临湖|交通|事故."""
    whole = next((word for word in issuer_names().whole_body if text.startswith(word, end)), "")
    after = text[end:]
    joined = after[:1] in _JOINED and after[1:].startswith(tuple(stems))
    return end + len(whole) if whole or joined or _CLOSED.match(after) or _PART.match(after) else 0


def _may_run_on(text: str, at: int, end: int) -> bool:
    """Whether what is asked may begin at ``end``: what a body does, or words enough that are none with the name.

    交通|事故, 教育|经费 are words of their own.
    """
    after = text[end:]
    if after.startswith(issuer_names().inner_parts) or _JOINED & set(after[:1]):
        return False
    if text.startswith(issuer_names().not_bodies, at):  # 政府采购
        return False
    if any(word_frequency(text[at : end + length]) for length in range(1, _LONGEST_WORD + 1)):
        return False
    asked = _WHAT_IS_ASKED.match(after)
    return after.startswith(issuer_names().does) or (asked is not None and len(asked.group()) >= _TELLING)
