"""The authority on documents, laws, passages and figures. The only import of SQLAlchemy.

Nothing here opens a transaction of its own: the caller takes a connection from :class:`Store` (``read()`` or
``write()``) and hands it to the functions of the modules, so that what belongs together is written together.
"""

from __future__ import annotations

from sqlalchemy import Connection

from knowledge.records.store import RecordsUnavailable, Store

__all__ = ["Connection", "RecordsUnavailable", "Store"]
