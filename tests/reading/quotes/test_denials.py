"""Words that an article says nobody said: no name stands under them, and whoever is meant is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import Attribution, Document, Kind
from briefbot.reading.passages import passages
from briefbot.reading.quotes import find_quotes
from briefbot.rendering.quotations import quote

SAID = "“The lake is empty,” said Mara Stoll, the warden.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Stoll denied saying “let the fish drown” on Monday.",
        "Stoll did not say “let the fish drown,” as this paper reported.",
        "The warden never said “let the fish drown.”",
        "Stoll hasn’t ever called the lake “a puddle of regret.”",
        "An earlier version misquoted Mara Stoll as saying “let the fish drown.”",
        "The post falsely claimed that Mara Stoll had said “let the fish drown.”",
        "A doctored recording in which Mara Stoll says “let the fish drown” was shared widely.",
        "There is no evidence that Mara Stoll said “let the fish drown.”",
        "Stoll should have said: “Let the fish drown.”",
        "Asked whether she had told the council “let the fish drown,” Mara Stoll laughed.",
        "“Let the fish drown” was never said by the warden.",
    ],
)
def test_words_that_were_not_said_have_no_name(sentence: str) -> None:
    """Denied, misquoted, made up, wished for: the words are nobody's, and are shown only in the article's sentence."""
    document = Document("a", SAID + sentence)
    denied = find_quotes(document).quotes[-1]
    assert denied.source.attribution is Attribution.DENIED
    assert denied.source.speaker is None
    assert quote(document, "a", denied)["attribution"] == "denied"
    shown = [one for one in passages(document, find_quotes(document)) if one.span.overlaps(denied.span)]
    assert all(one.kind is not Kind.DIRECT and one.source.speaker is None for one in shown)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Stoll, who did not say when she would leave, said: “The lake is empty.”",
        "Asked if she would stay, Mara Stoll replied: “The lake is empty.”",
        "Mara Stoll, who showed no sign of leaving, accused them of “emptying the lake”.",
        "Asked if it would be possible to fill it, Mara Stoll said: “The lake is empty.”",
        "Mara Stoll denied taking the boat. “The lake is empty,” Stoll said.",
        "“I never said that the lake is full,” Mara Stoll said.",
        "Mara Stoll called the video fake. “The lake is empty,” she said.",
    ],
)
def test_a_denial_of_something_else_takes_no_name_away(sentence: str) -> None:
    """What is denied is not these words: they keep their speaker."""
    last = find_quotes(Document("a", SAID + sentence)).quotes[-1]
    assert last.source.attribution is Attribution.NAMED
    assert last.source.speaker == "Mara Stoll"


@given(st.text("“”\"'abc .,\n", max_size=200))
def test_no_text_makes_the_look_for_denials_fail(text: str) -> None:
    """Marks in any order, with a denial before them or not."""
    for prefix in ("", "She never said “", "denied saying "):
        find_quotes(Document("a", prefix + text)) if (prefix + text).strip() else None
