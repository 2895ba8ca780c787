"""One file per format → blocks. The public door is :func:`read_file`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from knowledge.readers.blocks import Block, Cell, ReadFile, Table, UnreadableFile
from knowledge.readers.delimited import read_delimited
from knowledge.readers.detection import FileFormat, detect_format
from knowledge.readers.limits import MAX_FILE_BYTES
from knowledge.readers.markdown import read_markdown
from knowledge.readers.pdf import read_pdf
from knowledge.readers.plain_text import read_plain_text
from knowledge.readers.web_page import read_web_page
from knowledge.readers.word import read_word
from knowledge.readers.workbook import read_workbook

__all__ = ["Block", "Cell", "ReadFile", "Table", "UnreadableFile", "read_file"]

_READERS: Mapping[FileFormat, Callable[[bytes, str], ReadFile]] = {
    "txt": read_plain_text,
    "md": read_markdown,
    "csv": read_delimited,
    "html": read_web_page,
    "docx": read_word,
    "xlsx": read_workbook,
    "pdf": read_pdf,
}


def read_file(data: bytes, name: str) -> ReadFile:
    """Read a file's bytes by its content, not its extension (``name`` is for messages and for csv/md/txt).

    Raises:
        UnreadableFile: empty, encrypted, damaged, a zip bomb, an unknown format, an extension that the
            content contradicts.
    """
    if not data.strip():
        raise UnreadableFile(f"“{name}”是空文件，没有内容。请核对文件是否保存或上传完整。")
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise UnreadableFile(f"“{name}”有{len(data) / 1024 / 1024:.0f}MB，超过{limit}MB的上限。请拆成几个文件再上传。")
    read = _READERS[detect_format(data, name)](data, name)
    if not read.blocks:
        raise UnreadableFile(f"“{name}”里没有文字。请核对是否选错了文件；如果内容是图片，请先做文字识别（OCR）。")
    return read
