"""What is kept of a conversation between two lines, and for how long."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.model import Intent, Query
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Advice, Digested, Followed
from briefbot.dialogue.state import FORGOTTEN_AFTER, DialogueState, recalled, state_of
from briefbot.digests.model import Contents, News, Section, Statement
from briefbot.model import Citation, Document, Kind, Span

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
NAMES = st.lists(st.text(), max_size=3).map(tuple)
DAYS = st.none() | st.dates()
STATES = st.builds(
    DialogueState,
    st.builds(
        Query,
        question=st.text(),
        topic=st.text(),
        mentioned=NAMES,
        intent=st.sampled_from(Intent),
        people=NAMES,
        strangers=NAMES,
        choices=NAMES,
        sources=st.none() | NAMES,
        since=DAYS,
        until=DAYS,
        documents=st.lists(st.integers(0), max_size=3).map(tuple),
    ),
    st.lists(st.tuples(st.integers(0), st.integers(0)), max_size=3).map(tuple),
    st.none() | st.integers(0),
)


def cited(key: int) -> Citation:
    """A quotation that is all of its document."""
    return Citation(key, 0, Document(f"d{key}", "Yes."), Span(0, 4), Kind.DIRECT, "Ada Stone", 1.0)


def digest(*keys: int, skip: int = 0) -> Digested:
    """A digest of a statement for each of these documents, without the first so many."""
    statements = tuple(Statement(News(cited(key), str(key), NOW)) for key in keys)
    return Digested(Contents((Section(None, statements),), 9, NOW - timedelta(days=1), NOW), None, follows=False, skip=skip)


@given(STATES)
def test_what_is_kept_comes_back_the_same(state: DialogueState) -> None:
    """As JSON, with every field of the question."""
    assert recalled(json.loads(json.dumps(state.record())), NOW, NOW) == state


@given(STATES, st.timedeltas(timedelta(0), 2 * FORGOTTEN_AFTER))
def test_a_question_is_forgotten_after_a_while(state: DialogueState, ago: timedelta) -> None:
    """Up to that time it can be leaned on, after it the next one is a fresh one."""
    assert (recalled(state.record(), NOW - ago, NOW) is None) == (ago > FORGOTTEN_AFTER)


@pytest.mark.parametrize(
    "record",
    [
        None,
        {},
        {"query": {}, "shown": [], "rest": None},
        {"query": None, "shown": [], "rest": None},
        {**DialogueState(Query("", ""), ()).record(), "shown": [["a", "b"]]},
        {"query": {**DialogueState(Query("", ""), ()).record()["query"], "of_the_next_version": 1}, "shown": [], "rest": None},
    ],
)
def test_what_another_version_kept_is_a_fresh_start(record: dict[str, object] | None) -> None:
    """A record that cannot be read fails nobody's question."""
    assert recalled(record, NOW, NOW) is None


def test_quotations_that_nobody_asked_for_can_be_looked_into() -> None:
    """A digest and the sample of a follow leave their quotations, in order; other replies leave nothing."""
    shown = state_of(digest(3, 4))
    assert shown is not None
    assert (shown.shown, shown.rest) == (((3, 0), (4, 0)), 2)
    followed = state_of(Followed("Stone", (), "", None, 0, 1, (cited(5),)))
    assert followed is not None
    assert (followed.shown, followed.rest) == (((5, 0),), None)
    assert state_of(Advice(Hint.HELP), shown) is None


def test_the_rest_of_a_digest_goes_on_with_its_numbers() -> None:
    """It does so behind the very statements that it leaves out, and begins anew behind anything else."""
    first = state_of(digest(3, 4))
    rest = state_of(digest(5, skip=2), first)
    assert rest is not None
    assert (rest.shown, rest.rest) == (((3, 0), (4, 0), (5, 0)), 3)
    anew = state_of(digest(5, skip=1), first)
    assert anew is not None
    assert anew.shown == ((5, 0),)
