"""Profiles: what somebody said as a whole."""

from datetime import date

from briefbot.digests.near_duplicates import fingerprint
from briefbot.profiles.model import Saying
from briefbot.profiles.profile import profile_of

HOLM = "Agnes Holm"
BRIDGE = "We will finish the bridge before the winter comes"


def saying(number: int, words: str, day: date | None = None, **changes: object) -> Saying:
    """A quotation of a document of its own."""
    values = {
        "place": (number, 0), "document_id": f"d{number}", "title": "A town and its bridge", "source": "The Post",
        "published": day, "own": words, "speaker": HOLM, "fingerprint": fingerprint(words), "language": "en",
    }  # fmt: skip
    return Saying(**{**values, **changes})  # type: ignore[arg-type]  # as its fields are


def weight(word: str) -> float:
    """Words of grammar say nothing, "bridge" and "ferry" much."""
    return {"bridge": 6.0, "ferry": 5.0, "people": 1.0}.get(word.lower(), 0.0)


def test_statements_are_told_newest_first_and_the_same_words_once() -> None:
    """By the day on which they were printed first; those without a day come last."""
    again = saying(4, f"“{BRIDGE.upper()}”", date(2016, 5, 1))
    rivers = saying(3, "Rivers rise.", date(2016, 4, 2))
    found = profile_of(
        HOLM, [saying(1, BRIDGE, date(2016, 3, 1)), saying(2, "Nobody was hurt."), rivers, again], weight,
    )  # fmt: skip
    assert [one.first.document_id for one in found.told] == ["d3", "d1", "d2"]
    assert [one.document_id for one in found.told[1].sayings] == ["d1", "d4"]
    assert found.documents == 4


def test_months_count_different_statements() -> None:
    """One statement in two papers of a month is one; in two months it is one in each; without a date it is in none."""
    march, april = date(2016, 3, 9), date(2016, 4, 1)
    found = profile_of(
        HOLM, [saying(1, BRIDGE, march), saying(2, BRIDGE, march), saying(3, BRIDGE, april), saying(4, "Rivers rise.", march),
               saying(5, "Nobody was hurt.")], weight,
    )  # fmt: skip
    assert found.months == ((date(2016, 3, 1), 2), (date(2016, 4, 1), 1))


def test_papers_are_counted() -> None:
    """The one with most first; documents that name none are one kind."""
    found = profile_of(HOLM, [saying(1, "One.", source=None), saying(2, "Two."), saying(3, "Three.")], weight)
    assert found.papers == (("The Post", 2), (None, 1))


def test_topics_are_words_that_headlines_have_too() -> None:
    """In two documents at least; a word of grammar and the person's own name are none."""
    sayings = [
        saying(1, "The bridge is ours, people."), saying(2, "That Bridge again: Holm stands by it."), saying(3, "A bridge!"),
        saying(4, "The ferry sank.", title="Ferry sinks"), saying(5, "No ferry again.", title="The ferry and people"),
        saying(6, "Schools will open.", title="Schools"),
    ]  # fmt: skip
    assert [(topic.words, topic.documents) for topic in profile_of(HOLM, sayings, weight).topics] == [
        ("bridge", 3),
        ("ferry", 2),
    ]


def test_a_statement_that_changed_is_told_with_its_differences() -> None:
    """In the order of its days; one that changed within comes before one of which only an end was cut off."""
    sayings = [
        saying(1, BRIDGE, date(2016, 3, 1)), saying(2, f"{BRIDGE} back", date(2016, 4, 1)),
        saying(3, "There will be no tax on bread in this town ever", date(2016, 2, 1)),
        saying(4, "There will be no new tax on bread in this town ever", date(2016, 1, 1)),
        saying(5, "Quite another matter is the river and all that swims in it", date(2016, 1, 1)),
    ]  # fmt: skip
    changed, cut = profile_of(HOLM, sayings, weight).rewordings
    assert [one.first.document_id for one in changed.wordings] == ["d4", "d3"]
    assert changed.differences == ((("=", "There will be no "), ("-", "new "), ("=", "tax on bread in this town ever")),)
    assert (changed.changes_within, cut.changes_within) == (True, False)


def test_a_short_cut_and_a_sentence_with_some_of_the_words_are_no_other_wording() -> None:
    """What shares less than half of its words with the one before, and what a narrator may have worded."""
    long = f"{BRIDGE}, and after that we will build three schools, a library and a new town hall for everybody"
    sayings = [saying(1, long, date(2016, 3, 1)), saying(2, BRIDGE, date(2016, 4, 1))]
    assert profile_of(HOLM, sayings, weight).rewordings == ()
    told = saying(3, f"She said that “{BRIDGE}”", date(2016, 5, 1), is_whole=False)
    assert profile_of(HOLM, [sayings[1], told], weight).rewordings == ()
