"""An index whose writer is killed at any moment opens, as it was or as it was to be; what others read meanwhile is whole."""

import os
import random
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from briefbot.archive import index_files, index_merging
from briefbot.archive.bm25_engine import BM25Engine
from briefbot.archive.index_heads import stamp_of
from briefbot.archive.index_merging import Merger, gone_since, merge_next
from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex, merging
from briefbot.retrieval.indexing import segment
from briefbot.retrieval.segments import Segment, vocabulary, without
from support.made_texts import made_documents

# How many kills; more where somebody looks for what few do not find.
KILLS = int(os.environ.get("BRIEFBOT_TEST_KILLS", "3"))

# Brings documents in one after the other, each with a stamp that tells how many came in, the last twenty of which stay. What is
# missing comes in again, as an archive does it: a save is given up where a thread has merged the segments meanwhile.
WRITER = """
import sys
from itertools import islice
from pathlib import Path
from briefbot.archive import index_merging
from briefbot.archive.bm25_engine import BM25Engine
from briefbot.retrieval import merging
from support.made_texts import made_documents
folder, first = Path(sys.argv[1]), int(sys.argv[2])
merging.SMALL = index_merging.SMALL = 300
index_merging._LARGE = 100
engine = BM25Engine(folder)
documents = {one.key: one for one in islice(made_documents(10**6), 3000)}
print("ready", flush=True)
for number in range(first, 3000):
    before = engine.load().retriever
    keys, wanted = before.keys if before else (), range(max(1, number - 19), number + 1)
    added = [documents[key] for key in wanted if key not in keys]
    engine.keep(engine.updated(before, added, [key for key in keys if key not in wanted]), str(number))
"""


def start(folder: Path, first: int) -> "subprocess.Popen[str]":
    """A writer that has begun."""
    path = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-c", WRITER, str(folder), str(first)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})  # noqa: S603
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def found(index: ArchiveIndex, words_of: ArchiveIndex | None = None) -> object:
    """What an index finds by some words (of another one)."""
    terms = (words_of or index).whole.names.terms
    question = " ".join(terms[number] for number in range(0, min(len(terms), 40), 5))
    return index.passages(question, Filters(), 20), index.documents(question, 20)


def wait_for(folder: Path, number: int) -> None:
    """Wait until so many documents are in the index of a folder."""
    end = time.monotonic() + 120
    while int(stamp_of(folder) or 0) < number:
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.slow
def test_a_killed_writer_leaves_an_index(tmp_path: Path) -> None:
    """Killed at random moments, of a save or of a merge, it leaves what its stamp says, ranked as if it were made at once."""
    chance = random.Random(7)  # noqa: S311 (moments, no secrets)
    last, documents = 0, {one.key: one for one in islice(made_documents(10**6), 3000)}
    for _ in range(KILLS):
        first = last + 1
        process = start(tmp_path, first)
        wait_for(tmp_path, first + chance.randrange(15))
        time.sleep(0.1 * chance.random())
        process.send_signal(signal.SIGKILL)
        process.communicate()
        loaded = index_files.load(tmp_path)
        assert loaded.index is not None, loaded.reason
        assert BM25Engine(tmp_path).stamp() == loaded.stamp
        last = int(loaded.stamp)
        there = [documents[key] for key in range(max(1, last - 19), last + 1)]
        assert loaded.index.keys == {one.key for one in there}
        once = ArchiveIndex.build(there)
        assert found(loaded.index, once) == found(once)
        assert list(index_files.faults(tmp_path)) == []


def made(sizes: list[int]) -> list[Segment]:
    """Segments of so many passages."""
    segments: list[Segment] = []
    for size in sizes:
        first = 1 + sum(len(one.tables.keys) for one in segments)
        segments.append(Segment(segment(made_documents(size, first, seed=first), vocabulary(segments))))
    return segments


def test_a_merge_beside_readers_and_writers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads keeps what was opened; what another process took out during the merge is out of what comes of it."""
    index = ArchiveIndex(made([300, 200, 100]))
    index_files.save(index, tmp_path, "1")
    reader = index_files.load(tmp_path).index
    assert reader is not None
    write = index_files.SegmentFiles.write

    def taken_out_meanwhile(files: index_files.SegmentFiles, *given: object) -> Segment:
        written = write(files, *given)  # type: ignore[arg-type]
        now = index_files.load(tmp_path).index
        assert now is not None
        index_files.save(ArchiveIndex(without(now.segments, [3, 9])), tmp_path, "2")
        return written

    monkeypatch.setattr(index_files.SegmentFiles, "write", taken_out_meanwhile)
    assert merge_next(tmp_path)
    monkeypatch.undo()
    merged = index_files.load(tmp_path)
    assert merged.index is not None
    assert (merged.stamp, len(merged.index.segments)) == ("2", 1)
    assert merged.index.keys == index.keys - {3, 9}
    assert found(reader) == found(index)
    assert found(merged.index) == found(ArchiveIndex(without(index.segments, [3, 9])))
    assert not merge_next(tmp_path)


def test_a_merge_that_others_made_needless_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its segments are named no longer, the index stays as others left it, and nothing of the merge is left."""
    index_files.save(ArchiveIndex(made([300, 200])), tmp_path, "1")
    write = index_files.SegmentFiles.write

    def replaced_meanwhile(files: index_files.SegmentFiles, *given: object) -> Segment:
        written = write(files, *given)  # type: ignore[arg-type]
        monkeypatch.setattr(index_files.SegmentFiles, "write", write)
        index_files.save(ArchiveIndex(made([50])), tmp_path, "2")
        return written

    monkeypatch.setattr(index_files.SegmentFiles, "write", replaced_meanwhile)
    assert not merge_next(tmp_path)
    assert index_files.load(tmp_path).stamp == "2"
    assert len(list(tmp_path.glob("segment-*"))) == 1


def test_what_is_large_is_merged_by_a_thread(tmp_path: Path) -> None:
    """It begins where there is something to merge and ends when there is nothing; the answers are the same."""
    index = ArchiveIndex(made([300, 200, 100]))
    index_files.save(index, tmp_path, "1")
    merger = Merger(tmp_path)
    merger.start(index.segments)
    merger.wait()
    loaded = index_files.load(tmp_path)
    assert loaded.index is not None
    assert len(loaded.index.segments) == 1
    assert found(loaded.index) == found(index)
    merger.start(loaded.index.segments)
    merger.wait()
    assert len(list(tmp_path.glob("segment-*"))) == 1


def test_too_many_segments_are_merged_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no thread came to it, as with short runs of the program, a later run does what is to be done."""
    monkeypatch.setattr(merging, "SMALL", 1)
    monkeypatch.setattr(index_merging, "SMALL", 1)
    monkeypatch.setattr(index_merging, "_PAID", 0)
    engine = BM25Engine(tmp_path)
    index_files.save(ArchiveIndex(made([300, 200, 100])), tmp_path, "1")
    more = list(made_documents(60, 1000, seed=1))
    assert len(engine.updated(engine.load().retriever, more, ()).segments) == 4
    monkeypatch.setattr(index_merging, "_MOST", 2)
    assert len(engine.updated(engine.load().retriever, more, ()).segments) < 4


def test_documents_that_went_meanwhile_are_counted_anew() -> None:
    """Their numbers are those in the merged segment, where those that had gone before have none."""
    segments = made([200, 200])
    keys = [one.tables.keys.tolist() for one in segments]
    before = without(segments, [keys[0][1]])
    after = without(before, [keys[0][2], keys[1][0]])
    assert gone_since(before, after).tolist() == [1, len(keys[0]) - 1]
