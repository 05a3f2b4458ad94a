"""The file of arrays beside a store: believed only where it is, byte for byte, what the store names."""

import json
import os
import struct
import threading
import zipfile

import numpy as np
import pytest

from data.store.facts.cache import cache_path, stamp_of
from data.store.facts.tables import load_tables
from tests.data.building import a_posting, a_store


def members(path):
    """Return the arrays of a cache."""
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def words_replaced(content):
    return lambda arrays: arrays | {"words": np.frombuffer(content, dtype=np.uint8)}


def fewer_mentions(arrays):
    kept = arrays["mention_posting"] >= 1
    return arrays | {name: arrays[name][kept] for name in arrays if name.startswith("mention_")}


def other_words(arrays):
    words = json.loads(arrays["words"].tobytes()) | {"more": 1}
    return words_replaced(json.dumps(words).encode())(arrays)


FORGERIES = {
    "half the mentions": fewer_mentions,
    "words are a list": words_replaced(b"[1]"),
    "words are too deep": words_replaced(b"[" * 100_000),
    "an extra word": other_words,
    "no skills": lambda arrays: {name: value for name, value in arrays.items() if name != "mention_skill"},
    "an extra array": lambda arrays: arrays | {"more": arrays["role"]},
    "a short column": lambda arrays: arrays | {"employer": arrays["employer"][:1]},
    "a column of floats": lambda arrays: arrays | {"role": arrays["role"].astype(float)},
    "pickled objects": lambda arrays: arrays | {"role": np.array([{}, {}], dtype=object)},
    "other numbers of postings": lambda arrays: arrays | {"posting_id": arrays["posting_id"][::-1]},
}


@pytest.fixture
def kept(tmp_path):
    """A store with its cache."""
    path = a_store(tmp_path / "market.db", a_posting("1"), a_posting("2", text="We use Python."))
    load_tables(path)
    return path


def reads_like_the_store(path) -> bool:
    """Tell whether what is loaded is what the store holds, and is kept again for the next reader."""
    found = load_tables(path)
    return found.mention_posting.tolist() == [0, 0, 1] and found.posting_id.tolist() == [1, 2]


def unwanted(*_):
    """Stand where nothing may be called."""
    pytest.fail("this was read")


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_forged_arrays_are_read_again_from_the_store(kept, forge):
    np.savez(cache_path(kept), **forge(members(cache_path(kept))))

    assert reads_like_the_store(kept)
    assert members(cache_path(kept)).keys() >= {"role", "words"}


@pytest.mark.parametrize(("flag", "method"), [(1, 0), (0, 99)], ids=["encrypted", "unknown method"])
def test_members_in_an_odd_form_are_read_again_from_the_store(kept, flag, method):
    content = bytearray(cache_path(kept).read_bytes())
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        struct.pack_into("<HH", content, content.find(sign) + at, flag, method)
    cache_path(kept).write_bytes(content)

    assert reads_like_the_store(kept)


def test_a_small_file_that_unpacks_to_gigabytes_is_not_unpacked(kept, monkeypatch):
    with zipfile.ZipFile(cache_path(kept)) as file:
        contents = {member.filename: file.read(member) for member in file.infolist()}
    with zipfile.ZipFile(cache_path(kept), "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content + bytes(20_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "read", unwanted)

    assert reads_like_the_store(kept)


def test_a_file_larger_than_these_facts_is_not_opened(kept, monkeypatch):
    with cache_path(kept).open("ab") as file:
        file.truncate(70_000_000)
    monkeypatch.setattr("data.store.facts.cache.read_members", unwanted)

    assert reads_like_the_store(kept)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_file_is_left_alone_and_holds_nobody_up(kept, kind):
    cache_path(kept).unlink()
    if kind == "pipe":
        os.mkfifo(cache_path(kept))
    elif kind == "device":
        cache_path(kept).symlink_to("/dev/zero")
    else:
        cache_path(kept).mkdir()
    found = []

    thread = threading.Thread(target=lambda: found.append(reads_like_the_store(kept)), daemon=True)
    thread.start()
    thread.join(20)

    assert found == [True]


def test_the_cache_of_another_store_is_not_believed(kept, tmp_path):
    other = a_store(tmp_path / "other.db", a_posting("9"))
    cache_path(other).replace(cache_path(kept))

    assert reads_like_the_store(kept)


def test_a_store_whose_name_ends_like_its_cache_is_not_written_over(tmp_path):
    path = a_store(tmp_path / "market.npz")

    assert cache_path(path) != path
    assert len(load_tables(path).posting_id) == 2


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_whatever_the_mask_only_the_owner_may_write(tmp_path):
    before = os.umask(0)
    try:
        a_store(tmp_path / "market.db")
    finally:
        os.umask(before)

    assert {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == dict.fromkeys(
        ("market.db", "market.npz", "market.db.lock"), 0o644
    )


def test_a_file_that_was_given_its_old_time_again_is_seen_as_changed(kept):
    before, stamp = kept.stat(), stamp_of(kept)
    content = bytearray(kept.read_bytes())
    content[-1] ^= 1
    kept.write_bytes(content)

    os.utime(kept, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert stamp_of(kept) != stamp
