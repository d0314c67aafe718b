"""Posts of channels, as values that a database can hold."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.archive.sent import of_post
from briefbot.feeds.model import Post, TelegramChannel

CHANNELS = st.builds(
    TelegramChannel, st.integers(-(2**52), -1), st.text(min_size=1), st.none() | st.from_regex(r"[a-z]\w{4,31}", fullmatch=True)
)
POSTS = st.builds(Post, CHANNELS, st.integers(1, 2**31), st.text(), st.datetimes(timezones=st.just(UTC)))
MOMENT = datetime(2016, 9, 8, 23, 30, tzinfo=UTC)


@given(POSTS)
def test_a_post_comes_back_as_it_was(post: Post) -> None:
    """From JSON, whatever it says."""
    assert Post.recalled(json.loads(json.dumps(post.record()))) == post


@given(POSTS)
def test_any_post_is_a_document_or_refused(post: Post) -> None:
    """Nothing is raised, whatever somebody wrote in a channel."""
    item = of_post(post)
    assert (item.document is None) is (item.error is not None)


@pytest.mark.parametrize(
    ("username", "id_", "url"),
    [("wire", "t.me/wire/12", "https://t.me/wire/12"), (None, "t.me/c/1234567890/12", None)],
)
def test_a_post_is_known_by_its_address(username: str | None, id_: str, url: str | None) -> None:
    """That of a public channel leads to it; that of a private one is its name alone."""
    document = of_post(Post(TelegramChannel(-1001234567890, "The Wire", username), 12, "Paint.", MOMENT)).document
    assert document is not None
    assert (document.id, document.url, document.source) == (id_, url, "The Wire")
    assert (document.published, document.published_at) == (MOMENT.date(), MOMENT)
