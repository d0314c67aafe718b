"""The seeds: always part of the archive, brought in at every start, and as good as free while they stay as they are."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from support.program import SEEDS, Program

WALRUS = "Agnes Holm said that the walrus had arrived."
PENGUIN = "Agnes Holm said that the beaver had arrived."  # as long, to the byte


def rows(folder: Path) -> list[tuple[str, str, int, int]]:
    """All versions of all documents: place, id, version, and whether it is the current one."""
    with closing(sqlite3.connect(folder / "briefbot.db")) as connection:
        return connection.execute("SELECT place, id, version, current FROM documents ORDER BY place, key").fetchall()


@pytest.fixture
def checkout(tmp_path: Path) -> Program:
    """A folder with seeds of its own, named in the default way."""
    folder = tmp_path / "checkout"
    program = Program(folder, {"BRIEFBOT_SEEDS": "seeds"})
    program.write("seeds/a.txt", WALRUS)
    program.write("seeds/deeper/b.txt", "Bo Lind said that the ferry sails.")
    return program


@pytest.mark.parametrize("arguments", [("ask", "Lavrov"), ("search", "Lavrov"), ("console",), ("ingest", str(SEEDS))])
def test_every_verb_starts_with_the_seeds(seeded: Program, arguments: tuple[str, ...]) -> None:
    """Whatever is started first, the seeds are there."""
    assert seeded(*arguments).status == 0
    assert [(place, id_) for place, id_, _, _ in rows(seeded.folder)] == [
        (f"seeds/{seed.name}", seed.stem) for seed in sorted(SEEDS.glob("*.txt"))
    ]


def test_the_shipped_seed_is_stored_byte_for_byte(seeded: Program) -> None:
    """What is in the file is what quotations are slices of."""
    seeded("ask", "Lavrov")
    with closing(sqlite3.connect(seeded.folder / "briefbot.db")) as connection:
        stored = dict(connection.execute("SELECT id, text FROM documents").fetchall())
    assert {name: text.encode() for name, text in stored.items()} == {
        seed.stem: seed.read_bytes() for seed in SEEDS.glob("*.txt")
    }


def test_seeds_that_did_not_change_are_not_read(checkout: Program) -> None:
    """Other words of the same length under the same time stay unseen; under another time they are a new version."""
    assert checkout("ask", "walrus", "--json").record["answered"]
    seed = checkout.folder / "seeds/a.txt"
    before = seed.stat()
    seed.write_text(PENGUIN)
    os.utime(seed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert checkout("ask", "walrus", "--json").record["answered"]
    os.utime(seed, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert not checkout("ask", "walrus", "--json").record["answered"]
    assert checkout("ask", "beaver", "--json").record["answered"]
    assert rows(checkout.folder)[:2] == [("seeds/a.txt", "a", 1, 0), ("seeds/a.txt", "a", 2, 1)]


def test_a_new_seed_comes_in_at_the_next_start(checkout: Program) -> None:
    """Nobody has to ingest it."""
    checkout("ask", "walrus")
    checkout.write("seeds/new.txt", "Cy Moss said that the lighthouse was lit.")
    assert checkout("ask", "lighthouse", "--json").record["quotes"][0]["document"] == "new"


def test_a_checkout_may_move_with_its_database(checkout: Program) -> None:
    """Neither moving it nor copying it with other file times doubles the seeds or makes new versions of them."""
    checkout("ask", "walrus")
    before = rows(checkout.folder)
    moved = Program(checkout.folder.with_name("moved"), checkout.variables)
    checkout.folder.rename(moved.folder)
    assert moved("ask", "walrus", "--json").record["answered"]
    assert rows(moved.folder) == before
    copied = Program(moved.folder.with_name("copied"), checkout.variables)
    shutil.copytree(moved.folder, copied.folder, copy_function=shutil.copyfile)
    assert copied("ask", "walrus", "--json").record["answered"]
    assert rows(copied.folder) == before
    named = copied.given(BRIEFBOT_SEEDS=str(copied.folder / "seeds"))
    assert named("ask", "walrus", "--json").record["answered"]
    assert rows(copied.folder) == before


def test_ingesting_the_seeds_by_hand_changes_nothing(checkout: Program) -> None:
    """They are the same documents, whoever brings them in, by whatever path."""
    for path in ("seeds", str(checkout.folder / "seeds"), "seeds/a.txt", "./seeds/../seeds"):
        ran = checkout("ingest", path, "--json")
        assert (ran.record["added"], ran.record["updated"], ran.err) == (0, 0, "")
    assert len(rows(checkout.folder)) == 2


def test_no_seeds_where_the_variable_is_empty(checkout: Program) -> None:
    """Set but empty means none, also where there is a folder of the default name."""
    assert checkout.given(BRIEFBOT_SEEDS="")("ask", "walrus").out == "The archive is empty.\n"
    assert not (checkout.folder / "briefbot.db").exists()  # whoever only asks leaves nothing behind


@pytest.mark.parametrize("name", ["nowhere", "a-file"])
def test_a_folder_that_is_none_is_wrong_configuration(program: Program, name: str) -> None:
    """A mistyped name is told before anything is answered without the seeds."""
    program.write("a-file", "words")
    ran = program.given(BRIEFBOT_SEEDS=name)("ask", "Lavrov")
    assert (ran.status, ran.out) == (2, "")
    assert ran.complaint.startswith(f"BRIEFBOT_SEEDS names {name}, which is no folder")


def test_a_broken_seed_is_named_and_the_others_come_in(checkout: Program) -> None:
    """At each start, until it is mended; answers go on."""
    checkout.write("seeds/broken.txt", b"\x00\x01")
    (checkout.folder / "seeds/link.txt").symlink_to("nowhere")
    for _ in range(2):
        ran = checkout("ask", "walrus", "--json")
        assert (ran.status, ran.record["answered"]) == (0, True)
        assert [line.split(":")[0] for line in ran.err.splitlines()] == ["seeds/broken.txt", "seeds/link.txt"]
