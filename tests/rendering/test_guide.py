"""The guide: its topics are found by the words that people have for them, and fit a message."""

import pytest

from briefbot.dialogue.guide import Topic, topic_of
from briefbot.dialogue.replies import Guide
from briefbot.rendering.text import plain
from briefbot.wording.locale import reader_locale


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("asking", Topic.ASKING),
        ("Names", Topic.NAMES),
        ("/digest", Topic.FOLLOWING),
        ("how do I check a quotation", Topic.CHECKING),
        ("дайджест", Topic.FOLLOWING),
        ("me", None),
        ("", None),
    ],
)
def test_a_topic_is_asked_for_by_any_word_for_it(words: str, topic: Topic | None) -> None:
    """Its name, a command that it is about, or a word within a question; other words give the overview."""
    assert topic_of(words) == topic


@pytest.mark.parametrize("topic", Topic)
def test_each_topic_is_told_in_both_languages(topic: Topic) -> None:
    """On a screen: a title, and lines that are short enough to be read."""
    english, russian = (plain(Guide(topic), reader_locale(tag)) for tag in ("en", "ru"))
    assert english != russian
    assert 4 <= len(english.splitlines()) <= 14
