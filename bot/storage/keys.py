"""The master key: wraps the data keys, signs sealed content, keys the index for exact lookups."""

import base64
import binascii
import hashlib
import hmac
import os
import unicodedata
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.storage.errors import BadMasterKey, WrongMasterKey

MASTER_KEY_BYTES = 32


class MasterKey(Protocol):
    """What a keeper of the master key can do; the default holds it in memory, others may ask a service."""

    fingerprint: bytes

    def wrap(self, secret: bytes, bound_to: bytes) -> bytes:
        """Encrypt a data key."""
        ...

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        """Decrypt a data key. Raises WrongMasterKey."""
        ...

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose, always the same one."""
        ...


class LocalMasterKey:
    """A master key held in memory, from the environment or a file."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != MASTER_KEY_BYTES:
            raise BadMasterKey(f"The master key must be {MASTER_KEY_BYTES} bytes.")
        self._secret = secret
        self._cipher = AESGCM(self.derive("wrap data keys"))
        self.fingerprint = self.derive("fingerprint")[:8]

    def wrap(self, secret: bytes, bound_to: bytes) -> bytes:
        """Encrypt a data key."""
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, secret, bound_to)

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        """Decrypt a data key."""
        try:
            return self._cipher.decrypt(wrapped[:12], wrapped[12:], bound_to)
        except InvalidTag:
            raise WrongMasterKey from None

    def derive(self, purpose: str) -> bytes:
        """A key for one purpose (HKDF)."""
        return HKDF(SHA256(), MASTER_KEY_BYTES, salt=None, info=f"roundtable {purpose}".encode()).derive(
            self._secret
        )


class ContentSigner:
    """Signs with an Ed25519 key that follows from the master key, so it is the same after a restart."""

    def __init__(self, master: MasterKey) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(master.derive("sign"))

    def sign(self, content: bytes) -> str:
        """An Ed25519 signature, base64."""
        return base64.b64encode(self._key.sign(content)).decode()

    def public_key(self) -> str:
        """What anyone needs to check a signature: the raw public key, base64."""
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return base64.b64encode(raw).decode()


class LookupIndex:
    """Finds encrypted words by their exact value: a keyed digest stands beside them."""

    def __init__(self, master: MasterKey) -> None:
        self._master = master

    def of(self, workspace_id: str, words: str) -> bytes:
        """The digest of words, without regard to case, width and spaces around or between."""
        plain = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
        key = self._master.derive(f"index {workspace_id}")
        return hmac.digest(key, plain.encode("utf-8", "surrogatepass"), hashlib.sha256)


def read_master_key(text: str) -> bytes:
    """The master key from its written form: 64 hex digits, or base64 of 32 bytes."""
    text = text.strip()
    try:
        key = bytes.fromhex(text) if len(text) == 2 * MASTER_KEY_BYTES else _from_base64(text)
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != MASTER_KEY_BYTES:
        raise BadMasterKey("The master key must be 32 bytes, written as 64 hex digits or in base64.")
    return key


def _from_base64(text: str) -> bytes:
    return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)


def new_master_key() -> str:
    """A fresh master key in its written form."""
    return base64.b64encode(os.urandom(MASTER_KEY_BYTES)).decode()


def key_file_beside(database: Path) -> tuple[bytes, Path, bool]:
    """The master key from the file beside a database: (key, file, whether it was made just now).

    The file is made at the first start, readable by its owner alone; a file that others can read
    is refused.
    """
    path = database.with_name(database.name + ".key")
    made = _make_key_file(path)
    if path.stat().st_mode & 0o077:
        raise BadMasterKey(f"Others can read the key file {path}. Let only its owner read it (chmod 600).")
    return read_master_key(path.read_text("ascii", "replace")), path, made


def _make_key_file(path: Path) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(file, "w") as written:
        written.write(new_master_key() + "\n")
        written.flush()
        os.fsync(written.fileno())
    return True
