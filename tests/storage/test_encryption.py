"""A value can be read in its own place under its own key, and nowhere else."""

import base64
import os
import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update

from bot.domain.case import Case
from bot.domain.delivery import Draft
from bot.domain.errors import NotFound
from bot.domain.people import Person
from bot.domain.plan import Strength
from bot.services.ports import Signer
from bot.storage import Storage, open_storage
from bot.storage.encryption import DataKey, Place
from bot.storage.errors import BadMasterKey, CannotDecrypt, WrongMasterKey
from bot.storage.keyring import KeyCache
from bot.storage.keys import (
    ContentSigner,
    LocalMasterKey,
    LookupIndex,
    key_file_beside,
    new_master_key,
    read_master_key,
)
from bot.storage.own_tables import DATA_KEYS
from bot.storage.tables import TABLES
from tests.storage.conftest import Watch
from tests.storage.things import ACTOR, MASTER_KEY, TEAM, WHEN, a_case, a_person, a_strength, keep, unit

PLACE = Place(TEAM, "people", "name", "person-1")
OTHER_KEY = bytes(32)


def _key(number: int = 1) -> DataKey:
    return DataKey(bytes([number]) * 16, bytes([number]) * 32)


def _engine(storage: Storage) -> Engine:
    return storage.units.transactions.engine


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back(words: str) -> None:
    assert _key().decrypt(PLACE, _key().encrypt(PLACE, words)) == words


def test_the_same_words_never_look_the_same() -> None:
    assert _key().encrypt(PLACE, "no") != _key().encrypt(PLACE, "no")


@pytest.mark.parametrize("field", Place._fields)
def test_a_value_is_bound_to_every_part_of_its_place(field: str) -> None:
    value = _key().encrypt(PLACE, "Odalys Brightwater")
    with pytest.raises(CannotDecrypt) as refused:
        _key().decrypt(PLACE._replace(**{field: "elsewhere"}), value)
    assert "Odalys" not in str(refused.value)


@given(st.integers(0, 28 + 16 + 17), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(position: int, change: int) -> None:
    value = bytearray(_key().encrypt(PLACE, "Odalys Brightwater"))
    value[position % len(value)] ^= change
    with pytest.raises(CannotDecrypt):
        _key().decrypt(PLACE, bytes(value))


def test_another_key_does_not_open_it_even_under_the_same_id() -> None:
    value = _key().encrypt(PLACE, "x")
    with pytest.raises(CannotDecrypt):
        _key(2).decrypt(PLACE, value)
    with pytest.raises(CannotDecrypt):
        DataKey(bytes([1]) * 16, bytes([9]) * 32).decrypt(PLACE, value)


def test_a_ciphertext_moved_to_another_row_is_refused(storage: Storage) -> None:
    keep(storage, a_case(), a_person(), a_person(id="person-2", name="Ansel Brightwater"))
    people = TABLES[Person]
    with _engine(storage).begin() as connection:
        stolen = select(people.c.name).where(people.c.id == "person-1").scalar_subquery()
        connection.execute(update(people).where(people.c.id == "person-2").values(name=stolen))
    with unit(storage) as work:
        assert work.get(Person, "person-1").name == "Odalys Brightwater"
        with pytest.raises(CannotDecrypt, match=r"people\.name of row person-2"):
            work.get(Person, "person-2")


def test_another_master_key_is_refused_at_the_start(
    storage: Storage, database_url: str, clock: Watch
) -> None:
    keep(storage, a_case())
    with pytest.raises(WrongMasterKey, match="ROUNDTABLE_MASTER_KEY"):
        open_storage(database_url, OTHER_KEY, clock, alone=False)
    with unit(storage) as work:
        assert work.get(Case, "case-1") == a_case()


def test_each_case_has_a_key_of_its_own(storage: Storage) -> None:
    keep(storage, a_case(), a_case(id="case-2", channel_id="C2"))
    with _engine(storage).begin() as connection:
        owners = connection.execute(select(DATA_KEYS.c.owner).order_by(DATA_KEYS.c.owner)).scalars()
        assert list(owners) == ["case-1", "case-2"]


def test_an_ended_case_cannot_be_read_and_its_chain_still_holds(
    storage: Storage, database_url: str, clock: Watch
) -> None:
    keep(storage, a_case(), a_person(), a_strength(), a_case(id="case-2", channel_id="C2"))
    storage.shred(TEAM, "case-1", ACTOR)
    report = storage.verify_chain(TEAM, "case-1")
    assert (report.whole, report.lines) == (True, 4)
    afresh = open_storage(database_url, MASTER_KEY, clock, alone=False)
    for opened in (storage, afresh):
        with unit(opened) as work:
            assert work.find(Strength) == ()
            assert [case.id for case in work.find(Case)] == ["case-2"]
            assert work.find(Case, reference=a_case().reference) == work.find(Case, id="case-2")
            with pytest.raises(NotFound):
                work.get(Person, "person-1")
            with pytest.raises(NotFound):
                work.add(a_strength(id="too late"))
    afresh.close()
    with pytest.raises(NotFound):
        storage.shred(TEAM, "case-1", ACTOR)


def test_the_key_of_an_ended_case_is_nowhere_in_the_sqlite_files(tmp_path: Path, clock: Watch) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'record.db'}", MASTER_KEY, clock)
    keep(storage, a_case())
    with _engine(storage).begin() as connection:
        wrapped = connection.execute(select(DATA_KEYS.c.wrapped)).scalar_one()
    storage.shred(TEAM, "case-1", ACTOR)
    assert [file for file in tmp_path.iterdir() if wrapped in file.read_bytes()] == []
    storage.close()


def test_words_of_no_case_are_under_the_workspaces_key(storage: Storage) -> None:
    draft = Draft(
        workspace_id=TEAM, id="d", slack_user="U", form="f", subject_id="s", values='{"a": 1}', saved_at=WHEN
    )
    keep(storage, draft)
    with unit(storage) as work:
        assert work.get(Draft, "d") == draft


def test_signatures_survive_a_restart_and_can_be_checked_by_anyone() -> None:
    def port(master_key: bytes) -> tuple[Signer, str]:
        signer = ContentSigner(LocalMasterKey(master_key))
        return signer, signer.public_key()

    signer, public = port(MASTER_KEY)
    signature = signer.sign(b"content")
    assert port(MASTER_KEY)[0].sign(b"content") == signature
    assert port(OTHER_KEY)[1] != public
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
    key.verify(base64.b64decode(signature), b"content")
    with pytest.raises(InvalidSignature):
        key.verify(base64.b64decode(signature), b"c0ntent")


def test_lookups_ignore_case_width_and_spaces_but_not_the_workspace() -> None:
    index = LookupIndex(LocalMasterKey(MASTER_KEY))
    assert index.of(TEAM, "cinc  2027-04 ") == index.of(TEAM, "ＣＩＮＣ 2027-04")
    assert index.of(TEAM, "CINC 2027-04") != index.of("T2", "CINC 2027-04")
    assert index.of(TEAM, "CINC 2027-04") != index.of(TEAM, "CINC 2027-05")


@pytest.mark.parametrize("written", [MASTER_KEY.hex(), base64.b64encode(MASTER_KEY).decode() + "\n"])
def test_a_master_key_may_be_written_in_hex_or_base64(written: str) -> None:
    assert read_master_key(written) == MASTER_KEY


def test_url_safe_base64_without_padding_is_understood() -> None:
    key = b"\xfb\xff" * 16
    assert read_master_key(base64.urlsafe_b64encode(key).decode().rstrip("=")) == key


@pytest.mark.parametrize("written", ["", "short", "g" * 64, "é" * 44, base64.b64encode(b"31" * 15).decode()])
def test_anything_else_is_no_master_key_and_is_not_repeated(written: str) -> None:
    with pytest.raises(BadMasterKey) as refused:
        read_master_key(written)
    assert not written or written not in str(refused.value)


def test_the_key_file_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    key, path, made = key_file_beside(tmp_path / "new" / "record.db")
    assert made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key_file_beside(tmp_path / "new" / "record.db") == (key, path, False)


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    _, path, _ = key_file_beside(tmp_path / "record.db")
    os.chmod(path, 0o640)
    with pytest.raises(BadMasterKey, match="chmod 600"):
        key_file_beside(tmp_path / "record.db")


def test_fresh_master_keys_differ() -> None:
    assert read_master_key(new_master_key()) != read_master_key(new_master_key())


def test_few_keys_are_held_and_not_for_long() -> None:
    time = [0.0]
    cache = KeyCache(limit=2, seconds=60, elapsed=lambda: time[0])
    for number in (1, 2):
        cache.put((TEAM, str(number)), _key(number))
    assert cache.get((TEAM, "1")) is not None
    cache.put((TEAM, "3"), _key(3))
    assert cache.get((TEAM, "2")) is None
    assert cache.get((TEAM, "1")) is not None
    time[0] = 61
    assert cache.get((TEAM, "1")) is None
