"""Every number and citation of a text → its evidence, or unsupported. The last gate before anything leaves."""

from __future__ import annotations
