"""Replies as lines: what a person reads under an answer, and which of it is whose words."""

from dataclasses import replace
from datetime import date

import pytest

from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Advice, Answered, Context, Origin, People, Publishers, Statistics
from briefbot.model import Answer, Catalogue, Citation, Document, Gap, Kind, Missing, Person, Publisher, Span
from briefbot.rendering import phrases
from briefbot.rendering.text import Style, lines, plain
from briefbot.telegram.views.citations import citation_to_copy
from briefbot.telegram.views.replies import render
from briefbot.wording.locale import reader_locale
from briefbot.wording.translation import languages

TEXT = "One morning.\n\nAgnes Holm said: “It will stand.” She left.\n\nThe end."
DOCUMENT = Document("a1", TEXT, "The bridge", "The Post", date(2016, 9, 8), url="https://example.org/a1", author="Bo Lind")
QUOTED, SENTENCE = Span(32, 46), Span(14, 47)


def cited(kind: Kind, speaker: str | None, span: Span = QUOTED) -> Citation:
    """Words of the document."""
    return Citation(1, 0, DOCUMENT, span, kind, speaker, 1.0)


@pytest.mark.parametrize(
    ("citation", "words", "byline"),
    [
        (cited(Kind.DIRECT, "Agnes Holm"), "“It will stand.”", "   — Agnes Holm"),
        (cited(Kind.DIRECT, None), "“It will stand.”", "   — nobody named"),
        (cited(Kind.MIXED, "Agnes Holm", SENTENCE), "Agnes Holm said: “It will stand.”", "   — Agnes Holm"),
        (cited(Kind.REPORTED, "Agnes Holm", SENTENCE), "Agnes Holm said: “It will stand.”", "   — Agnes Holm, as reported"),
    ],
)
def test_marks_and_names_tell_whose_words_they_are(citation: Citation, words: str, byline: str) -> None:
    """Marks stand around a whole quotation alone, and reported words say that they are reported."""
    assert plain(Answered(Answer((citation,)))).split("\n") == [
        f"1. {words}", byline, "   The bridge · The Post · 8 September 2016",
    ]  # fmt: skip


def test_an_utterance_has_the_marks_that_it_has() -> None:
    """None are put around it, in the console, in a chat, and where it is copied."""
    text = "“It will stand,” said Agnes Holm. “Long.”"
    parts = (Span(1, 15), Span(36, 41))
    citation = Citation(1, 0, replace(DOCUMENT, text=text), Span(0, len(text)), Kind.DIRECT, "Agnes Holm", 1.0, parts=parts)
    assert plain(Answered(Answer((citation,)))).startswith(f"1. {text}\n   — Agnes Holm\n")
    assert f"<blockquote>{text}</blockquote>" in render(Answered(Answer((citation,))))[0]
    assert citation_to_copy(citation)[0].startswith(f"{text} — Agnes Holm, The bridge")


def test_context_is_told_from_the_words() -> None:
    """In brackets where it is text, plain beside the bold words in a chat; left out where it is shown already."""
    citation = replace(cited(Kind.DIRECT, "Agnes Holm"), context=Span(0, 12))
    assert plain(Answered(Answer((citation,)))).split("\n")[0] == "1. [One morning.] “It will stand.”"
    assert "<blockquote>One morning.\n<b>“It will stand.”</b></blockquote>" in render(Answered(Answer((citation,))))[0]
    assert citation_to_copy(citation)[0].startswith("[One morning.] “It will stand.” — Agnes Holm")
    both = Answered(Answer((citation, cited(Kind.REPORTED, None, Span(0, 12)))))
    assert plain(both).split("\n")[0] == "1. “It will stand.”"


def test_context_is_not_behind_the_words() -> None:
    """What would be so is refused."""
    with pytest.raises(ValueError, match="before"):
        replace(cited(Kind.DIRECT, "Agnes Holm"), context=Span(40, 57))


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "“It will stand.”"), ("ru", "«It will stand.»"), (None, "“It will stand.”")]
)
def test_marks_are_those_of_the_document(language: str | None, shown: str) -> None:
    """Whoever reads it: the words are quoted as their language quotes."""
    citation = replace(cited(Kind.DIRECT, "Agnes Holm"), document=replace(DOCUMENT, language=language))
    for tag in ("en", "ru"):
        assert plain(Answered(Answer((citation,))), reader_locale(tag)).startswith(f"1. {shown}\n")


def test_own_words_without_marks_are_not_told_as_a_report() -> None:
    """A turn of a debate is what its speaker said, though no marks stand around it."""
    turn = replace(cited(Kind.REPORTED, "Agnes Holm", SENTENCE), spoken=True)
    assert plain(Answered(Answer((turn,)))).split("\n")[1] == "   — Agnes Holm"


def test_a_sentence_of_nobody_in_particular_has_no_byline() -> None:
    """The article says it; there is no name to stand under it."""
    assert plain(Answered(Answer((cited(Kind.REPORTED, None, Span(0, 12)),)))).split("\n")[1:] == [
        "   The bridge · The Post · 8 September 2016"
    ]


def test_numbers_go_on_and_more_is_offered() -> None:
    """A second page starts where the first one ended."""
    answer = Answer((cited(Kind.DIRECT, None), cited(Kind.REPORTED, None, Span(0, 12))), more=True)
    shown = plain(Answered(answer, first_number=6))
    assert [line.split()[0] for line in shown.split("\n") if line[:1].isdigit()] == ["6.", "7."]
    assert shown.endswith("\n\nThere is more: more")


def test_near_misses_are_told_from_answers() -> None:
    """They stand behind the reason why there is none, without numbers to point at."""
    answer = Answer(gap=Gap(Missing.NOTHING), near=(cited(Kind.DIRECT, "Agnes Holm"),), choices=("Bo Lind", "Eva Lind"))
    assert plain(Answered(answer)).split("\n")[:3] == [
        "Nothing on that in the archive.", "Near misses, which do not answer it:", "– “It will stand.”",
    ]  # fmt: skip
    assert "Several people have that name: Bo Lind, Eva Lind." in plain(Answered(answer))


def test_context_is_three_paragraphs_with_the_words_among_them() -> None:
    """The cited paragraph is one line, in which the cited words alone are styled as such."""
    reply = Context(2, cited(Kind.DIRECT, "Agnes Holm"), Span(14, 57), Span(0, 12), Span(59, 67))
    assert plain(reply).split("\n") == [
        "   One morning.", "", "2. Agnes Holm said: “It will stand.” She left.", "", "   The end.", "",
        "   The bridge · The Post · 8 September 2016",
    ]  # fmt: skip
    assert [words for line in lines(reply) for words, style in line.pieces if style is Style.WORDS] == ["It will stand."]


def test_the_origin_is_all_that_is_known() -> None:
    """Title, publisher, author, date, address, the document's id and the place in it."""
    assert plain(Origin(1, cited(Kind.DIRECT, None))).split("\n") == [
        "1. The bridge", "   source: The Post", "   author: Bo Lind", "   date: 8 September 2016",
        "   address: https://example.org/a1", "   document: a1", "   place: characters 32–46",
    ]  # fmt: skip


@pytest.mark.parametrize("hint", Hint)
def test_every_hint_has_its_sentence_whatever_was_typed(hint: Hint) -> None:
    """Also where nothing was typed that it could be about."""
    for about in ("", "/context", "x y"):
        assert plain(Advice(hint, about)).strip()


@pytest.mark.parametrize("tag", languages())
@pytest.mark.parametrize("why", Missing)
def test_every_gap_has_its_words(why: Missing, tag: str) -> None:
    """With the names and days that it has, and none of them left as None."""
    for gap in (Gap(why), Gap(why, "Agnes Holm", "The Post", date(2016, 1, 1), date(2016, 12, 31))):
        words = phrases.sentence(phrases.gap(gap, reader_locale(tag)))
        assert words[0].isupper()
        assert words.endswith(".")
        assert "  " not in words
        assert ".." not in words
    known = Gap(why, "Agnes Holm", "The Post", date(2016, 1, 1), date(2016, 12, 31))
    assert "None" not in phrases.gap(known, reader_locale(tag))


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2016-01-01", "2016-12-31", "from 2016"),
        ("2015-01-01", "2016-12-31", "from 2015 to 2016"),
        ("2016-09-01", "2016-09-30", "from September 2016"),
        ("2016-02-01", "2016-02-29", "from February 2016"),
        ("2016-09-01", "2016-09-20", "from 1 September 2016 to 20 September 2016"),
        ("2016-09-08", "2016-09-08", "from 8 September 2016"),
        ("2016-09-08", None, "since 8 September 2016"),
        (None, "2016-09-08", "up to 8 September 2016"),
        (None, None, ""),
    ],
)
def test_a_period_is_said_as_people_say_it(since: str | None, until: str | None, words: str) -> None:
    """Whole years and months by their names, and only whole ones."""
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    assert phrases.period(first, last) == words


def test_the_archive_is_told_in_a_sentence() -> None:
    """Counts with their nouns, the days that it spans, and who speaks in it."""
    publisher = Publisher("The Post", 1, date(2016, 9, 8), date(2016, 9, 8))
    one = Catalogue((Person("Agnes Holm", frozenset({"Holm"}), 1, 2),), (publisher,), 3)
    assert phrases.statistics(one) == "1 document, 3 passages, 1 speaker, of 8 September 2016."
    assert phrases.statistics(Catalogue()) == "The archive is empty."
    assert plain(Statistics(one)) == phrases.statistics(one)
    assert plain(People(one.people, 1200)).split("\n") == [
        "Agnes Holm · 2 passages in 1 document", "1 of 1,200; type a few letters of a name after /speakers to see others.",
    ]  # fmt: skip
    assert plain(People((), 0, "zed")) == "Nobody called zed speaks in the archive."
    assert plain(Publishers((publisher,))) == "The Post · 1 document · 8 September 2016"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "21 документ, 3 отрывка, 1 спикер, без дат."),
        (date(2016, 9, 8), date(2016, 9, 8), "21 документ, 3 отрывка, 1 спикер, за 8 сентября 2016 г."),
        (date(2016, 9, 8), date(2017, 1, 2), "21 документ, 3 отрывка, 1 спикер, с 8 сентября 2016 г. по 2 января 2017 г."),
    ],
)
def test_a_sentence_in_russian_ends_once(first: date | None, last: date | None, said: str) -> None:
    """Its date ends with an abbreviation's stop, which is the sentence's too; numbers choose their nouns' forms."""
    publisher = Publisher("The Post", 21, first, last)
    held = Catalogue((Person("Agnes Holm", frozenset({"Holm"}), 1, 2),), (publisher,), 3)
    assert phrases.statistics(held, reader_locale("ru")).replace("\u202f", " ") == said  # a narrow space before "г."


def test_whoever_of_several_says_nothing_is_named() -> None:
    """Before what the others say, each in a line."""
    shown = plain(Answered(Answer((cited(Kind.DIRECT, "Agnes Holm"),), silent=("Bo Lind", "Cy Hale")))).split("\n")
    assert [("Bo Lind" in line, "Cy Hale" in line) for line in shown[:3]] == [(True, False), (False, True), (False, False)]
    assert shown[2].endswith("“It will stand.”")
