"""Hold what the tests reach of each room to its floor: `hold_coverage.py`, after `pytest --cov`; exit 1 if one is missed.

Floors are percents of lines and branches together: the rooms of [tool.briefbot.coverage] in pyproject.toml, `else` for others.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "src/briefbot/"


@dataclass
class Room:
    """What the tests reach of a room: the lines and branches that it has and that are reached, and its modules with others."""

    there: int = 0
    reached: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def percent(self) -> float:
        """Of lines and branches together."""
        return 100 * self.reached / self.there if self.there else 100.0


def measured(folder: Path) -> dict[str, Room]:
    """Each room by its name, as coverage.py last measured it."""
    report = folder / "coverage.json"
    # Errors are those of copies of the package that tests made and removed; they are left out.
    command = [sys.executable, "-m", "coverage", "json", "-q", "--ignore-errors", f"--include={PACKAGE}*", "-o", str(report)]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 (a tool of ours)
    rooms: defaultdict[str, Room] = defaultdict(Room)
    for name, module in json.loads(report.read_text())["files"].items():
        sums, path = defaultdict(int, module["summary"]), name.partition(PACKAGE)[2]  # no branches where nothing was run
        room = rooms[path.partition("/")[0].removesuffix(".py")]
        room.there += sums["num_statements"] + sums["num_branches"]
        room.reached += sums["covered_lines"] + sums["covered_branches"]
        if sums["missing_lines"] or sums["missing_branches"]:
            room.missing.append(f"{path}: {sums['percent_covered']:.1f} %, lines {_lines(module['missing_lines'])}")
    return rooms


def _lines(numbers: list[int]) -> str:
    return " ".join(map(str, numbers)) or "all, branches not"


def held(rooms: Mapping[str, Room], floors: Mapping[str, float]) -> bool:
    """Print each room, with what is missed where it is under its floor, and tell whether none is."""
    below = False
    for name, room in sorted(rooms.items()):
        floor = floors.get(name, floors["else"])
        print(f"{name:12}{room.percent:7.2f} %   at least {floor} %")
        if room.percent < floor:
            below = True
            print("".join(f"    {line}\n" for line in room.missing), end="")
    return not below


def main() -> int:
    """Hold the rooms to the floors of pyproject.toml: 1 if one is missed."""
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["briefbot"]["coverage"]
    with tempfile.TemporaryDirectory() as folder:
        return int(not held(measured(Path(folder)), floors))


if __name__ == "__main__":
    sys.exit(main())
