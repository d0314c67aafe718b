"""What is sent into a chat, as values that a database can hold."""

import json

from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.outgoing import Button, Chart, OutgoingMessage

BUTTONS = st.builds(Button, st.text(min_size=1), data=st.text(), copies=st.text(), url=st.text(), inline=st.text())
SERIES = st.tuples(st.text(), st.lists(st.integers(0), max_size=3).map(tuple))
MESSAGES = st.builds(
    OutgoingMessage,
    st.sampled_from(("send", "photo", "edit", "buttons", "delete")),
    st.text(),
    topic=st.none() | st.integers(1),
    reply_to=st.none() | st.integers(1),
    target=st.none() | st.integers(1),
    keyboard=st.lists(st.lists(BUTTONS, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
    suggestions=st.lists(st.text(), max_size=2).map(tuple),
    role=st.text(),
    silent=st.booleans(),
    preview=st.text(),
    asks=st.sampled_from(("", "reply", "location", "no more")),
    chart=st.none() | st.builds(Chart, st.lists(st.text(), max_size=3).map(tuple), st.lists(SERIES, max_size=2).map(tuple)),
)


@given(MESSAGES)
def test_a_message_that_waits_comes_back_the_same(message: OutgoingMessage) -> None:
    """As JSON, with its buttons and its chart."""
    assert OutgoingMessage.of(json.loads(json.dumps(message.record()))) == message


def test_a_message_can_do_without_its_tags() -> None:
    """What Telegram could not read as markup is sent as the words that were meant."""
    marked = OutgoingMessage("send", "<b>Holm</b> &amp; Vane: 1 &lt; 2")
    plain = marked.as_plain_text()
    assert (marked.has_markup, plain.has_markup) == (True, False)
    assert plain.text == "Holm &amp; Vane: 1 &lt; 2"
