"""Hold a scoreboard's figures to floors: `hold_floors.py SCORES.json FLOORS.json`; exit status 1 where one is missed.

Scores are rows of part, figure and a value in words ("0.656", "9/9", "10.7 %", "99.3 / 98.8 / 99.1": the last one counts).
Floors are {"part: figure": {"least": …} or {"most": …}}; timings have none, for they are the machine's.
"""

import json
import re
import sys
from pathlib import Path


def number(value: object) -> float:
    """The figure that a value tells; "9/9" is a share of 1."""
    text = str(value)
    if fraction := re.fullmatch(r"(\d+)/(\d+)", text):
        return int(fraction[1]) / max(int(fraction[2]), 1)
    return float(text.rsplit(" / ", 1)[-1].rstrip(" %"))


def breaches(scores: list[dict[str, object]], floors: dict[str, dict[str, float]]) -> list[str]:
    """What is missed, a sentence each."""
    values = {f"{row['part']}: {row['figure']}": row["value"] for row in scores}
    missed = [f"{name} was not measured" for name in floors if name not in values]
    for name, limit in floors.items():
        if name in values:
            value = number(values[name])
            if value < limit.get("least", value) or value > limit.get("most", value):
                missed.append(f"{name} is {values[name]}, and the floor is {limit}")
    return missed


if __name__ == "__main__":
    found = breaches(*(json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3]))
    print("\n".join(found) or "all floors hold")  # noqa: T201
    sys.exit(bool(found))
