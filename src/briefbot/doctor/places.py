"""Places: the settings' own words, the folder for data, and the seeds."""

import difflib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefbot.config import DEFAULT_SEEDS, VARIABLES, Settings
from briefbot.doctor.findings import Finding, error, fine, warning
from briefbot.reading.formats import table

_PREFIX = "BRIEFBOT_"
# Bytes that must be free: an index is written beside the old one, and SQLite keeps a log of what it writes.
_ENDINGS = {ending for its in table.FORMATS for ending in its.suffixes}
_TIGHT, _FULL = 500 * 2**20, 20 * 2**20


def names(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Settings of Briefbot's that there are not: one that is misspelt is passed over in silence."""
    unknown = sorted(
        name for name in environment if name.startswith(_PREFIX) and name not in VARIABLES and "_TEST_" not in name
    )
    known = [name.removeprefix(_PREFIX) for name in VARIABLES]
    for name in unknown:
        like = difflib.get_close_matches(name.removeprefix(_PREFIX), known, 1)
        mend = f"Call it {_PREFIX}{like[0]}." if like else "Take it out; the settings that there are stand in .env.example."
        yield warning("settings", f"There is no setting {name}.", mend)
    if not unknown:
        yield fine("settings", "All are known.")


def data(folder: Path) -> Iterator[Finding]:
    """Whether the folder for data can be written, and has room."""
    present = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not present.is_dir() or not os.access(present, os.W_OK | os.X_OK):
        mend = "Give this user the right to write there, or name another folder in BRIEFBOT_DATA."
        yield error("data folder", f"Nothing can be written into {folder.absolute()}.", mend)
        return
    free = shutil.disk_usage(present).free
    room = f"{free / 2**20:,.0f} MB are free on the disk of {folder.absolute()}."
    if free < _TIGHT:
        make = error if free < _FULL else warning
        yield make("data folder", room, "Free some space, or name a folder on another disk in BRIEFBOT_DATA.")
    else:
        yield fine("data folder", room)


def seeds(settings: Settings) -> Iterator[Finding]:
    """Whether the folder of seeds is there, and holds documents."""
    folder = settings.seeds
    if folder is None or (folder == DEFAULT_SEEDS and not folder.exists()):
        yield fine("seeds", "There are none.")
    elif not folder.is_dir():
        yield error(
            "seeds", f"BRIEFBOT_SEEDS names {folder}, which is no folder.", "Name one that is there, or set it empty for none."
        )
    elif not os.access(folder, os.R_OK | os.X_OK):
        yield error("seeds", f"The folder {folder} cannot be read.", "Give this user the right to read it and its files.")
    elif not any(one.suffix.lower() in _ENDINGS for one in folder.rglob("*") if one.is_file()):
        yield warning(
            "seeds",
            f"The folder {folder} holds nothing that Briefbot reads.",
            "Put documents there, or set BRIEFBOT_SEEDS empty.",
        )
    else:
        yield fine("seeds", f"Documents from {folder} are always part of the archive.")
