"""Zip containers (docx, xlsx) are looked through, bounds and all, before any library parses them."""

from __future__ import annotations

import io
import zipfile
import zlib

from knowledge.readers.blocks import UnreadableFile
from knowledge.readers.limits import (
    MAX_ARCHIVE_MEMBERS,
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_COUNTS_FROM_BYTES,
)

_CHUNK = 256 * 1024
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_BOMB = "压缩包展开后过大（“压缩炸弹”）"


def member_names(data: bytes, name: str) -> frozenset[str]:
    """The members of a zip container whose bounds hold; every member was unpacked once to be sure.

    Raises:
        UnreadableFile: damaged, encrypted, too many or too large members, a member that leads out of the
            container, an XML member that declares a DTD (the way of entity tricks; Office never writes one).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, len(data), name)
            _check_content(archive, members, name)
            return frozenset(member.filename for member in members)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            f"“{name}”已损坏，压缩结构读不出来（{error}）。可能上传或复制时没有完成，"
            "请用 Word/WPS 打开后另存一份再上传。"
        ) from error


def _check_directory(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    if len(members) > MAX_ARCHIVE_MEMBERS:
        raise _refused(name, f"里面有{len(members)}个文件，超过{MAX_ARCHIVE_MEMBERS}个的上限")
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise _refused(name, "里面有重名的文件")
    for member in members:
        if member.flag_bits & 0x1:
            raise UnreadableFile(f"“{name}”设了密码，无法读取。请去掉密码后再上传。")
        if _leads_out(member.filename):
            raise _refused(name, f"里面的路径“{member.filename}”指向文件之外")
    _check_size(sum(member.file_size for member in members), size, name)


def _check_content(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = 0
    for member in members:
        is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        tail = b""
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                _check_size(unpacked, archive.fp.seek(0, io.SEEK_END) if archive.fp else unpacked, name)
                if is_xml and any(mark in tail + chunk for mark in _DOCTYPES):
                    raise _refused(name, f"里面的“{member.filename}”声明了 XML 实体，正常的办公文件不会有")
                tail = chunk[-32:]


def _check_size(unpacked: int, packed: int, name: str) -> None:
    ratio = unpacked / max(packed, 1)
    if unpacked > MAX_UNPACKED_BYTES:
        raise _refused(name, f"{_BOMB}：超过{MAX_UNPACKED_BYTES // 1024 // 1024}MB")
    if unpacked > RATIO_COUNTS_FROM_BYTES and ratio > MAX_UNPACK_RATIO:
        raise _refused(name, f"{_BOMB}：展开后是原来的{ratio:.0f}倍")


def _leads_out(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return path.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _refused(name: str, why: str) -> UnreadableFile:
    return UnreadableFile(f"“{name}”没有读取：{why}。如果确是正常文件，请用 Word/WPS 打开后另存一份再上传。")
