"""Files that must be refused, made here so that none lies in the repository."""

from __future__ import annotations

import io
import zipfile

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def encrypted_pdf() -> bytes:
    """Opens only with a password."""
    stream = io.BytesIO()
    page = Canvas(stream, encrypt=StandardEncryption("secret", canPrint=0))
    page.drawString(72, 720, "647")
    page.save()
    return stream.getvalue()


def zip_bomb_docx() -> bytes:
    """A few hundred kilobytes that unpack to 300 MB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", b"<w:document>" + bytes(300 * 1024 * 1024))
    return stream.getvalue()
