"""What is not read: each refusal says what, why and what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
import pytest

from knowledge.readers import UnreadableFile, archives, read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("正文。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "空文件"),
        (b"  \r\n", "a.docx", "空文件"),
        (OLE, "a.doc", "请另存为 .docx/.xlsx"),
        (OLE, "a.xls", "请另存为 .docx/.xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "密码"),
        (word_file(), "a.pdf", "扩展名"),
        (word_file(), "a.txt", "扩展名"),
        (word_file(), "a.doc", "扩展名"),
        ("正文。".encode(), "a.docx", "扩展名"),
        ("正文。".encode(), "a.pdf", "扩展名"),
        (b"<!doctype html><html><body>x</body></html>", "a.txt", "扩展名"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.pdf", "图片"),
        (b"{\\rtf1 abc}", "a.rtf", "RTF"),
        (b"Rar!\x1a\x07\x01", "a.rar", "解压"),
        (zipped({"a.txt": b"x"}), "a.zip", "压缩包"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "a.pptx", "演示文稿"),
        (zipped({"OFD.xml": b"<x/>"}), "a.ofd", "OFD"),
        (word_file()[:-400], "a.docx", "损坏"),
        (b"%PDF-1.4\nnonsense", "a.pdf", "损坏"),
    ],
)
def test_unreadable_files_are_refused_with_a_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as refusal:
        read_file(data, name)
    assert name in str(refusal.value)


def test_a_file_without_an_extension_is_read_by_its_content() -> None:
    assert read_file(word_file(), "报告").format == "docx"


def test_a_bomb_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(UnreadableFile, match="炸弹"):
        read_file(zipped({"word/document.xml": b"0" * (20 * 1024 * 1024)}), "a.docx")


def test_a_directory_that_understates_sizes_does_not_help_a_bomb() -> None:
    data = bytearray(zipped({"word/document.xml": b"0" * (20 * 1024 * 1024)}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 100)
    with pytest.raises(UnreadableFile):
        read_file(bytes(data), "a.docx")


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ARCHIVE_MEMBERS", 3)
    with pytest.raises(UnreadableFile, match="上限"):
        read_file(zipped({f"word/{i}.xml": b"<x/>" for i in range(5)}), "a.docx")


@pytest.mark.parametrize("path", ["../evil.xml", "/etc/x", "word/../../x", "C:/x"])
def test_members_that_lead_out_are_refused(path: str) -> None:
    with pytest.raises(UnreadableFile, match="指向文件之外"):
        read_file(zipped({"word/document.xml": b"<x/>", path: b"x"}), "a.docx")
