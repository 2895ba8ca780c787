"""What a file is, by its content; an extension that says otherwise is an error, not a hint."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from knowledge.readers.archives import member_names
from knowledge.readers.blocks import UnreadableFile

FileFormat = Literal["txt", "md", "csv", "html", "docx", "xlsx", "pdf"]

_EXTENSIONS: dict[str, FileFormat] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".pdf": "pdf",
}
_OLD_OFFICE = {".doc": ".docx", ".dot": ".docx", ".wps": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".et": ".xlsx"}
_OFFICE_ADVICE = "请用 Word/WPS 打开后另存为 .docx（表格另存为 .xlsx）再上传。"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"是 RTF 文件，暂不支持。{_OFFICE_ADVICE}"),
    (b"Rar!\x1a\x07", "是 RAR 压缩包。请先解压，再上传里面的文件。"),
    (b"7z\xbc\xaf\x27\x1c", "是 7z 压缩包。请先解压，再上传里面的文件。"),
    (b"\x1f\x8b", "是 gzip 压缩包。请先解压，再上传里面的文件。"),
    (b"\x89PNG", "是图片，没有文字层。请先做文字识别（OCR），或上传原来的 Word 文件。"),
    (b"\xff\xd8\xff", "是图片，没有文字层。请先做文字识别（OCR），或上传原来的 Word 文件。"),
    (b"GIF8", "是图片，没有文字层。请先做文字识别（OCR），或上传原来的 Word 文件。"),
    (b"II*\x00", "是图片，没有文字层。请先做文字识别（OCR），或上传原来的 Word 文件。"),
    (b"MM\x00*", "是图片，没有文字层。请先做文字识别（OCR），或上传原来的 Word 文件。"),
    (b"MZ", "是程序文件，不能作为文档读取。"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_NAMES: dict[str, str] = {
    "txt": "纯文本",
    "md": "纯文本",
    "csv": "纯文本",
    "html": "网页（HTML）",
    "docx": "Word 文档（docx）",
    "xlsx": "Excel 表格（xlsx）",
    "pdf": "PDF",
}
_SUFFIX: dict[str, str] = {"html": ".html", "docx": ".docx", "xlsx": ".xlsx", "pdf": ".pdf"}


def detect_format(data: bytes, name: str) -> FileFormat:
    """The format by content; among plain texts the extension chooses txt, md or csv.

    Raises:
        UnreadableFile: unknown or unsupported content, or an extension that the content contradicts.
    """
    extension = PurePath(name).suffix.lower()
    content = _by_content(data, name)
    expected = _EXTENSIONS.get(extension)
    if content is not None:
        if (expected is not None and expected != content) or extension in _OLD_OFFICE:
            raise _contradiction(name, extension, content)
        return content
    if extension in _OLD_OFFICE or expected in ("docx", "xlsx", "pdf"):
        raise _contradiction(name, extension, "txt")
    return expected or "txt"


def _by_content(data: bytes, name: str) -> FileFormat | None:
    """None for plain text."""
    if data.startswith(_OLE):
        raise _old_office(data, name)
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(f"“{name}”{message}")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(data, name)
    if _HTML_START.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return None


def _inside_zip(data: bytes, name: str) -> FileFormat:
    members = member_names(data, name)
    if "word/document.xml" in members:
        return "docx"
    if "xl/workbook.xml" in members:
        return "xlsx"
    if "OFD.xml" in members:
        raise UnreadableFile(f"“{name}”是 OFD 版式文件，暂不支持。请用阅读器另存为 PDF 再上传。")
    if any(member.startswith("ppt/") for member in members):
        raise UnreadableFile(f"“{name}”是演示文稿，暂不支持。请把需要的文字另存为 .docx 再上传。")
    if "content.xml" in members:
        raise UnreadableFile(f"“{name}”是 OpenDocument 文件，暂不支持。{_OFFICE_ADVICE}")
    raise UnreadableFile(
        f"“{name}”是压缩包，里面没有 Word 或 Excel 的内容，可能已损坏。如果是普通压缩包，请先解压，再上传里面的文件。"
    )


def _old_office(data: bytes, name: str) -> UnreadableFile:
    if _ENCRYPTED_OFFICE in data:
        return UnreadableFile(f"“{name}”设了打开密码，无法读取。请用 Word/WPS 去掉密码后再上传。")
    return UnreadableFile(f"“{name}”是旧版 Office 格式（.doc/.xls/.wps），无法读取。请另存为 .docx/.xlsx 再上传。")


def _contradiction(name: str, extension: str, content: str) -> UnreadableFile:
    advice = f"请把扩展名改为 {_SUFFIX[content]}" if content in _SUFFIX else "请核对是否选错了文件，或上传时是否损坏"
    return UnreadableFile(f"“{name}”的扩展名是 {extension}，内容却是{_NAMES[content]}，两者不一致。{advice}后再上传。")
