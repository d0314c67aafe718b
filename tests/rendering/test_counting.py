"""Counting: "1 day" and "2 days", wherever a number stands before its noun."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

import briefbot
from briefbot.wording.english import counted

SOURCES = Path(briefbot.__file__).parent
# The plural of a noun right behind a number.
PLURAL = re.compile(
    r" (?:documents|articles|quotations|statements|sources|papers|feeds|files|days|hours|minutes|times|digests|chats|people"
    r"|follows|reports|pages|lines|messages|records|questions|versions|entries|passages|names|copies|items"
    r"|links)\b(?!, more than)"
)


@pytest.mark.parametrize(("number", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1200, "1,200 days")])
def test_a_number_goes_with_its_noun(number: int, said: str) -> None:
    """One is one, everything else is several."""
    assert counted(number, "day") == said


def test_another_plural_is_taken() -> None:
    """Where an s does not make it."""
    assert (counted(1, "copy", "copies"), counted(3, "copy", "copies")) == ("1 copy", "3 copies")


def uncounted(source: str) -> list[int]:
    """The lines of a module whose f-strings put a number before a plural; limits, constants of many, may stand there."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, behind in pairwise(node.values):
            if isinstance(value, ast.FormattedValue) and isinstance(behind, ast.Constant) and PLURAL.match(str(behind.value)):
                is_limit = isinstance(value.value, ast.Name) and value.value.id.isupper()
                lines += [] if is_limit else [node.lineno]
    return lines


def test_no_sentence_says_1_days() -> None:
    """No f-string of the program puts a number before a plural: `counted` or the catalogue does, which know of one."""
    assert uncounted('x = 1\nf"{x} days"\nf"{LIMIT} days"') == [2]
    found = {path: lines for path in SOURCES.rglob("*.py") if (lines := uncounted(path.read_text(encoding="utf-8")))}
    assert found == {}
