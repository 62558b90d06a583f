"""Encrypts words under a data key and ties each value to its workspace, table, column and row.

A value is: version byte | id of the data key | nonce | ciphertext with its tag (AES-256-GCM).
"""

import hashlib
import hmac
import os
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.errors import CannotDecrypt

VERSION = b"\x01"
KEY_ID_BYTES = 16
NONCE_BYTES = 12
_HEADER_BYTES = len(VERSION) + KEY_ID_BYTES


class Place(NamedTuple):
    """Where a value lives; it can be read there and nowhere else."""

    workspace_id: str
    table: str
    column: str
    row_id: str

    def bound_to(self, key_id: bytes) -> bytes:
        """The associated data. NUL parts the names, as no id can hold one."""
        return "\0".join(self).encode() + b"\0" + key_id


class DataKey:
    """The key of one case (or of a workspace's own things): encrypts words, digests for the audit."""

    def __init__(self, key_id: bytes, secret: bytes) -> None:
        self.key_id = key_id
        self._cipher = AESGCM(secret)
        self._digest_key = hmac.digest(secret, b"roundtable audit digest", hashlib.sha256)

    def encrypt(self, place: Place, words: str) -> bytes:
        """The value to keep in that place."""
        nonce = os.urandom(NONCE_BYTES)
        # Slack may send half a surrogate pair; nobody's sentence is refused for that.
        plain = words.encode("utf-8", "surrogatepass")
        return VERSION + self.key_id + nonce + self._cipher.encrypt(nonce, plain, place.bound_to(self.key_id))

    def decrypt(self, place: Place, value: bytes) -> str:
        """The words kept in that place."""
        nonce, sealed = (
            value[_HEADER_BYTES : _HEADER_BYTES + NONCE_BYTES],
            value[_HEADER_BYTES + NONCE_BYTES :],
        )
        if value[:_HEADER_BYTES] != VERSION + self.key_id:
            raise CannotDecrypt(place.table, place.column, place.row_id)
        try:
            plain = self._cipher.decrypt(nonce, sealed, place.bound_to(self.key_id))
        except InvalidTag:
            raise CannotDecrypt(place.table, place.column, place.row_id) from None
        return plain.decode("utf-8", "surrogatepass")

    def digest(self, text: str) -> str:
        """A keyed digest: tells equal from changed without letting anyone guess short words."""
        keyed = hmac.digest(self._digest_key, text.encode("utf-8", "surrogatepass"), hashlib.sha256)
        return keyed[:16].hex()
