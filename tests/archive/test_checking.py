"""Checking quotations against an archive: the verdict, whose words they are, and all papers that have them."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.model import Change, Unchecked, Verdict

LIND = "The bridge will open in May, and not a day before the paint is dry."
STONE = "Nobody needs that bridge, least of all the people who live beside it."
RECORDS = [
    {"id": "post", "source": "The Post", "published": "2024-05-02", "title": "The bridge",
     "text": f"Mayor Dorota Lind spoke in Ostby.\n\n“{LIND}” Lind told reporters.\n\nThe town has saved for eleven years."},
    {"id": "wire", "source": "Valley Wire", "published": "2024-05-01",
     "text": f'Mayor Dorota Lind spoke.\n\n"{LIND}" Mayor Dorota Lind said.'},
    {"id": "courier", "source": "Elmside Courier", "published": "2024-05-03",
     "text": f"“{STONE}” said Emeka Stone, an engineer.\n\nLind denied saying “the bridge will open when I am dead”."},
    {"id": "crowd", "source": "Elmside Courier", "text": "“We have waited long enough for this,” a woman in the crowd said."},
]  # fmt: skip


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """Two papers that have a quotation, one that has another and a denial, and one without a date."""
    archive = new_archive()
    records = (json.dumps({"language": "en", **record}) for record in RECORDS)
    archive.ingest(["-"], BytesIO("\n".join(records).encode()))
    return archive


def test_an_exact_quotation_is_told_with_all_papers_that_have_it(archive: Archive) -> None:
    """Words, speaker, and from the first day to the last who printed them."""
    found = archive.check(LIND)
    assert (found.verdict, found.speaker, found.papers) == (Verdict.EXACT, "Dorota Lind", ("Valley Wire", "The Post"))
    assert [day and day.isoformat() for day in (found.first, found.last)] == ["2024-05-01", "2024-05-02"]
    assert [one.place.of(one.citation.document.text) for one in found.evidence] == [LIND.rstrip("."), LIND.rstrip(".")]
    assert found.differences == ()


TABLOID = {"id": "spark", "source": "The Spark", "published": "2024-05-02", "language": "en"}


@pytest.mark.parametrize(
    ("words", "by", "day", "told"),
    [
        (LIND.replace("May", "June"), "Dorota Lind, the mayor", "2024-05-02", ["post"]),
        (LIND.replace("May", "June"), "Dorota Lind, the mayor", "2024-05-20", []),  # said again, weeks later
        (LIND.replace("May", "June"), "Dorota Lind, the mayor", None, []),  # nobody knows when
        (LIND.replace("May", "June"), "Emeka Stone, an engineer", "2024-05-02", []),  # somebody else's
        ("The bridge will open in May", "Dorota Lind, the mayor", "2024-05-02", []),  # a part is no other wording
    ],
)
def test_exact_words_that_another_paper_prints_otherwise_say_so(
    archive: Archive, words: str, by: str, day: str | None, told: list[str]
) -> None:
    """Whose reporter heard it right is for the reader to find out; that they differ is for us to tell."""
    record = {**TABLOID, "published": day, "text": f"“{words}” said {by}."}
    archive.ingest(["-"], BytesIO(json.dumps(record).encode()))
    found = archive.check(words)
    assert found.verdict is Verdict.EXACT
    assert [one.citation.document.id for one in found.otherwise if one.altered][:1] == (["wire"] if told else [])
    assert len(found.otherwise) == 2 * len(told)


def test_a_quotation_that_is_pasted_again_and_again_is_checked_once(archive: Archive) -> None:
    """As what it is, and not as one that is stitched together; also where all of it is longer than what is checked."""
    assert archive.check("\n".join([LIND] * 8)).verdict is Verdict.EXACT
    assert archive.check(" ".join([f"“{LIND}”"] * 300)).verdict is Verdict.EXACT


def test_many_copies_hide_nobody_who_said_it_too(new_archive: Callable[[], Archive]) -> None:
    """Nor a paste among them, that is there eight times with something before it."""
    archive = new_archive()
    copied = [
        {"id": f"copy{n}", "text": f"“{LIND}” Mayor Dorota Lind said.\n\nDesk {n} of the agency wrote {n * 7} words."}
        for n in range(150)
    ]
    other = {"id": "weir", "text": f"“{LIND} A bridge is a promise that the county keeps,” said Olga Weir, the mayor of Ostby."}
    records = (json.dumps({"language": "en", "published": "2024-05-02", **one}) for one in [*copied, other])
    archive.ingest(["-"], BytesIO("\n".join(records).encode()))
    theirs = archive.check(LIND, "Olga Weir")
    assert (theirs.verdict, theirs.speaker) == (Verdict.EXACT, "Olga Weir")
    pasted = archive.check("Is this true? " + " ".join([LIND] * 8), "Lind")
    assert (pasted.verdict, pasted.speaker, len(pasted.evidence)) == (Verdict.ALTERED, "Dorota Lind", 150)


def test_what_differs_is_told_word_by_word(archive: Archive) -> None:
    """In the order of the words, what the archive has and what was asked for."""
    found = archive.check("The bridge will open in June, … before the paint is dry", "Lind")
    assert found.verdict is Verdict.ALTERED
    assert [(piece.change, piece.text, piece.admitted) for piece in found.differences] == [
        (Change.KEPT, "The bridge will open in", False),
        (Change.OMITTED, "May, and not a day", True),
        (Change.ADDED, "June,", False),
        (Change.KEPT, "before the paint is dry.", False),
    ]


@pytest.mark.parametrize("name", ["Lind", "Dorota Lind", "Mayor Lind", "D. Lind", "lind"])
def test_whoever_is_named_may_be_named_in_any_way(archive: Archive, name: str) -> None:
    """By family name, in full, with a title, an initial, or without capitals."""
    assert archive.check(LIND, name).verdict is Verdict.EXACT


@pytest.mark.parametrize("name", ["Stone", "Emeka Stone", "Winston Churchill", "the mayor of Elmside"])
def test_words_of_somebody_else_are_never_confirmed(archive: Archive, name: str) -> None:
    """Whether the archive knows who was named, or not."""
    found = archive.check(LIND, name)
    assert (found.verdict, found.speaker) == (Verdict.SOMEBODY_ELSES, "Dorota Lind")


def test_words_of_somebody_unnamed_are_not_confirmed_as_anybodys(archive: Archive) -> None:
    """Who said them is not known, so that they may not be those of whom was named."""
    assert archive.check("We have waited long enough for this").verdict is Verdict.EXACT
    found = archive.check("We have waited long enough for this", "Lind")
    assert (found.verdict, found.speaker) == (Verdict.SOMEBODY_ELSES, None)


def test_a_denial_is_told_as_one(archive: Archive) -> None:
    """Not as the words of whom it would be."""
    found = archive.check("The bridge will open when I am dead.", "Lind")
    assert (found.verdict, found.speaker) == (Verdict.DENIED, None)
    assert "denied saying" in found.evidence[0].citation.text


def test_a_denial_stands_beside_words_that_others_have_printed(archive: Archive) -> None:
    """Of two papers one quotes what the other says was never said."""
    text = "“The bridge will open when I am dead,” Dorota Lind said on Sunday."
    archive.ingest(["-"], BytesIO(json.dumps({"id": "late", "language": "en", "text": text}).encode()))
    found = archive.check("the bridge will open when I am dead", "Lind")
    assert found.verdict is Verdict.EXACT
    assert [one.citation.document.id for one in found.denials] == ["courier"]


def test_the_papers_words_and_those_of_nobody_are_told_apart(archive: Archive) -> None:
    """What stands in an article is reported; what stands nowhere is not in this archive."""
    assert archive.check("The town has saved for eleven years").verdict is Verdict.REPORTED
    assert archive.check("The town has spent what it saved on lamps").verdict is Verdict.ABSENT


def test_what_a_paper_tells_alike_is_reported_unless_it_is_turned_round(archive: Archive) -> None:
    """A word may differ, but no number, and no "not"."""
    found = archive.check("The whole town has saved for eleven years")
    assert (found.verdict, found.evidence[0].altered) == (Verdict.REPORTED, True)
    assert archive.check("The town has not saved for eleven years").verdict is Verdict.ABSENT
    assert archive.check("The town has saved for 11 eleven years").verdict is Verdict.ABSENT


def test_parts_of_several_quotations_are_told_each(archive: Archive) -> None:
    """With whose each is, in the order of what was asked; a word of grammar may join them."""
    found = archive.check("Nobody needs that bridge and the bridge will open in May", "Lind")
    assert (found.verdict, found.speaker) == (Verdict.STITCHED, None)
    assert [(one.asked, one.citation.speaker) for one in found.evidence] == [
        ("Nobody needs that bridge", "Emeka Stone"),
        ("the bridge will open in May", "Dorota Lind"),
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", Unchecked.NO_WORDS),
        ("“”", Unchecked.NO_WORDS),
        ("?! … — «»", Unchecked.NO_WORDS),
        ("🙂🙃", Unchecked.NO_WORDS),
        ("(.*)+$", Unchecked.NO_WORDS),
        ("\u202e\u200f", Unchecked.NO_WORDS),
        ("it is what it is", Unchecked.TOO_COMMON),
        ("the bridge", Unchecked.TOO_FEW),
        ("bridge " * 20_000, Unchecked.TOO_LONG),
    ],
)
def test_what_cannot_be_checked_has_its_reason(archive: Archive, words: str, why: Unchecked) -> None:
    """Nothing is raised, and nothing is guessed."""
    found = archive.check(words)
    assert (found.verdict, found.unchecked) == (Verdict.ABSENT, why)


@pytest.mark.parametrize("words", ["bridge " * 1_400, "a b " * 2_400, "\u05d0\u05d1 " * 3_000, "%s {0} $1 \\d+ [a-z]* " * 400])
def test_hostile_words_are_checked_all_the_same(archive: Archive, words: str) -> None:
    """Long, repeated, of another script, or full of signs that mean something elsewhere."""
    assert archive.check(words).verdict is Verdict.ABSENT


def test_an_empty_archive_has_nothing(new_archive: Callable[[], Archive]) -> None:
    """Without documents every quotation is absent."""
    assert new_archive().check(LIND).verdict is Verdict.ABSENT


def test_all_of_many_papers_are_found(new_archive: Callable[[], Archive]) -> None:
    """However many print one quotation, each is among the evidence."""
    archive = new_archive()
    records = (
        {"id": f"p{n}", "language": "en", "source": f"Paper {n}", "text": f"Story {n}.\n\n“{LIND}” Dorota Lind said."}
        for n in range(60)
    )
    archive.ingest(["-"], BytesIO("\n".join(map(json.dumps, records)).encode()))
    assert len(archive.check(LIND).papers) == 60
