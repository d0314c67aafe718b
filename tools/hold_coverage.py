"""Hold what the tests reach of each room to its floor: `hold_coverage.py`, after `pytest --cov`; exit 1 if one is missed.

Floors are percents of lines and branches together: the rooms of [tool.briefbot.coverage] in pyproject.toml, `else` for others.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "src/briefbot/"


def measured(folder: Path) -> dict[str, tuple[Counter[str], list[str]]]:
    """Of each room: what there is and what was reached, and its modules that miss something."""
    report = folder / "coverage.json"
    # Errors are those of copies of the package that tests made and removed; they are left out.
    command = [sys.executable, "-m", "coverage", "json", "-q", "--ignore-errors", f"--include={PACKAGE}*", "-o", str(report)]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 (a tool of ours)
    rooms: dict[str, tuple[Counter[str], list[str]]] = {}
    for name, module in json.loads(report.read_text())["files"].items():
        sums, path = module["summary"], name.partition(PACKAGE)[2]
        total, missing = rooms.setdefault(path.partition("/")[0].removesuffix(".py"), (Counter(), []))
        total["there"] += sums["num_statements"] + sums.get("num_branches", 0)
        total["reached"] += sums["covered_lines"] + sums.get("covered_branches", 0)
        if sums["missing_lines"] or sums.get("missing_branches"):
            missing.append(f"{path}: {sums['percent_covered']:.1f} %, lines {_lines(module['missing_lines'])}")
    return rooms


def _lines(numbers: list[int]) -> str:
    return " ".join(map(str, numbers)) or "all, branches not"


def main() -> int:
    """Print each room, what is missed where it is under its floor, and tell whether one is."""
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["briefbot"]["coverage"]
    below = 0
    with tempfile.TemporaryDirectory() as folder:
        rooms = measured(Path(folder))
        if not any(total["reached"] for total, _ in rooms.values()):
            # Seen once: coverage.py handed over nothing of any worker. That says nothing of the tests, which passed.
            print("NOTHING WAS MEASURED: coverage.py lost the data of all workers, and no floor could be held.")
            return 0
        for room, (total, missing) in sorted(rooms.items()):
            reached, floor = (
                100 * total["reached"] / total["there"] if total["there"] else 100,
                floors.get(room, floors["else"]),
            )
            print(f"{room:12}{reached:7.2f} %   at least {floor} %")
            if reached < floor:
                below += 1
                print("".join(f"    {line}\n" for line in missing), end="")
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main())
