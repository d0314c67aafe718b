"""What a question asked for, as something to follow, and what a follow asks for."""

from datetime import date

import pytest

from briefbot.answering.questions.model import Query
from briefbot.answering.questions.reading import Reader
from briefbot.digests.follows import follow_text, read_follow
from briefbot.model import Catalogue, Person, Publisher


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query("?", "the ferry"), "the ferry"),
        (Query("?", "", people=("Ann Moss",)), "Ann Moss"),
        (Query("?", " the ferry?", people=("Ann Moss", "Bo Lind")), "Ann Moss, Bo Lind: the ferry"),
        (Query("?", "the ferry", sources=("The Post", "Vesti")), 'the ferry from:"The Post" from:"Vesti"'),
        (Query("?", "", sources=("The Post",)), 'from:"The Post"'),
        (Query("?", " ?!"), None),
    ],
)
def test_a_question_becomes_what_can_be_followed(query: Query, text: str | None) -> None:
    """Its people, its topic without the signs around it, its papers; nothing where it asked for nothing in particular."""
    assert follow_text(query) == text


@pytest.mark.parametrize(
    ("typed", "people", "topic", "sources"),
    [
        ("BBC News", (), "", ("BBC News",)),
        ("only Reuters", (), "", ("Reuters",)),
        ("Reuters only", (), "", ("Reuters",)),
        ("from reuters", (), "", ("Reuters",)),
        ("только Ведомости", (), "", ("Ведомости",)),
        ("ferries from Reuters", (), "ferries", ("Reuters",)),
        ("ferries", (), "ferries", None),
        ("Kremlin", ("Kremlin",), "", None),
        ('from:"Kremlin"', (), "", ("Kremlin",)),
    ],
)
def test_a_papers_name_alone_follows_the_paper(
    typed: str, people: tuple[str, ...], topic: str, sources: tuple[str, ...] | None
) -> None:
    """All that it prints; somebody who is called as a paper is goes first, and the paper is told by hand."""
    papers = [Publisher(name, 3, None, None) for name in ("BBC News", "Reuters", "Ведомости", "Kremlin")]
    reader = Reader.of(Catalogue((Person("Kremlin", frozenset(("Kremlin",)), 9, 20),), tuple(papers), 30))
    query = read_follow(reader, typed, date(2026, 3, 1))
    assert (query.people, query.topic, query.sources) == (people, topic, sources)
