"""The laws as the records hold them at this moment: what is ready is also resolved, in every thread and process."""

from __future__ import annotations

import datetime
import threading

from knowledge.laws.register import LawRegister
from knowledge.records import Store
from knowledge.records.laws import LawRecords
from knowledge.records.store import laws_revision


class CurrentLaws:
    """Hands out a register, a new one whenever a law or regulation was added or removed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._making = threading.Lock()
        self._revision = -1
        self._register: LawRegister
        self._in_force: dict[datetime.date, frozenset[str]] = {}
        self.register()

    def register(self) -> LawRegister:
        """The register of what is held now; keep it for one job, so that the job sees one state."""
        with self._making:
            with self._store.read() as connection:
                revision = laws_revision(connection)
            if revision != self._revision:
                self._register = LawRegister(LawRecords(self._store))
                self._in_force = {}
                self._revision = revision
            return self._register

    def in_force(self, day: datetime.date) -> frozenset[str]:
        """The ids of the versions that are the law on ``day``."""
        laws = self.register()
        in_force = self._in_force
        if day not in in_force:
            found = (version for name in laws.names() for version in laws.versions(name))
            in_force[day] = frozenset(version.id for version in found if version.in_force(day))
        return in_force[day]
