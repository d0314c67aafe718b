"""What was brought in is taken back version by version, and what a person says of a document holds in all of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import Document
from briefbot.reading.analysis import Analysed
from briefbot.reading.corrections import Amendment
from briefbot.store.documents import Change, Incoming
from briefbot.store.store import Store
from briefbot.store.submissions import Asked, Submission, Task

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ANALYSED = Analysed(())


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty archive."""
    opened = Store(database)
    yield opened
    opened.close()


def put(store: Store, text: str, name: str = "a", title: str | None = "Paint") -> Change:
    """Bring in a document."""
    document = Document(name, text, title, published=date(2016, 9, 8))
    (outcome,) = store.put([(Incoming("here", document), ANALYSED)], 1, NOW)
    return outcome.change


def take_back(store: Store, *keys: int) -> int:
    """Take versions back."""
    with store.write() as work:
        return work.holdings.take_back(keys)


def texts(store: Store) -> list[str]:
    """What the archive holds now."""
    return [stored.document.text for stored in store.documents(store.keys())]


def test_the_version_before_stands_again(store: Store) -> None:
    """Each is taken back by its own key; the first one leaves nothing, and what comes after gets a key that none had."""
    put(store, "one")
    put(store, "two")
    first, second = 1, 2
    assert store.keys() == [second]
    assert take_back(store, first) == 0
    assert take_back(store, second, second) == 1
    assert texts(store) == ["one"]
    assert take_back(store, first) == 1
    assert texts(store) == []
    assert put(store, "three") is Change.ADDED
    assert store.keys() == [3]


def test_who_looks_at_the_archive_sees_that_it_changed(store: Store) -> None:
    """What is derived from it is stale, also where an older analysis cut the version that stands again."""
    put(store, "one")
    put(store, "two")
    with store.write() as work:
        work.state.set("analysis", 7)
    before = store.state()
    take_back(store, 2)
    after = store.state()
    assert after.generation > before.generation
    assert after.analysis == 0


def test_what_a_person_says_holds_in_later_versions(store: Store) -> None:
    """Its title and its date; the same content again is unchanged all the same."""
    put(store, "one")
    with store.write() as work:
        amended = work.documents.amend("a", Amendment(title="A green lighthouse"), ANALYSED, NOW)
    assert amended is not None
    assert amended.title == "A green lighthouse"
    with store.write() as work:
        work.documents.amend("a", Amendment(undated=True), ANALYSED, NOW)
    assert put(store, "one") is Change.UNCHANGED
    assert put(store, "two") is Change.UPDATED
    (stored,) = store.documents(store.keys())
    assert (stored.document.title, stored.document.published) == ("A green lighthouse", None)
    with store.write() as work:
        assert work.documents.amend("nobody", Amendment(title="x"), ANALYSED, NOW) is None


AMENDMENTS = st.builds(Amendment, st.none() | st.text(min_size=1), st.none() | st.dates(), st.booleans()).filter(
    lambda one: not (one.published and one.undated)
)


@given(AMENDMENTS, AMENDMENTS)
def test_what_is_said_later_holds(first: Amendment, second: Amendment) -> None:
    """To say one thing after another is to say both at once."""
    document = Document("a", "text", "Paint", published=date(2016, 9, 8))
    assert second.after(first).of(document) == second.of(first.of(document))


def test_a_submission_is_done_once(store: Store) -> None:
    """What it brought is known by its key, also where it was begun twice, as after a kill."""
    put(store, "before", "b")
    with store.write() as work:
        number = work.submissions.add(Submission(Task.POST, {"text": "one", "channel": -1}, 7, person_id=7), NOW)
    for tries in (1, 2):
        with store.write() as work:
            begun = work.submissions.begin(number)
            assert begun is not None
            assert (begun.tries, begun.highest_key) == (tries, 1)
        put(store, "one")
    with store.write() as work:
        assert work.submissions.waiting() == [number]
        settled = work.submissions.settle(number, ["a", "b"], ("https://example.org/feed", ""), NOW)
        assert settled is not None
        assert settled.result.keys == (2,)
        assert settled.result.documents == ("a", "b")
        assert "text" not in settled.submission.content
        assert work.submissions.settle(number, [], None, NOW) is None
        assert work.submissions.begin(number) is None
        assert work.submissions.waiting() == []


def test_one_thing_is_asked_in_a_chat_at_a_time(store: Store) -> None:
    """The last one, for a while; what is said of it ends it."""
    with store.write() as work:
        one, other = (work.submissions.add(Submission(Task.ADDRESS, {}, 7, person_id=7), NOW) for _ in range(2))
        work.submissions.ask(one, Asked.TITLE, 5, NOW)
        work.submissions.ask(other, Asked.DATE, 6, NOW)
        asking = work.submissions.asking(7, NOW)
        assert asking is not None
        assert (asking.id, asking.asks, asking.shown_by) == (other, Asked.DATE, 6)
        assert work.submissions.asking(7, NOW + timedelta(seconds=1)) is None
        assert work.submissions.asking(8, NOW) is None
        work.submissions.ask(other, None, None, NOW)
        assert work.submissions.asking(7, NOW) is None


def test_nothing_is_kept_of_who_is_forgotten(store: Store) -> None:
    """What they sent, that is; what is old and done goes by itself."""
    with store.write() as work:
        for person in (7, 8):
            work.submissions.add(Submission(Task.ADDRESS, {}, person, person_id=person), NOW)
        work.forget(7)
        assert len(work.submissions.waiting()) == 1
        (left,) = work.submissions.waiting()
        work.chats.expire(NOW + timedelta(days=31))
        assert work.submissions.of(left) is not None
        work.submissions.settle(left, [], None, NOW)
        work.chats.expire(NOW + timedelta(days=31))
        assert work.submissions.of(left) is None
