"""Over weeks of many chats, in which the process is killed every hour, no digest is doubled or lost, and no quotation."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from briefbot.dialogue.outgoing import Verdict
from briefbot.digests.planning import SlotState

from .simulation import World, world

# BRIEFBOT_TEST_LONG=5 plays five months of five hundred chats, each from another seed; ten days of eighty hold all that can
# happen, too.
LONG = int(os.environ.get("BRIEFBOT_TEST_LONG", "0"))
SEEDS, CHATS, DAYS = (range(LONG), 500, 30) if LONG else (range(1), 80, 10)


def played(folder: Path, migrated: Path, seed: int, chats: int, days: int) -> World:
    """A world that was lived in from this seed, on a database of its own."""
    folder.mkdir()
    shutil.copy(migrated, folder / "briefbot.db")
    lived = world(seed, folder, chats)
    lived.live(days)
    return lived


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)  # each by itself, so that they can be played side by side
def test_weeks_of_digests(tmp_path: Path, migrated: Path, seed: int) -> None:
    """Every date is handled once, every part sent once at most, and what is followed is told or still to be had."""
    lived = played(tmp_path / str(seed), migrated, seed, CHATS, DAYS)
    found = lived.check()
    assert min(found[state] for state in set(SlotState) - {SlotState.CLAIMED}) > (10 if LONG else 0), found
    assert found["read"] > found["to be had"]
    troubles = set(Verdict) - {Verdict.POINTLESS}
    assert all(lived.events[one] for one in [*(verdict.name for verdict in troubles), "killed while sending"])
    assert all(lived.events[one] for one in ["killed before writing", "out", "looked", "happened"])


def test_a_world_is_the_same_for_a_seed(tmp_path: Path, migrated: Path) -> None:
    """What is found can be played again."""
    one, other = (played(tmp_path / name, migrated, 3, 20, 2) for name in "ab")
    assert [reader.got for reader in one.readers] == [reader.got for reader in other.readers]
    assert one.events == other.events != Counter()
