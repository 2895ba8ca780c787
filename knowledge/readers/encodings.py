"""Bytes → text, for files that are nothing but text."""

from __future__ import annotations

import codecs

from knowledge.readers.blocks import UnreadableFile

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALLOWED_CONTROLS = "\t\n\r\f\v\x1a"
MAX_CONTROL_SHARE = 0.002


def decode_text(data: bytes, name: str) -> str:
    """UTF-8 (with or without mark), UTF-16 with mark, else GB18030; the text without its mark.

    Raises:
        UnreadableFile: none of these fits, or the text is full of control characters (then it is no text).
    """
    text = _decode(data, name)
    controls = sum(1 for c in text if (c < " " or c == "\x7f") and c not in _ALLOWED_CONTROLS)
    if controls > MAX_CONTROL_SHARE * len(text) or "\0" in text:
        raise UnreadableFile(
            f"“{name}”不是文本文件，里面有大量控制字符，可能是程序或损坏的文件。"
            "请上传 txt、md、docx、pdf、html、xlsx 或 csv 文件。"
        )
    return text


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "gb18030", name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"“{name}”的文字编码认不出来（第{error.start + 1}个字节处不是{encoding.upper()}），文件可能已损坏。"
            "请用记事本打开后另存为 UTF-8 编码再上传。"
        ) from error
