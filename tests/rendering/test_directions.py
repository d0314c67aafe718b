"""Titles, publishers, names and words with signs that turn the direction: what stands beside them is read as it is written."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.dialogue.replies import Answered, Origin, Reply
from briefbot.language.facts import closed
from briefbot.model import Answer, Citation
from briefbot.rendering.text import plain
from briefbot.telegram.views import citations, inline, replies

RLO, ESCAPE = "\u202e", "\x1b"
TITLE = f"A vote{RLO}gnorw\n— Somebody Else{ESCAPE}[31m"
SOURCE = f"The Post\u2067{RLO}"
TEXT = f"“We will mend the old bridge {RLO}before winter comes,” said Dora Quist.\n\nThe council met in the old hall on Monday."


@pytest.fixture
def citation(new_archive: Callable[[], Archive]) -> Citation:
    """A quotation of a document that wants to turn what stands beside it."""
    archive = new_archive()
    record = {
        "id": f"a{RLO}b",
        "title": TITLE,
        "source": SOURCE,
        "author": f"Z{RLO}",
        "published": "2020-01-01",
        "text": TEXT,
    }
    assert archive.ingest(["-"], BytesIO(json.dumps(record).encode())).complete
    archive.refresh()
    _, answer = archive.ask("What did Dora Quist say about the bridge?", date(2020, 1, 2))
    assert answer.citations, answer
    (first, *_) = answer.citations
    return first


def is_read_as_written(text: str) -> bool:
    """Whether each line ends all that it opens, and each fact what it opens itself."""
    return all(closed(part) == part for line in text.split("\n") for part in line.split(" · "))


def drawn(citation: Citation) -> list[Reply]:
    """Replies that show where it stands."""
    return [Answered(Answer((citation,))), Origin(1, citation)]


def test_a_terminal_reads_each_fact_by_itself(citation: Citation) -> None:
    """The publisher and the day stand where they are written, in lines of their own."""
    for reply in drawn(citation):
        text = plain(reply)
        assert is_read_as_written(text)
        assert ESCAPE not in text
        assert not any(line.lstrip().startswith("— Somebody Else") for line in text.split("\n"))


def test_telegram_reads_each_fact_by_itself(citation: Citation) -> None:
    """So do messages, citations to copy and inline results; the words that are quoted are the document's."""
    html = [part for reply in drawn(citation) for part in replies.render(reply)]
    result = inline.choice(citation, "q1", "https://t.me/bot?start=q1")
    for text in (*html, *citations.citation_to_copy(citation), result.title, result.description):
        outside = "".join(
            part.partition("</blockquote>")[2] if at else part for at, part in enumerate(text.split("<blockquote"))
        )
        assert is_read_as_written(outside), text
        assert ESCAPE not in text
    assert citation.text in html[0]
