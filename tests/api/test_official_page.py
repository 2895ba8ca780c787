"""The page of GB/T 9704-2012 as it is printed: counted on a page that LibreOffice renders, and kept by a round trip."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from api.official_document import Ground, OfficialText, official_document

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or pdftotext is not installed"
)
SENTENCE = "坚持严格规范公正文明执法持续优化营商环境不断提升依法行政能力和水平"
TEXT = (
    "一、基本情况\n（一）行政处罚\n"
    + "\n".join(f"{SENTENCE * 6}。" for _ in range(8))
    + "\n全年立案702件，【待补：结案】件。"
)
POINTS_IN_MM = 72 / 25.4


@pytest.fixture(scope="module")
def written() -> bytes:
    at = TEXT.index("702件")
    grounds = [Ground(at, at + 4, "702件", "供稿", "立案")]
    text = OfficialText(
        "云河区市场监督管理局2026年行政执法工作报告", TEXT, grounds, ["结案"], ["原因沿用上年文字，请确认"]
    )
    return official_document(text, "annex", "outside")


def converted(content: bytes, to: str, folder: Path) -> Path:
    source = folder / "draft.docx"
    source.write_bytes(content)
    made = folder / "made"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(made), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return made / f"draft.{to}"


def lines_of(pdf: Path, page: int) -> list[tuple[float, float, str]]:
    """(left, right, words) of each line of a page from the top, in mm."""
    command = ["pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), str(pdf), "-"]
    page_words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
    for word in re.finditer(r'<word xMin="(.+?)" yMin=".+?" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page_words):
        rows[round(float(word[3]) / 10)].append((float(word[1]), float(word[2]), word[4]))
    found = []
    for _, words in sorted(rows.items()):
        words.sort()
        found.append((words[0][0] / POINTS_IN_MM, words[-1][1] / POINTS_IN_MM, "".join(w for _, _, w in words)))
    return found


@needs_office
def test_a_printed_page_has_22_lines_of_28_characters_within_the_margins(written: bytes, tmp_path: Path) -> None:
    lines = lines_of(converted(written, "pdf", tmp_path), 2)
    assert lines[-1][2] == "—2—"
    text = lines[:-1]
    assert len(text) == 22
    full = [line for line in text if line[1] > 182]
    assert full
    assert all(len(words) == 28 for left, _, words in full if abs(left - 28) < 0.5)
    assert all(183 < right < 184.6 for _, right, _ in full)


def font_of(paragraph: Paragraph) -> str | None:
    """The Chinese font of its first words: their own, else that of the style."""
    for properties in (paragraph.runs[0]._r.rPr, paragraph.style.element.rPr if paragraph.style else None):
        fonts = properties.find(qn("w:rFonts")) if properties is not None else None
        if fonts is not None and fonts.get(qn("w:eastAsia")):
            return str(fonts.get(qn("w:eastAsia")))
    return None


def page_facts(content: bytes) -> dict[str, object]:
    """What the standard fixes, as the file says it."""
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    body = next(p for p in document.paragraphs if p.text.startswith("坚持"))
    title = next(p for p in document.paragraphs if p.text.startswith("云河区"))
    chapter = next(p for p in document.paragraphs if p.text.startswith("一、"))
    part = next(p for p in document.paragraphs if p.text.startswith("（一）"))
    assert section.page_width is not None
    assert section.top_margin is not None
    fonts = [font_of(paragraph) for paragraph in (title, chapter, part, body)]
    return {
        "page": (round(section.page_width.mm), round((section.page_height or Mm(0)).mm)),
        "margins": [
            round((side or Mm(0)).mm)
            for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        ],
        "fonts": fonts,
        "sizes": [p.runs[0].font.size for p in (title, chapter, part)],
        "body size": body.runs[0].font.size or document.styles["Normal"].font.size,
        "pitch": (body.paragraph_format.line_spacing_rule, body.paragraph_format.line_spacing),
        "indent": round((body.paragraph_format.first_line_indent or Pt(0)).pt),
        "page number": "PAGE" in section.footer._element.xml,
        "odd and even": document.settings.odd_and_even_pages_header_footer,
    }


WANTED = {
    "page": (210, 297),
    "margins": [37, 35, 28, 26],
    "fonts": ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"],
    "sizes": [Pt(22), Pt(16), Pt(16)],
    "body size": Pt(16),
    "indent": 32,
    "page number": True,
    "odd and even": True,
}


def test_the_file_says_what_the_standard_fixes(written: bytes) -> None:
    facts = page_facts(written)
    assert {key: facts[key] for key in WANTED} == WANTED
    assert facts["pitch"][0] == WD_LINE_SPACING.EXACTLY  # type: ignore[index]


@needs_office
def test_a_round_trip_through_libreoffice_keeps_it(written: bytes, tmp_path: Path) -> None:
    facts = page_facts(converted(written, "docx", tmp_path).read_bytes())
    assert {key: facts[key] for key in WANTED} == WANTED
    assert facts["pitch"] == page_facts(written)["pitch"]


def test_the_annex_lists_what_is_missing_and_what_to_confirm(written: bytes) -> None:
    words = [paragraph.text for paragraph in Document(io.BytesIO(written)).paragraphs]
    assert "待补：结案" in words
    assert "待确认1：原因沿用上年文字，请确认" in words
