"""Topics: what somebody speaks about, in words that a reader would have for it."""

from collections.abc import Sequence

import pytest

from briefbot.digests.near_duplicates import fingerprint
from briefbot.profiles.model import Saying
from briefbot.profiles.topics import topics

HOLM = "Agnes Holm"


def said(*words: str, title: str = "A town", language: str | None = "en") -> list[Saying]:
    """Quotations, each of a document of its own."""
    return [
        Saying((number, 0), f"{title}{number}", title, None, None, one, HOLM, fingerprint(one), language=language)
        for number, one in enumerate(words)
    ]


def named(sayings: Sequence[Saying]) -> list[tuple[str, int]]:
    """The topics of quotations of which every word tells the same."""
    return [(topic.words, topic.documents) for topic in topics(HOLM, sayings, lambda _: 1.0)]


def test_a_phrase_stands_for_its_words() -> None:
    """What a headline calls "missile" is said as missile defense: that is the topic, and neither word is one beside it."""
    assert named(
        said(
            "We will talk about missile defense.", "The missile defense is not aimed at you.",
            "On missile defense, nothing was agreed.", title="A missile treaty",
        )
    ) == [("missile defense", 3)]  # fmt: skip


def test_the_longer_phrase_stands_for_the_shorter() -> None:
    """Where most documents with the shorter one have it."""
    assert named(
        said("The harbour wall fund is broke.", "A harbour wall fund!", "Ask for the harbour wall.", title="Harbour")
    ) == [("harbour wall fund", 2)]  # fmt: skip


def test_a_word_that_several_phrases_have_is_a_topic_itself() -> None:
    """No phrase stands for it where each is in the lesser part of its documents."""
    assert named(
        said(
            "The bridge is ours.", "We are proud of the bridge, friends.", "Look at the bridge!", "A bridge toll is a tax.",
            "For the bridge toll nobody asked.", title="A bridge",
        )
    ) == [("bridge", 5), ("bridge toll", 2)]  # fmt: skip


def test_a_word_alone_is_one_that_headlines_have() -> None:
    """In two documents at least, where it stands as a noun does."""
    assert named(said("The ferry is gone.", "Of the ferry nothing is left.", title="Ferry")) == [("ferry", 2)]
    assert named(said("The ferry is gone.", "Of the ferry nothing is left.")) == []
    assert named(said("The ferry is gone.", title="Ferry")) == []


def test_what_papers_print_again_is_said_once() -> None:
    """One sentence in two papers makes no topic."""
    assert named(said("The harbour wall is cracked.", "The harbour wall is cracked.", title="Harbour wall")) == []


@pytest.mark.parametrize(
    "words",
    [
        ("We lift sanctions.", "To lift sanctions is wrong."),  # a verb
        ("The town blocks the road.", "Of a town blocks the street."),  # what stands before an article is one
        ("A new harbour.", "The new harbour."),  # an adjective that goes with anything
        ("In 10 years.", "For 10 years!"),
        ("For Agnes Holm it is over.", "With Agnes Holm it began."),  # the speaker
    ],
)
def test_what_is_no_noun_phrase_is_no_topic(words: Sequence[str]) -> None:
    """Verbs, adjectives that go with anything, numbers, and the person's own name."""
    assert named(said(*words)) == []


def test_an_adjective_of_a_name_is_part_of_it() -> None:
    """Towns are called New; at the beginning of a sentence its capital tells nothing."""
    assert named(said("We met in New Harbour.", "All of New Harbour came.", title="Harbour")) == [("New Harbour", 2)]


def test_russian_topics_are_in_the_nominative() -> None:
    """Adjectives agree with their noun, what belongs to it stays in the genitive; verbs and adjectives alone are none."""
    assert named(
        said(
            "Мы говорили о противоракетной обороне.", "Вопрос противоракетной обороны открыт.",
            "Без противоракетной обороны будет лучше.", title="Оборона", language="ru",
        )
    ) == [("противоракетная оборона", 3)]  # fmt: skip
    assert named(
        said("Нам нужны поставки газа.", "О поставках газа договорились.", title="Поставки", language="ru")
    ) == [("поставки газа", 2)]  # fmt: skip
    assert named(
        said("За мостом река.", "Под мостом лодки.", "Строим, строим!", "Строим и будем.", title="Строим мост", language="ru")
    ) == [("мост", 2)]  # fmt: skip
    assert named(said("О новой дороге.", "По новой дороге!", title="Нет", language="ru")) == []


def test_no_more_topics_than_anybody_looks_at() -> None:
    """Fourteen, always the same ones."""
    words = [f"the {first}{last} wall" for first in "abcdef" for last in ("lm", "rt", "st", "nd")]
    sayings = said(*(f"Of {one}: no." for one in words), *(f"On {one}, yes." for one in words))
    assert len(named(sayings)) == 14
    assert named(sayings) == named(sayings[::-1])
