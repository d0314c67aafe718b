"""Pages that are kept: what is asked for again is not made again, and nothing is shown that is not so any more."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.config import WebSettings
from briefbot.model import Span
from briefbot.web.answers import Answer
from briefbot.web.controllers import people
from briefbot.web.kept import KeptPages
from briefbot.web.visits import Visit
from support.articles import article
from support.pages import UNLIMITED, pages_of

WORDS = "The lighthouse will be painted green before the end of May"
PERSON = "/p/Henrik%20Dahl"
TOKEN = "correct-horse-battery"  # noqa: S105 (of no page)


def bring(archive: Archive, id_: str, words: str) -> None:
    """Bring in an article in which Henrik Dahl says something."""
    text = f"“{words},” Henrik Dahl told reporters in the town hall."
    record = {
        "id": id_,
        "title": "A green light",
        "source": "The Post",
        "published": "2016-03-04",
        "language": "en",
        "text": text,
    }
    archive.ingest(["-"], BytesIO(json.dumps(record).encode()))


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """An archive of a few articles, in one of which Henrik Dahl speaks."""
    opened = new_archive()
    opened.ingest(["-"], BytesIO("\n".join(json.dumps(article(number)) for number in range(8)).encode()))
    bring(opened, "light", WORDS)
    return opened


def test_a_page_is_made_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nothing changes; another language, or another page of it, is another one."""
    made: list[str] = []
    show = people.show

    def making(visit: Visit) -> Answer:
        made.append(visit.again())
        return show(visit)

    monkeypatch.setattr(people, "show", making)
    with pages_of(archive) as visit:
        first, again = visit(PERSON), visit(PERSON)
        russian = visit(f"{PERSON}?lang=ru"), visit(PERSON, Accept_Language="ru")
    assert (first.body, first.headers["etag"]) == (again.body, again.headers["etag"])
    assert len(made) == 3
    assert all('<html lang="ru">' in one.text for one in russian)
    assert '<html lang="en">' in again.text


def test_what_changes_shows_at_once(archive: Archive) -> None:
    """What comes in, what is corrected, what is changed and what is taken out, on every page that was kept."""
    question = "/?q=What+did+Henrik+Dahl+say+about+the+lighthouse%3F"
    with pages_of(archive) as visit:
        for path in (question, PERSON, "/d/light", "/sources"):
            assert visit(path).status == visit(path).status == 200
        bring(archive, "pier", "The lighthouse on the pier will be painted red instead")
        assert "painted red instead" in visit(question).text
        assert "painted red instead" in visit(PERSON).text
        text = next(archive.documents(["light"])).text
        at = text.index(WORDS)
        assert archive.correct("light", Span(at, at + len(WORDS)), "Agnes Holm")
        assert "Agnes Holm" in visit("/d/light").text
        assert "painted green" not in visit(PERSON).text
        bring(archive, "pier", "The lighthouse on the pier will be painted blue instead")
        assert "painted red" not in visit(question).text + visit(PERSON).text
        archive.remove(["pier"])
        assert "painted blue" not in visit(question).text
        assert visit(PERSON).status == visit("/d/pier").status == 404


def test_what_was_kept_for_one_reader_is_for_nobody_without_the_right(archive: Archive) -> None:
    """Whoever has no token gets no page, though it is there."""
    with pages_of(archive, WebSettings(token=TOKEN, requests_per_minute=UNLIMITED)) as visit:
        assert visit(PERSON, Authorization=f"Bearer {TOKEN}").status == 200
        assert visit(PERSON).status == 401
        assert "Dahl" not in visit(PERSON, Authorization="Bearer other").text


def test_pages_are_kept_within_a_bound() -> None:
    """Those asked for last stay; one that is larger than all may be is not kept."""
    kept = KeptPages(100)
    for tag in "abc":
        kept.keep(tag, Answer(tag.encode() * 40))
        kept.get("a")
    assert [kept.get(tag) is not None for tag in "abc"] == [True, False, True]
    kept.keep("d", Answer(b"d" * 101))
    assert kept.get("d") is None
    assert kept.get("a") == Answer(b"a" * 40)
