"""A checked text as .docx: what was found as comments at the very words, safe replacements as tracked changes.

A .docx comes back as it was sent, with nothing else changed; for any other text a document is made.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator

from docx import Document

from api.checked_document.marks import Marker, Remark
from api.checked_document.places import places_in
from api.official_document import MEDIA_TYPE, OfficialText, official_document
from assistant.checking import SEVERITY_WORDS, CheckResult, Finding, in_words

__all__ = ["MEDIA_TYPE", "checked_document"]

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def checked_document(text: str, result: CheckResult, *, source: bytes | None, at: datetime.datetime) -> bytes:
    """The bytes of the .docx. ``source`` is the .docx that ``text`` was read from, None for any other text."""
    whole = source if source is not None else _laid_out(text)
    document = Document(io.BytesIO(whole))
    remarks = list(_remarks(result))
    Marker(document, places_in(document, _xml(text)), remarks, at).mark(in_words(result))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _remarks(result: CheckResult) -> Iterator[Remark]:
    for finding in result.findings:
        yield Remark(finding.span, _said(finding), finding.replacement if finding.safe else None)
    for item in result.not_verified:
        yield Remark(item.span, f"【未核验】{_xml(item.message)}")


def _said(finding: Finding) -> str:
    lines = [f"【{SEVERITY_WORDS[finding.severity]}】{finding.message}"]
    if finding.suggestion:
        lines.append(f"建议：{finding.suggestion}")
    if finding.citation:
        place = f"《{finding.citation.title}》{finding.citation.article or finding.citation.section}"
        lines.append(f"依据：{place}：“{finding.citation.text}”")
    return _xml("\n".join(lines))


def _laid_out(text: str) -> bytes:
    return official_document(OfficialText("", _xml(text)), "none", "outside")


def _xml(text: str) -> str:
    """Characters that no .docx can hold as a blank each, so that spans stay."""
    return _NOT_IN_XML.sub(" ", text)
