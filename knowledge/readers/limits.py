"""The bounds of what is read; beyond them a file is refused with a reason, never half read."""

from __future__ import annotations

from knowledge.readers.blocks import UnreadableFile

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_TEXT_CHARACTERS = 20_000_000
MAX_TABLE_CELLS = 500_000
MAX_PDF_PAGES = 2_000
MAX_ARCHIVE_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
# Office files of plain text reach 1:20; a ratio beyond this over more than a few megabytes is a bomb.
MAX_UNPACK_RATIO = 150
RATIO_COUNTS_FROM_BYTES = 8 * 1024 * 1024
MAX_HTML_DEPTH = 200


def check_text_length(text: str, name: str) -> None:
    """Raise UnreadableFile when ``text`` has more than MAX_TEXT_CHARACTERS code points."""
    if len(text) > MAX_TEXT_CHARACTERS:
        raise UnreadableFile(f"“{name}”有{len(text)}个字，超过{MAX_TEXT_CHARACTERS}字的上限。请拆成几个文件再上传。")


def check_cells(rows: int, columns: int, where: str) -> None:
    """Raise UnreadableFile when a table of ``rows`` × ``columns`` has more than MAX_TABLE_CELLS cells."""
    if rows * columns > MAX_TABLE_CELLS:
        raise UnreadableFile(
            f"{where}的表格有{rows}行×{columns}列，超过{MAX_TABLE_CELLS}格的上限，"
            "可能是最后一行或最后一列设过格式。请删去表格外的空行空列后再上传。"
        )
