"""Differences between two wordings, word by word; marks, case and accents alone make none."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

from briefbot.language.folding import letters
from briefbot.profiles.model import Difference, Sign

_WORDS = re.compile(r"\S+\s*")


def difference(before: str, after: str) -> Difference:
    """What stands in both, in the earlier alone and in the later alone, in runs of words; both in the letters of the later."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, [_told(word) for word in old], [_told(word) for word in new], autojunk=False)
    runs: list[tuple[Sign, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            runs.append(("=", "".join(new[c:d])))
            continue
        if removed := "".join(old[a:b]):
            runs.append(("-", removed))
        if added := "".join(new[c:d]):
            runs.append(("+", added))
    return _apart([(sign, "".join(words for _, words in run)) for sign, run in groupby(runs, key=lambda run: run[0])])


def _apart(runs: Sequence[tuple[Sign, str]]) -> Difference:
    """The runs with a space around words that fell out, where these stand beside others: the later wording has none there."""
    found: list[tuple[Sign, str]] = []
    for number, (sign, words) in enumerate(runs):
        before = " " if sign == "-" and number and not runs[number - 1][1][-1].isspace() else ""
        behind = " " if sign == "-" and number + 1 < len(runs) and not words[-1].isspace() else ""
        found.append((sign, before + words + behind))
    return tuple(found)


def _told(word: str) -> str:
    return letters(word) or word.strip()
