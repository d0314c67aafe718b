"""The index on disk: whole or not at all, the same for all who read it, and refused with a reason when it is not whole."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.archive import array_files, index_files, index_heads
from briefbot.model import Attribution, Document, Filters, Kind, Passage, Span, SpeakerSource
from briefbot.retrieval import ArchiveIndex, IndexedDocument

QUESTION = "river bridge"


def archive(size: int = 3) -> ArchiveIndex:
    """An index of a few documents of one passage."""
    texts = [f"The bridge number {key} spans the river in town {key % 5}." for key in range(size)]
    source = SpeakerSource(Attribution.NOBODY)
    return ArchiveIndex.build(
        IndexedDocument(key, Document(str(key), text), (Passage(Span(0, len(text)), Kind.REPORTED, source),))
        for key, text in enumerate(texts)
    )


def answers(index: ArchiveIndex | None) -> object:
    """What an index finds."""
    assert index is not None
    return index.passages(QUESTION, Filters(), 5), index.documents(QUESTION, 5), index.words("rivver"), index.keys


def test_an_index_comes_back_as_it_was(tmp_path: Path) -> None:
    """Answers, keys and stamp are the same after saving and loading, and so is what it is updated to."""
    index = archive()
    index_files.save(index, tmp_path / "new" / "folder", "stamp ü 1")
    loaded = index_files.load(tmp_path / "new" / "folder")
    assert loaded.stamp == index_heads.stamp_of(tmp_path / "new" / "folder") == "stamp ü 1"
    assert answers(loaded.index) == answers(index)
    assert loaded.index is not None
    assert answers(loaded.index.updated([], {1})) == answers(index.updated([], {1}))


def test_an_empty_index_comes_back(tmp_path: Path) -> None:
    """An archive without documents has an index as well."""
    index_files.save(ArchiveIndex.build([]), tmp_path)
    assert answers(index_files.load(tmp_path).index) == ([], [], archive(0).words("rivver"), frozenset())


def test_arrays_are_mapped_and_read_only(tmp_path: Path) -> None:
    """Nobody changes what others read."""
    index_files.save(archive(), tmp_path)
    index = index_files.load(tmp_path).index
    assert index is not None
    for array in index.segments[0].tables.arrays().values():
        assert not array.flags.owndata
        assert not array.flags.writeable or not array.size


def test_where_there_is_none_the_reason_is_told(tmp_path: Path) -> None:
    """A missing file, and one that cannot be read, are no exceptions."""
    assert index_files.load(tmp_path / "nowhere").reason == "there is none yet"
    assert index_heads.stamp_of(tmp_path / "nowhere") is None
    (tmp_path / "archive.index").mkdir()
    loaded = index_files.load(tmp_path)
    assert loaded.index is None
    assert "cannot be used" in loaded.reason


def segments_in(folder: Path) -> list[Path]:
    """The files of segments that are there."""
    return sorted(folder.glob("segment-*"))


@pytest.fixture(scope="module", params=["archive.index", "segment-*"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A file of an index, and its bytes."""
    folder = tmp_path_factory.mktemp("written")
    index_files.save(archive(), folder, "s")
    path = next(folder.glob(request.param))
    return path, path.read_bytes()


@given(data=st.data())
def test_damage_is_seen(written: tuple[Path, bytes], data: st.DataObject) -> None:
    """A file with other bytes, or cut short, is refused with a reason; a byte that only fills a gap does no harm."""
    path, whole = written
    folder = path.parent
    damaged = bytearray(whole)
    if data.draw(st.booleans(), label="cut"):
        damaged = damaged[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        damaged[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(damaged)
    loaded = index_files.load(folder)
    assert bool(list(index_files.faults(folder))) == (loaded.index is None)
    if loaded.index is None:
        assert loaded.reason
        assert len(loaded.reason.splitlines()) == 1
    else:
        assert answers(loaded.index) == answers(archive())
        assert len(damaged) == len(whole)


def checksum(data: bytes, cuts: list[int]) -> int:
    """The checksum of bytes that come in parts."""
    sums = array_files.Checksum()
    for first, last in pairwise([0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]):
        sums.add(memoryview(data)[first:last])
    return sums.value()


def test_swapped_blocks_are_seen() -> None:
    """The checksum depends on the order of large blocks too."""
    blocks = np.arange(3 * array_files._BLOCK, dtype=np.uint64)
    swapped = np.roll(blocks, array_files._BLOCK)
    assert checksum(blocks.tobytes(), []) != checksum(swapped.tobytes(), [])


@given(st.integers(0, 40), st.lists(st.integers(0, 40), max_size=5), st.integers(0, 255))
def test_a_checksum_is_the_same_however_the_bytes_come(size: int, cuts: list[int], changed: int) -> None:
    """In one piece or in many, with whole blocks or not; and any byte changes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(array_files, "_BLOCK", 2)
        patch.setattr(array_files, "_BLOCK_BYTES", 16)
        data = bytes((7 * at + 3) % 256 for at in range(size))
        assert checksum(data, cuts) == checksum(data, [])
        if size:
            other = bytearray(data)
            other[changed % size] ^= 1
            assert checksum(bytes(other), cuts) != checksum(data, [])


def test_a_large_file_is_checked_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large to be read at a start, it is opened unread but for its length; whoever looks for faults finds them all."""
    monkeypatch.setattr(array_files, "CHECKED", 1000)
    monkeypatch.setattr(array_files, "_SMALL", 0)
    monkeypatch.setattr(array_files, "_PIECE", 512)
    array_files.write_arrays({"some": np.arange(5000)}, tmp_path / "a")
    assert array_files.fault(tmp_path / "a") is None
    whole = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(whole[:-9] + b"x" + whole[-8:])
    assert len(array_files.read_arrays(tmp_path / "a")[1]["some"]) == 5000
    assert array_files.fault(tmp_path / "a") == "its part some is damaged"
    (tmp_path / "a").write_bytes(whole[:-9])
    with pytest.raises(index_heads.UnusableError, match="cut short"):
        array_files.read_arrays(tmp_path / "a")


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older program wrote is not read as if it were of this one."""
    index_files.save(archive(), tmp_path)
    monkeypatch.setattr(index_heads, "VERSION", index_heads.VERSION + 1)
    assert f"of version {index_heads.VERSION - 1}" in index_files.load(tmp_path).reason


def test_a_failed_save_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing breaks off, the index that was there is still there, and nothing beside it."""
    index_files.save(archive(), tmp_path, "old")

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        index_files.save(archive(9), tmp_path, "new")
    assert index_files.load(tmp_path).stamp == "old"
    assert len(list(tmp_path.iterdir())) == 3  # what names the segment, the segment, the lock


def test_what_killed_writers_left_is_removed(tmp_path: Path) -> None:
    """Old files that nothing names go with the next save; a young one may be another process's work."""
    left = [tmp_path / name for name in ("archive.index.a.tmp", "segment-a.part", "segment-b.index", "archive.index.b.tmp")]
    for path in left:
        path.write_bytes(b"half")
    for path in left[:3]:
        os.utime(path, (0, 0))
    index_files.save(archive(), tmp_path)
    assert [path.exists() for path in left] == [False, False, False, True]


def test_what_is_named_no_longer_is_removed(tmp_path: Path) -> None:
    """A save that names other segments leaves none of those before."""
    index_files.save(archive(), tmp_path, "1")
    before = segments_in(tmp_path)
    index_files.save(archive(9), tmp_path, "2")
    assert len(segments_in(tmp_path)) == 1
    assert segments_in(tmp_path) != before


def test_a_save_whose_files_another_process_removed_changes_nothing(tmp_path: Path) -> None:
    """Who merged them has named what stands for them; the index is that one's, and what came in is indexed again."""
    index_files.save(archive(), tmp_path, "1")
    late = index_files.load(tmp_path).index
    assert late is not None
    index_files.save(archive(9), tmp_path, "2")
    assert not index_files.save(late, tmp_path, "3")
    assert index_files.load(tmp_path).stamp == "2"
    assert answers(index_files.load(tmp_path).index) == answers(archive(9))


def test_a_reader_between_two_saves_reads_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the segments are gone that it was told of, it looks what is named now."""
    index_files.save(archive(), tmp_path, "1")
    manifest = index_files._manifest
    told: list[object] = []

    def outdated(folder: Path) -> object:
        found = manifest(folder)
        if not told:
            told.append(found)
            index_files.save(archive(9), tmp_path, "2")
        return found

    monkeypatch.setattr(index_files, "_manifest", outdated)
    assert index_files.load(tmp_path).stamp == "2"


def test_readers_keep_what_they_opened(tmp_path: Path) -> None:
    """An index stays usable while another takes its place."""
    index_files.save(archive(), tmp_path, "1")
    before = index_files.load(tmp_path).index
    index_files.save(archive(50), tmp_path, "2")
    assert answers(before) == answers(archive())
    assert answers(index_files.load(tmp_path).index) == answers(archive(50))


def test_processes_share_one_index(tmp_path: Path) -> None:
    """Other processes read the index while this one has it open."""
    index_files.save(archive(), tmp_path, "shared")
    here = index_files.load(tmp_path)
    code = (
        "import sys, pathlib; from briefbot.model import Filters; from briefbot.archive import index_files;"
        "loaded = index_files.load(pathlib.Path(sys.argv[1]));"
        "print(loaded.stamp, [hit.document for hit in loaded.index.passages('river bridge', Filters(), 5)])"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603  # our own words
    assert here.index is not None
    expected = f"shared {[hit.document for hit in here.index.passages(QUESTION, Filters(), 5)]}\n"
    assert [process.communicate()[0] for process in running] == [expected, expected]


def test_an_index_that_nothing_tells_the_origin_of_is_not_used(tmp_path: Path) -> None:
    """A null where the stamp should be, however whole the rest: nobody knows what it was made of."""
    array_files.write_arrays({}, tmp_path / "archive.index", None)  # type: ignore[arg-type]
    loaded = index_files.load(tmp_path)
    assert (loaded.index, loaded.reason) == (None, "it cannot be used: nothing tells what it was made of")
