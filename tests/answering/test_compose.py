"""Candidates become an answer that shows nothing twice, or a gap; how they are weighed is measured, not tested."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.candidates import Candidate
from briefbot.answering.composer import compose, gap_before_ranking, near_misses, on_a_stranger
from briefbot.answering.questions.model import Intent, Order, Query
from briefbot.model import Attribution, Catalogue, Document, Gap, Kind, Missing, Passage, Publisher, Span, SpeakerSource
from briefbot.reading.passages import analyse
from briefbot.retrieval import PassageHit, Word
from support.documents import news

ARCHIVE = Catalogue(publishers=(Publisher("The Post", 3, date(2015, 1, 2), date(2016, 3, 4)),), passages=9)
SHARES = st.floats(0, 1)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    """Passages of some articles, with any figures."""
    found = []
    for key in range(draw(st.integers(0, 3))):
        document = Document(f"d{key}", draw(news()), published=draw(st.none() | st.dates()), language="en")
        for ordinal, passage in enumerate(analyse(document)):
            person = passage.source.speaker
            hit = PassageHit(key, ordinal, draw(st.floats(0, 30)), 0.0, 0.0, 0.0, draw(SHARES), draw(SHARES), draw(SHARES))
            found.append(Candidate(hit, document, passage, person))
    return found


@given(candidates(), st.integers(1, 8), st.sampled_from(["", "bridge", "minister bridge"]))
def test_pages_of_an_answer_show_each_statement_once(found: list[Candidate], k: int, topic: str) -> None:
    """Page after page until there is no more: no citation twice, none that was no candidate, and `more` tells the truth."""
    query = Query("?", topic)
    seen: list[tuple[int, int]] = []
    while (answer := compose(query, found, (), k, skip=len(seen))).answered:
        assert len(answer.citations) <= k
        seen += [(citation.key, citation.ordinal) for citation in answer.citations]
        following = compose(query, found, (), k, skip=len(seen))
        assert answer.more == following.answered
        if not answer.more:
            assert following.gap is not None
            break
    assert len(seen) == len(set(seen))
    assert set(seen) <= {(candidate.hit.document, candidate.hit.ordinal) for candidate in found}


@given(candidates())
def test_the_order_of_candidates_does_not_matter(found: list[Candidate]) -> None:
    """Ranking decides, and ties are broken the same way every time."""
    query = Query("?", "bridge")
    assert compose(query, found, (), 5) == compose(query, found[::-1], (), 5)


def printed(*words: str) -> list[Candidate]:
    """Quotations of nobody, each in an article of its own, that rank alike."""
    passages = [Passage(Span(1, 1 + len(one)), Kind.DIRECT, SpeakerSource(Attribution.UNRESOLVED), group=1) for one in words]
    return [
        Candidate(
            PassageHit(key, 0, 9.0, 3.0, 3.0, 3.0, 1.0, 1.0, 1.0), Document(f"d{key}", f"“{one}” she said."), passage, None
        )
        for key, (one, passage) in enumerate(zip(words, passages, strict=True), 1)
    ]


def test_the_same_words_in_two_papers_are_one_citation() -> None:
    """A quotation that several papers print is shown once."""
    found = printed(*("The bridge will be finished before the winter,",) * 2)
    assert len(compose(Query("?", "bridge"), found, (), 5).citations) == 1


@pytest.mark.parametrize("other", ["every three years", "no two years"])
def test_another_number_or_a_not_is_another_statement(other: str) -> None:
    """Nobody is told that a paper prints words too which it prints with another number."""
    text = "The old bridge over the sound is closed {} for a whole week in order to be painted."
    found = compose(Query("?", "bridge"), printed(text.format("every two years"), text.format(other)), (), 5).citations
    assert [one.also for one in found] == [(), ()]


UTTERANCE = "“The bridge will surely open,” said Agnes Holm. “It will last.” She left."


def of_an_utterance() -> list[Candidate]:
    """The passages of an article that holds one, the better one last."""
    document = Document("d1", UTTERANCE, language="en")
    return [
        Candidate(PassageHit(1, at, 9.0 + at, 3.0, 3.0, 3.0, 1.0, 1.0, 1.0), document, passage, passage.source.speaker)
        for at, passage in enumerate(analyse(document))
        if passage.kind is Kind.DIRECT
    ]


def test_passages_of_an_utterance_are_one_citation() -> None:
    """Whichever of them was found, it shows all of it, at the place of the first."""
    found = of_an_utterance()
    for some in (found, found[:1], found[1:]):
        (citation,) = compose(Query("?", "bridge"), some, (), 5).citations
        assert citation.text == "“The bridge will surely open,” said Agnes Holm. “It will last.”"
        assert citation.place == (1, 0)
        assert citation.own == "The bridge will surely open, It will last."


def test_what_was_shown_with_an_utterance_is_not_shown_again() -> None:
    """Nor is an utterance shown that has a word to be left out, in whichever part."""
    found = of_an_utterance()
    assert compose(Query("?", "bridge", shown=((1, 0),)), found, (), 5).gap
    assert compose(Query("?", "bridge", excluded=("last",)), found[:1], (), 5).gap
    assert not near_misses(Query("?", "bridge", seen=((1, 0),)), found)


def test_without_candidates_there_is_a_gap() -> None:
    """It names whom nothing was found of."""
    gap = compose(Query("?", "bridge", people=("Agnes Holm",)), [], (), 5).gap
    assert gap is not None
    assert (gap.why, gap.who) == (Missing.SILENT, "Agnes Holm")
    nothing = compose(Query("?", "bridge"), [], (), 5).gap
    assert nothing is not None
    assert nothing.why is Missing.NOTHING


@pytest.mark.parametrize(
    ("query", "archive", "why"),
    [
        (Query("Holm?", "Holm"), Catalogue(), Missing.EMPTY_ARCHIVE),
        (Query("Thanks!", "", courtesy=True), ARCHIVE, Missing.COURTESY),
        (Query(" ", ""), ARCHIVE, Missing.EMPTY_QUESTION),
        (Query("?", "x", strange_source="The Sun"), ARCHIVE, Missing.SOURCE),
        (Query("?", "x", since=date(2017, 1, 1)), ARCHIVE, Missing.LATER),
        (Query("?", "x", until=date(2014, 1, 1)), ARCHIVE, Missing.EARLIER),
        (Query("?", "x", strangers=("Zoe Zed",)), ARCHIVE, Missing.STRANGER),
    ],
)
def test_what_the_archive_cannot_have_is_told_before_ranking(query: Query, archive: Catalogue, why: Missing) -> None:
    """An empty archive or question, years and publishers that it does not have, people whom nobody there has quoted."""
    gap = gap_before_ranking(query, archive)
    assert gap is not None
    assert gap.why is why


def test_what_the_archive_may_have_is_no_gap() -> None:
    """A question within its dates goes on to ranking."""
    assert gap_before_ranking(Query("?", "x", since=date(2015, 6, 1), until=date(2015, 7, 1)), ARCHIVE) is None


def told(key: int, words: str, person: str | None, score: float, day: int | None, kind: Kind = Kind.DIRECT) -> Candidate:
    """The only passage of an article, of a day of May 2024."""
    document = Document(f"d{key}", words, published=date(2024, 5, day) if day else None)
    attribution = Attribution.NAMED if person else Attribution.UNRESOLVED
    passage = Passage(Span(0, len(words)), kind, SpeakerSource(attribution, person))
    return Candidate(PassageHit(key, 0, score, score, 0.0, 0.0, 1.0, 1.0, 1.0), document, passage, person)


LIND, BRANDT = "Dorota Lind", "Oskar Brandt"
FOUND = [
    told(1, "The old bridge will stand for years.", LIND, 9.0, 2),
    told(2, "The new bridge will fall before winter comes.", LIND, 8.5, 9),
    told(3, "A bridge needs paint and some patience.", BRANDT, 8.9, 5),
    told(4, "Every bridge has two ends and one keeper.", None, 8.9, None),
    told(5, "Bridge.", LIND, 1.0, 1),
]


def test_an_answer_ends_where_it_stops_answering() -> None:
    """Words of others, marked words of nobody and what is far below the first are further off, and come on demand."""
    query = Query("?", "bridge", intent=Intent.WORDS, people=(LIND,))
    answer = compose(query, FOUND, (), 5)
    assert [citation.key for citation in answer.citations] == [1, 2]
    assert {citation.key for citation in answer.further} == {3, 4, 5}
    assert answer.more
    rest = compose(query, FOUND, (), 5, skip=2)
    assert {citation.key for citation in rest.citations} == {3, 4, 5}
    assert not rest.more


def test_a_quotation_comes_before_the_sentence_that_introduces_it() -> None:
    """Where somebody's words are asked for: the sentence has the question's words, the quotation behind it the answer."""
    text = "Lind spoke of the old bridge and its keeper.\n\n“It will stand for years, whatever the water does.”"
    document, words = Document("d1", text), text.index("It will")
    spans = (Span(0, text.index("\n")), Kind.REPORTED), (Span(words, len(text) - 1), Kind.DIRECT)
    source = SpeakerSource(Attribution.NAMED, LIND)
    found = [
        Candidate(PassageHit(1, ordinal, score, score, 0.0, 0.0, 1.0, 1.0, 1.0), document, Passage(span, kind, source), LIND)
        for (ordinal, (span, kind)), score in zip(enumerate(spans), (9.0, 5.0), strict=True)
    ]
    answer = compose(Query("?", "bridge", intent=Intent.WORDS, people=(LIND,)), found, (), 5)
    assert [citation.ordinal for citation in answer.citations] == [1, 0]
    others = compose(Query("?", "bridge", people=(LIND,)), found, (), 5)
    assert [citation.ordinal for citation in others.citations] == [0, 1]


def test_who_was_chosen_by_hand_is_the_only_one_shown() -> None:
    """Others' words, however well they fit, are no answer."""
    answer = compose(Query("?", "bridge", people=(BRANDT,), people_by_hand=True), FOUND, (), 5)
    assert {citation.speaker for citation in (*answer.citations, *answer.further)} == {BRANDT}


def test_a_follow_up_goes_on_in_the_articles_that_were_shown() -> None:
    """The first of them before the others."""
    alike = [replace(one, hit=replace(one.hit, score=9.0)) for one in FOUND[:3]]
    answer = compose(Query("?", "bridge", documents=(3, 2)), alike, (), 5)
    assert [citation.key for citation in (*answer.citations, *answer.further)] == [3, 2, 1]


def test_the_newest_or_the_oldest_come_first() -> None:
    """Where somebody's latest or first words are asked for, theirs alone stand in the order of their days."""
    newest = compose(Query("?", "bridge", people=(LIND,), order=Order.NEWEST), FOUND, (), 5)
    oldest = compose(Query("?", "bridge", people=(LIND,), order=Order.OLDEST), FOUND, (), 5)
    assert [citation.key for citation in newest.citations] == [2, 1, 5]
    assert [citation.key for citation in oldest.citations] == [5, 1, 2]
    undated = compose(Query("?", "bridge", order=Order.NEWEST), FOUND, (), 5)
    assert undated.citations[0].key == 2


def test_each_of_several_people_is_heard_first() -> None:
    """Of two who were asked for, the best of each stands before what else the first one said."""
    answer = compose(Query("?", "bridge", people=(LIND, BRANDT)), FOUND, (), 5)
    assert {citation.speaker for citation in answer.citations[:2]} == {LIND, BRANDT}


def test_words_must_stand_as_they_were_typed() -> None:
    """A phrase that nobody says is told so; words that were left out or shown before do not come, and what else is theirs."""
    assert [c.key for c in compose(Query("?", "bridge", phrases=("bridge will fall",)), FOUND, (), 5).citations] == [2]
    gap = compose(Query("?", "bridge", phrases=("bridge will sing",)), FOUND, (), 5).gap
    assert gap is not None
    assert (gap.why, gap.who) == (Missing.PHRASE, "bridge will sing")
    without = compose(Query("?", "bridge", people=(LIND,), excluded=("new",), shown=((5, 0),)), FOUND, (), 5)
    assert {citation.key for citation in (*without.citations, *without.further)} == {1}


def test_whom_others_praise_does_not_answer() -> None:
    """Who endorsed somebody is told by others."""
    answer = compose(Query("?", "bridge", intent=Intent.WHO, objects=(LIND,)), FOUND, (), 5)
    assert LIND not in {citation.speaker for citation in (*answer.citations, *answer.further)}


def test_without_the_one_word_that_the_archive_lacks_nothing_is_near() -> None:
    """Where it has nothing of "zeppelins", other words on the bridge are no near miss; where a slip was mended, they are."""
    one = told(6, "The bridge will stand.", None, 0.1, 1)
    found = [replace(one, hit=replace(one.hit, coverage=0.2, article_coverage=0.2))]
    for correction, near in ((None, 0), ("bridges", 1)):
        words = (Word("zeppelins", known=False, correction=correction), Word("bridge", known=True))
        answer = compose(Query("zeppelins on the bridge", "zeppelins bridge"), found, words, 5)
        assert (answer.answered, len(answer.near)) == (False, near)


@pytest.mark.parametrize(
    ("words", "in_article", "query", "answered"),
    [
        (("bridge", "tram"), 0.5, Query("?", "bridge tram"), False),
        (("bridge", "tram", "Ostby"), 0.7, Query("?", "bridge tram Ostby"), True),
        (("bridge", "tram", "Ostby"), 0.675, Query("?", "bridge tram Ostby"), False),
        (("bridge", "tram", "Ostby", "fare"), 0.75, Query("?", "bridge tram Ostby fare"), True),
        (("bridge", "tram", "Ostby", "fare"), 0.5, Query("?", "bridge tram Ostby fare"), False),
        (("bridge", "tram", "Ostby", "fare", "night"), 0.6, Query("?", "bridge tram Ostby fare night"), True),
        (("bridge", "tram"), 0.5, Query("?", "bridge tram", sources=("The Post",)), True),
        (("bridge", "tram"), 0.5, Query("?", "bridge tram", people=("Agnes Holm",)), True),
    ],
)
def test_a_question_of_few_words_is_on_all_of_them(
    words: tuple[str, ...],
    in_article: float,
    query: Query,
    answered: bool,  # noqa: FBT001 (a parameter)
) -> None:
    """A city or a common word that an article shares with it does not answer, unless a person or a paper narrows it."""
    document = Document("d1", "“The bridge will stand for many years,” said Agnes Holm.", language="en")
    passage = next(one for one in analyse(document) if one.kind is Kind.DIRECT)
    hit = PassageHit(1, 0, 9.0, 3.0, 3.0, 3.0, 0.6, in_article, 0.6)
    found = [Candidate(hit, document, passage, "Agnes Holm")]
    assert compose(query, found, [Word(word, known=True) for word in words], 5).answered == answered


def test_a_word_that_no_article_has_tells_none_from_another() -> None:
    """A question with one is answered as others are: a small archive lacks many words."""
    document = Document("d1", "“The bridge will stand for many years,” said Agnes Holm.", language="en")
    passage = next(one for one in analyse(document) if one.kind is Kind.DIRECT)
    found = [Candidate(PassageHit(1, 0, 9.0, 3.0, 3.0, 3.0, 0.6, 0.6, 0.6), document, passage, "Agnes Holm")]
    query, bridge = Query("?", "bridge tram"), Word("bridge", known=True)
    assert compose(query, found, [bridge, Word("tram", known=False)], 5).answered
    assert not compose(query, found, [bridge, Word("tarm", known=False, correction="tram")], 5).answered


def on_agnes(text: str, person: str | None, covered: float) -> Candidate:
    """A first passage, covering so much, of an article that says this."""
    document = Document("d9", text, language="en")
    passage = Passage(Span(0, text.index("”") + 1), Kind.DIRECT, SpeakerSource(Attribution.UNRESOLVED), group=1)
    return Candidate(PassageHit(9, 0, 9.0, 0.0, 3.0, 3.0, covered, covered, covered), document, passage, person)


@pytest.mark.parametrize(
    ("text", "person", "covered", "answered"),
    [
        ("“She did her duty,” said Bo Brandt of Agnes Holm.", BRANDT, 0.3, True),
        ("“She did her duty,” said a woman of Agnes Holm.", None, 0.3, False),
        ("“She did her duty,” said Bo Brandt." + " He left." * 30 + " Agnes Holm came.", BRANDT, 0.3, False),
        ("“She did her duty,” said Bo Brandt." + " He left." * 30 + " Agnes Holm came.", BRANDT, 0.9, True),
        ("“She did her duty,” said Bo Brandt of her praised mother.", BRANDT, 0.9, False),
    ],
)
def test_who_did_something_to_somebody_is_told_where_they_are_named(
    text: str,
    person: str | None,
    covered: float,
    answered: bool,  # noqa: FBT001 (a case)
) -> None:
    """What another says of them need not have the question's verb; an article that does not name them tells nothing of it."""
    query = Query("Who praised Holm?", "praised Holm", intent=Intent.WHO, objects=("Agnes Holm",))
    assert compose(query, [on_agnes(text, person, covered)], (), 5).answered is answered


def test_near_misses_leave_out_what_an_answer_would() -> None:
    """Beside a refusal too: no word that was left out, nothing that was shown, no statement twice."""
    again = told(6, FOUND[1].document.text, LIND, 0.0, 12)
    assert [one.key for one in near_misses(Query("?", "", people=(LIND,)), [*FOUND, again])] == [1, 2]
    assert [one.key for one in near_misses(Query("?", "", people=(LIND,), excluded=("old",)), [*FOUND, again])] == [2, 5]
    assert [one.key for one in near_misses(Query("?", "", people=(LIND,), shown=((1, 0),)), [*FOUND, again])] == [2, 5]
    assert [one.key for one in near_misses(Query("?", "", people=(LIND,), seen=((1, 0), (5, 0))), FOUND)] == [2]
    refused = compose(Query("?", "tunnel", people=("Edda Moll",), excluded=("old",)), FOUND, (), 5)
    assert refused.gap
    assert 1 not in [one.key for one in refused.near]


def test_a_list_and_what_is_further_off_leave_the_same_out() -> None:
    """On every page."""
    query = Query("?", "bridge", excluded=("new",), shown=((3, 0),))
    answer = compose(query, FOUND, (), 5)
    assert {one.key for one in (*answer.citations, *answer.further)} == {1, 4, 5}


def said(
    ordinal: int, person: str | None, coverage: float, own: float = 1.0, kind: Kind = Kind.DIRECT, key: int = 1
) -> Candidate:
    """One of the passages of an article, each of other words, and all of one score."""
    words = " ".join(f"{'abcdefghijklmnopqrstuvwxyz'[ordinal]}{key}{number}" for number in range(6))
    document = Document(f"d{key}", "." * 99 * ordinal + words)
    attribution = Attribution.NAMED if person else Attribution.UNRESOLVED
    passage = Passage(Span(99 * ordinal, 99 * ordinal + len(words)), kind, SpeakerSource(attribution, person))
    hit = PassageHit(key, ordinal, 9.0 - ordinal / 100 - key / 1000, own, 0.0, 0.0, coverage, 1.0, coverage)
    return Candidate(hit, document, passage, person)


def places(query: Query, *found: Candidate) -> tuple[list[int], list[int]]:
    """The ordinals that are shown, and those that are further off."""
    answer = compose(query, found, (), 9)
    return [one.ordinal for one in answer.citations], [one.ordinal for one in answer.further]


def test_what_covers_less_than_the_first_is_further_off() -> None:
    """Where nobody was asked for, what covers under .8 of what the first one covers is about something else.

    What the first one's speaker goes on to say covers less, and what anybody says does where the first one is nobody's words.
    """
    found = said(0, LIND, 1.0), said(1, BRANDT, 0.7), said(2, BRANDT, 0.9), said(3, LIND, 0.7), said(4, None, 0.7)
    assert places(Query("?", "bridge"), *found) == ([0, 2, 3], [1, 4])
    narrated = said(0, None, 1.0), *found[1:]
    assert places(Query("?", "bridge", intent=Intent.WORDS), *narrated) == ([0, 1, 2, 3], [4])


def test_what_shares_no_word_goes_on_with_what_does() -> None:
    """Somebody's words without a word of the question follow those that have some, or stand right beside what is shown."""
    query = Query("?", "bridge", people=(LIND,))
    first = said(10, LIND, 1.0)
    first = replace(first, hit=replace(first.hit, score=20.0))
    found = (said(ordinal, LIND, 1.0, 0.0) for ordinal in (5, 9, 12, 18, 20))
    shown, further = places(query, first, *found)
    assert (sorted(shown), further) == ([9, 10, 12, 18], [5, 20])


def test_narration_and_others_must_have_a_word_of_the_question() -> None:
    """Where nobody was asked for: only what the first one's speaker goes on to say needs none."""
    found = said(0, LIND, 1.0), said(1, None, 1.0, 0.0, Kind.REPORTED), said(2, BRANDT, 1.0, 0.0), said(3, LIND, 1.0, 0.0)
    assert places(Query("?", "bridge"), *found) == ([0, 3], [1, 2])


def test_narration_beside_somebodys_words_names_them() -> None:
    """What tells of others is further off, and the reason is told."""
    parts = "Our old bridge will stand.", "The bridge of Ms. Lind was opened.", "The bridge was paid for by the mayor."
    document = Document("d", " ".join(parts), language="en")
    found = []
    for ordinal, part in enumerate(parts):
        start = document.text.index(part)
        source = SpeakerSource(Attribution.NAMED, LIND) if not ordinal else SpeakerSource(Attribution.NOBODY)
        passage = Passage(Span(start, start + len(part)), Kind.REPORTED if ordinal else Kind.DIRECT, source)
        hit = PassageHit(1, ordinal, 9.0, 3.0, 3.0, 3.0, 1.0, 1.0, 1.0)
        found.append(Candidate(hit, document, passage, None if ordinal else LIND))
    answer = compose(Query("?", "bridge", people=(LIND,)), found, (), 5)
    assert [one.ordinal for one in answer.citations] == [0, 1]
    assert [(one.ordinal, one.reason and one.reason.limit) for one in answer.further] == [(2, "not about them")]


def test_what_tells_a_time_is_preferred_where_it_is_asked_when() -> None:
    """And what gives a reason, where it is asked why."""
    dated = told(1, "The bridge was opened on Monday by two keepers.", None, 8.0, 2, Kind.REPORTED)
    other = told(2, "The bridge has two ends and no other keeper.", None, 9.0, 2, Kind.REPORTED)
    reason = told(3, "The bridge closed because it had no keeper left.", None, 8.0, 2, Kind.REPORTED)
    assert compose(Query("?", "bridge", intent=Intent.WHEN), [dated, other], (), 5).citations[0].key == 1
    assert compose(Query("?", "bridge", why=True), [reason, other], (), 5).citations[0].key == 3
    assert compose(Query("?", "bridge"), [dated, other, reason], (), 5).citations[0].key == 2


def test_what_stands_far_off_in_its_article_is_further_off() -> None:
    """News moves on: six passages from what is shown another matter begins, four from the first one for narration.

    Narration that covers more of the question may stand anywhere.

    Where words are asked for and the first one is narration, somebody's words with a word of the question may stand anywhere.
    """
    found = said(0, LIND, 1.0), said(6, LIND, 1.0), said(13, LIND, 1.0)
    assert places(Query("?", "bridge", people=(LIND,)), *found) == ([0, 6], [13])
    narrated = said(0, None, 1.0, kind=Kind.REPORTED), said(5, None, 1.0, kind=Kind.REPORTED), said(20, LIND, 1.0)
    assert places(Query("?", "bridge"), *narrated) == ([0], [5, 20])
    more = said(0, None, 0.8, kind=Kind.REPORTED), said(5, None, 1.0, kind=Kind.REPORTED)
    assert places(Query("?", "bridge"), *more) == ([0, 5], [])
    far = replace(narrated[0], hit=replace(narrated[0].hit, score=90.0))
    assert places(Query("?", "bridge", intent=Intent.WORDS), far, narrated[2]) == ([0, 20], [])


def test_words_that_score_far_less_than_the_first_are_further_off() -> None:
    """Under a third of it, where somebody was asked for; their latest words stand by their day alone."""
    first, other = said(0, LIND, 1.0), said(1, LIND, 1.0)
    less = replace(other, hit=replace(other.hit, score=2.9))
    assert places(Query("?", "bridge", people=(LIND,)), first, less) == ([0], [1])
    narration = said(1, None, 1.0, kind=Kind.REPORTED)
    assert places(Query("?", "bridge"), first, narration) == ([0, 1], [])
    assert places(Query("?", "bridge"), first, replace(narration, hit=replace(narration.hit, score=3.5))) == ([0], [1])
    assert places(Query("?", "bridge", people=(LIND,), order=Order.NEWEST), first, less) == ([0, 1], [])


def test_words_that_cover_far_less_than_the_first_are_further_off() -> None:
    """Of whoever was asked for: what has little of the question beside what has all of it is about something else."""
    first, less = said(0, LIND, 1.0), said(1, LIND, 0.3)
    assert places(Query("?", "bridge", people=(LIND,)), first, less) == ([0], [1])
    assert places(Query("?", "bridge", people=(LIND,), order=Order.NEWEST), first, less) == ([0, 1], [])


def test_another_article_must_cover_as_much() -> None:
    """Unless it has words of whoever was asked for."""
    first, less, as_much = said(0, LIND, 1.0), said(1, BRANDT, 0.9, key=2), said(2, BRANDT, 1.0, key=2)
    assert places(Query("?", "bridge"), first, less, as_much) == ([0, 2], [1])
    assert places(Query("?", "bridge", people=(LIND, BRANDT)), first, less, as_much) == ([0, 1, 2], [])


def test_all_that_somebody_says_is_shown_where_nothing_in_particular_was_asked() -> None:
    """From whatever article, near or far."""
    found = [
        replace(one, hit=replace(one.hit, score=0.0)) for one in (said(0, LIND, 0.0, 0.0), said(20, LIND, 0.0, 0.0, key=2))
    ]
    assert places(Query("?", "", people=(LIND,)), *found) == ([0, 20], [])


def test_words_of_others_are_never_the_first_of_those_who_were_asked_for() -> None:
    """Whatever they score; but where a follow-up only took the person over, others may answer."""
    other, theirs = said(0, BRANDT, 1.0), said(1, LIND, 1.0)
    other = replace(other, hit=replace(other.hit, score=90.0))
    assert places(Query("?", "bridge", people=(LIND,)), other, theirs) == ([1], [0])
    assert places(Query("?", "bridge", people=(LIND,), inherited=True), other, theirs) == ([0, 1], [])


def test_a_fragment_of_somebody_else_tells_not_who() -> None:
    """Who said it is not answered by a sentence with a fragment of another's words."""
    found = said(0, LIND, 1.0), said(1, BRANDT, 1.0, kind=Kind.MIXED), said(2, BRANDT, 1.0)
    assert places(Query("?", "bridge", intent=Intent.WHO), *found) == ([0, 2], [1])


def test_their_article_answers_only_where_something_of_theirs_touches_the_question() -> None:
    """What an article tells elsewhere makes none of somebody's words an answer."""
    query = Query("?", "bridge", people=(LIND,))
    silent = said(0, LIND, 0.0, 0.0), said(1, LIND, 0.0, 0.0)
    assert compose(query, silent, (), 5).gap
    assert compose(query, (*silent, said(2, LIND, 1.0)), (), 5).answered


def test_what_is_further_off_is_called_so() -> None:
    """The page behind what belongs to the first one tells that it is further off."""
    query = Query("?", "bridge", intent=Intent.WORDS, people=(LIND,))
    assert not compose(query, FOUND, (), 1).off
    assert not compose(query, FOUND, (), 1, skip=1).off
    assert compose(query, FOUND, (), 1, skip=2).off


def test_who_did_it_is_not_told_by_another_article() -> None:
    """Where it is asked who, what others say elsewhere tells of another deed; the first one's own words do not."""
    first, others, own = said(0, LIND, 1.0), said(1, BRANDT, 1.0, key=2), said(2, LIND, 1.0, key=2)
    assert places(Query("?", "bridge", intent=Intent.WHO), first, others, own) == ([0, 2], [1])


def mentioning(ordinal: int, text: str, person: str | None = None) -> Candidate:
    """A sentence of an article, somebody's or nobody's."""
    document = Document(f"d{ordinal}", text)
    source = SpeakerSource(Attribution.NAMED, person) if person else SpeakerSource(Attribution.NOBODY)
    passage = Passage(Span(0, len(text)), Kind.REPORTED, source)
    return Candidate(PassageHit(ordinal, 0, 9.0 - ordinal, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0), document, passage, person)


STRANGER = Query("?", "bridge", called="dorn", choices=("Ann Doran",))


def test_nobody_of_a_name_that_is_in_no_text_is_refused() -> None:
    """With those of like names to choose from, and nobody else's words."""
    refused = on_a_stranger(STRANGER, [mentioning(1, "Bridges stand.", LIND)], [])
    assert refused
    assert (refused.gap, refused.near, refused.choices) == (Gap(Missing.STRANGER, who="Dorn"), (), ("Ann Doran",))


def test_whoever_is_mentioned_and_never_speaks_is_refused() -> None:
    """What mentions the name is a near miss: first of what answers best, else of all that mentions it."""
    met, wrote = mentioning(1, "She met Mary Dorn at the bridge."), mentioning(2, "Mary Dorn wrote of the mill.")
    other = mentioning(3, "A bridge fell.")
    refused = on_a_stranger(STRANGER, [other, met], [met, wrote])
    assert refused
    assert [one.key for one in refused.near] == [1]
    refused = on_a_stranger(STRANGER, [other], [met, wrote])
    assert refused
    assert [one.key for one in refused.near] == [1, 2]


def test_a_word_that_is_nobodys_name_and_who_speaks_are_no_strangers() -> None:
    """A word that was misread as a name, and somebody who speaks under it."""
    assert on_a_stranger(STRANGER, [], [mentioning(1, "The river Dorn rose.")]) is None
    assert on_a_stranger(STRANGER, [], [mentioning(1, "Rain fell.", "Mary Dorn")]) is None
