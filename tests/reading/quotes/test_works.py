"""Names of works and what is written on things: words that nobody says, whoever stands beside them."""

import pytest

from briefbot.model import Attribution, Document
from briefbot.reading.quotes import find_quotes


def first(text: str) -> tuple[str | None, Attribution]:
    """The speaker and the attribution of the first marked words."""
    source = find_quotes(Document("d", text)).quotes[0].source
    return source.speaker, source.attribution


WORKS = {
    "sung": "Olaf Brandt sang “Grey Harbour” for Mona Ferrer.",
    "hummed": "Mona Ferrer hummed “The Last Ferry Home” on the stairs.",
    "acted in": "Mona Ferrer starred in “The Glass Weir” as a girl.",
    "a part in": "Mona Ferrer, who played the queen in “Winter Crown,” has retired.",
    "of one word, called so": "Mona Ferrer wrote a novel called “Ashes.” It sold well.",
    "announced by its kind": "Mona Ferrer took up a poem, “The Weir,” and left.",
    "described behind": "“The Drowned Orchard,” a novel by Mona Ferrer, won the prize.",
    "shown": "The club screened “A Night in Tallora” for Mona Ferrer.",
}
WRITTEN = {
    "sprayed": "“Ferrer must go” was sprayed on the wall at night; Mona Ferrer was away.",
    "on a cap": "Mona Ferrer wore a cap with “Vote early” stitched on its front.",
    "on a ring": "“To my dear Mona” is engraved on the ring of Mona Ferrer.",
}


@pytest.mark.parametrize("text", [*WORKS.values(), *WRITTEN.values()], ids=[*WORKS, *WRITTEN])
def test_names_of_works_and_inscriptions_are_nobodys_words(text: str) -> None:
    """A title behind a verb of performing or a kind of work, and words that stand written, have no speaker."""
    assert first(text) == (None, Attribution.NOBODY)


SIGNS = {
    "banners": "Banners read “No more tolls” as Mona Ferrer spoke.",
    "graffiti at somebody's place": "Graffiti on Mona Ferrer's door read “Go home now.”",
    "a sign": "A sign on the road to Mona Ferrer's farm says “Beware of the geese.”",
    "a crowd": "Crowds chanted “Ferrer out” as Mona Ferrer left.",
    "a tag": "“Beware of the geese,” the sign at Mona Ferrer's farm warned.",
}


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS)
def test_what_a_sign_reads_stands_under_nobodys_name(text: str) -> None:
    """Not even the name of the one whom it stands beside."""
    assert first(text)[0] is None


@pytest.mark.parametrize(
    "text", ["Mona Ferrer wrote “I am not coming” on the board.", "Mona Ferrer sang out: “Good morning to you all!”"]
)
def test_words_that_somebody_writes_or_sings_out_keep_their_speaker(text: str) -> None:
    """Without a title's capitals they are somebody's words."""
    assert first(text) == ("Mona Ferrer", Attribution.NAMED)
