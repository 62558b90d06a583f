"""The data keys that one transaction needs: looked up, made, remembered once they are kept."""

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime
from threading import Lock

import uuid_utils
from sqlalchemy import Connection, select, update

from bot.domain.errors import NotFound
from bot.storage.encryption import DataKey
from bot.storage.keys import MASTER_KEY_BYTES, MasterKey
from bot.storage.own_tables import DATA_KEYS, WORKSPACE
from bot.storage.upsert import insert_if_new

_Owner = tuple[str, str]


class KeyCache:
    """Unwrapped data keys, shared by all threads; few and for a short time.

    The time is how long another process may still read what this one ended.
    """

    def __init__(
        self, limit: int = 1000, seconds: float = 60, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._seconds, self._elapsed = limit, seconds, elapsed
        self._kept: OrderedDict[_Owner, tuple[float, DataKey]] = OrderedDict()
        self._lock = Lock()

    def get(self, owner: _Owner) -> DataKey | None:
        """The key, unless it is unknown or was kept too long."""
        with self._lock:
            since, key = self._kept.get(owner, (0.0, None))
            if key is None or self._elapsed() - since > self._seconds:
                return None
            self._kept.move_to_end(owner)
            return key

    def put(self, owner: _Owner, key: DataKey) -> None:
        """Remember a key in place of the one not needed for longest."""
        with self._lock:
            self._kept[owner] = (self._elapsed(), key)
            self._kept.move_to_end(owner)
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)

    def drop(self, owner: _Owner) -> None:
        """Forget a key."""
        with self._lock:
            self._kept.pop(owner, None)


class Keyring:
    """Data keys by owner (a case's id, or the workspace) within one transaction of one workspace."""

    def __init__(self, connection: Connection, workspace_id: str, master: MasterKey, cache: KeyCache) -> None:
        self._connection, self._workspace_id = connection, workspace_id
        self._master, self._cache = master, cache
        self._held: dict[str, DataKey] = {}

    def load(self, owners: Iterable[str]) -> None:
        """Fetch the keys of all these owners with one statement at most."""
        missing = {owner for owner in owners if self._known(owner) is None}
        if not missing:
            return
        keys = DATA_KEYS.c
        rows = self._connection.execute(
            select(keys.id, keys.owner, keys.wrapped)
            .where(keys.workspace_id == self._workspace_id, keys.owner.in_(sorted(missing)))
            .where(keys.wrapped.is_not(None))
        )
        for key_id, owner, wrapped in rows:
            secret = self._master.unwrap(wrapped, self._bound_to(key_id, owner))
            self._held[owner] = DataKey(key_id, secret)
            self._cache.put((self._workspace_id, owner), self._held[owner])

    def readable(self, owner: str) -> DataKey | None:
        """The key of an owner; None when there is none (any more)."""
        known = self._known(owner)
        if known is None:
            self.load([owner])
            known = self._known(owner)
        return known

    def known(self, owner: str) -> DataKey:
        """The key to read with. Raises NotFound when there is none (any more)."""
        key = self.readable(owner)
        if key is None:
            raise NotFound("key", owner=owner)
        return key

    def of(self, owner: str, now: datetime) -> DataKey:
        """The key to write with. A workspace's is made when first needed; a case without one is over."""
        if owner == WORKSPACE and self.readable(owner) is None:
            self.make(owner, now)
        return self.known(owner)

    def make(self, owner: str, now: datetime) -> None:
        """A new data key, in the transaction; another process may be first, then theirs counts."""
        key_id, secret = uuid_utils.uuid7().bytes, os.urandom(MASTER_KEY_BYTES)
        row = {
            "workspace_id": self._workspace_id,
            "id": key_id,
            "owner": owner,
            "master": self._master.fingerprint,
            "wrapped": self._master.wrap(secret, self._bound_to(key_id, owner)),
            "made_at": now,
        }
        if insert_if_new(self._connection, DATA_KEYS, row):
            # Not in the shared cache: the transaction may still be rolled back.
            self._held[owner] = DataKey(key_id, secret)

    def end(self, owner: str, now: datetime) -> bool:
        """Destroy a key; False when there is none. What it encrypted stays and means nothing."""
        keys = DATA_KEYS.c
        ended = self._connection.execute(
            update(DATA_KEYS)
            .where(keys.workspace_id == self._workspace_id, keys.owner == owner, keys.wrapped.is_not(None))
            .values(wrapped=None, ended_at=now)
        )
        self._held.pop(owner, None)
        self._cache.drop((self._workspace_id, owner))
        return ended.rowcount == 1

    def _known(self, owner: str) -> DataKey | None:
        return self._held.get(owner) or self._cache.get((self._workspace_id, owner))

    def _bound_to(self, key_id: bytes, owner: str) -> bytes:
        return f"{self._workspace_id}\0{owner}\0".encode() + key_id
