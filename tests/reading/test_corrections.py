"""Corrections of speakers: they hold where the words are, however the document changes around them."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import Attribution, Document, Evidence, Kind, Passage, Span, SpeakerSource
from briefbot.reading.corrections import Amendment, Correction, corrected
from briefbot.reading.passages import analyse

NAMED = SpeakerSource(Attribution.NAMED, "Wrong Name", confidence=0.9)
WORDS = "We will finish the bridge."


def passage(text: str, words: str, group: int | None = None) -> Passage:
    """The passage of a text that holds these words."""
    start = text.index(words)
    return Passage(Span(start, start + len(words)), Kind.DIRECT, NAMED, group=group)


@given(st.text(), st.text())
def test_it_moves_with_its_words(before: str, after: str) -> None:
    """Whatever comes to stand around the words, the correction finds them."""
    text = f"{before}{WORDS}{after}"
    (only,) = corrected(
        Document("d", text), [passage(text, WORDS)], [Correction("d", Span(0, len(WORDS)), WORDS, "Right Name")]
    )
    assert only.source.speaker == "Right Name"


def test_it_sets_the_name_of_its_words_alone() -> None:
    """The other passages keep theirs; None takes the name away."""
    text = f"{WORDS} Nobody believes it."
    passages = (passage(text, WORDS), passage(text, "Nobody believes it."))
    span = passages[0].span
    assert [p.source.speaker for p in corrected(Document("d", text), passages, [Correction("d", span, WORDS, "Right")])] == [
        "Right",
        "Wrong Name",
    ]
    (nobody, _) = corrected(Document("d", text), passages, [Correction("d", span, WORDS, None)])
    assert nobody.source.attribution is Attribution.UNRESOLVED


def test_it_holds_for_a_quotation_that_is_cut_otherwise() -> None:
    """A later analysis may find more of the words, or fewer: the wrong name does not come back."""
    text = f"{WORDS} Before the winter."
    correction = Correction("d", Span(0, len(WORDS)), WORDS, "Right")
    for words in (text, "finish the bridge.", WORDS[:-1]):
        (only,) = corrected(Document("d", text), (passage(text, words),), [correction])
        assert only.source.speaker == "Right"


def test_it_holds_for_all_paragraphs_of_a_quotation() -> None:
    """A quotation of several paragraphs is one person's."""
    text = f"{WORDS}\n\nAnd more."
    passages = (passage(text, WORDS, group=1), passage(text, "And more.", group=1))
    result = corrected(Document("d", text), passages, [Correction("d", passages[0].span, WORDS, "Right")])
    assert {one.source.speaker for one in result} == {"Right"}


def test_it_sets_the_name_of_a_whole_utterance_or_takes_it_apart() -> None:
    """What is one person's stays together; one part that is another's is shown by itself, and so is the rest."""
    text = "“We will build it,” said Wrong Name. “It will surely stand.”"
    passages = analyse(Document("d", text, language="en"))
    whole, (first, second) = passages[0].shown, (passage.span for passage in passages)
    (one, other) = corrected(Document("d", text), passages, [Correction("d", whole, whole.of(text), "Right")])
    assert one.utterance == other.utterance == passages[0].utterance
    assert one.source.speaker == other.source.speaker == "Right"
    for span in (first, second):
        apart = corrected(Document("d", text), passages, [Correction("d", span, span.of(text), "Right")])
        assert [passage.shown for passage in apart] == [first, second]
        assert [passage.source.speaker for passage in apart if passage.span == span] == ["Right"]
        assert sorted(str(passage.source.speaker) for passage in apart) == ["Right", "Wrong Name"]


def test_words_that_are_gone_are_not_corrected() -> None:
    """Other words at the same place are not concerned."""
    text = "They may finish something."
    passages = (passage(text, text),)
    assert corrected(Document("d", text), passages, [Correction("d", Span(0, len(WORDS)), WORDS, "Right")]) == passages


def test_what_a_person_says_of_a_document_holds() -> None:
    """Its title, its day with its evidence, or that its day is not known; what nobody said stays as it was read."""
    read = Document("d", WORDS, "Bridge", published=date(2016, 9, 8), evidence=Evidence.TEXT)
    given_day = Amendment(published=date(2016, 9, 7)).of(read)
    assert (given_day.published, given_day.evidence, given_day.title) == (date(2016, 9, 7), Evidence.GIVEN, "Bridge")
    undated = Amendment("The bridge", undated=True).of(read)
    assert (undated.published, undated.evidence, undated.title) == (None, None, "The bridge")
    assert Amendment("The bridge").of(read) == replace(read, title="The bridge")


def test_of_what_a_person_says_the_later_holds() -> None:
    """Title and date each for itself; "not known" takes a date back, and a date takes "not known" back."""
    first = Amendment("One", date(2016, 9, 8))
    assert Amendment("Two").after(first) == Amendment("Two", date(2016, 9, 8))
    assert Amendment(undated=True).after(first) == Amendment("One", undated=True)
    assert Amendment(published=date(2016, 9, 9)).after(Amendment(undated=True)) == Amendment(None, date(2016, 9, 9))
