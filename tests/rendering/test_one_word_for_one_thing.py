"""One word for one thing: what docs/use/terms.md retires does not come back in what people read."""

import re

import pytest
from babel.messages.pofile import read_po

from support.program import ROOT
from support.verbs import verbs

# Words for what has another word, and turns that no person uses.
RETIRED = (
    r"\b(snippet|chunk|outlet|corpus|newsletter|subscri\w+|operator)s?\b",
    r"\bbehind (it|the command|the name|/\w+)\b",
    r"\bha(ve|s) it sent\b",
    r"\btake[sn]? (one )?up\b",
    r"\bas Telegram says\b",
    r"\b(\w+) \1\b",
)


def texts() -> list[str]:
    """All texts of the catalogue, which are those of the source, and the help of each command and option."""
    with (ROOT / "src/briefbot/wording/catalogues/ru.po").open("rb") as file:
        said = [text for one in read_po(file) if one.id for text in ([one.id] if isinstance(one.id, str) else one.id)]
    commands = list(verbs())
    helps = [getattr(part, "help", "") or "" for _, command in commands for part in (command, *command.params)]
    return [*said, *helps]


@pytest.mark.parametrize("retired", RETIRED)
def test_retired_terms_do_not_come_back(retired: str) -> None:
    """Say it as docs/use/terms.md does."""
    found = texts()
    assert len(found) > 600
    assert [text for text in found if re.search(retired, text)] == []
