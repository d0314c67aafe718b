"""Ranking an archive: what is found, in which order, and what is said of a question's words."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archives import DAYS, archives, document, questions

from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex, IndexedDocument, PassageHit, Retriever, Word, scoring
from briefbot.retrieval import index as index_module
from briefbot.retrieval.segments import Segment
from briefbot.retrieval.tables import Tables

ALL = Filters()
some_filters = st.builds(
    Filters,
    speakers=st.none() | st.frozensets(st.sampled_from(["Ada Holm", "Ben Stone", "Nobody Known"]), max_size=2),
    sources=st.none() | st.frozensets(st.sampled_from(["The Post", "The Wire", "No Such Paper"]), max_size=2),
    since=st.sampled_from(DAYS),
    until=st.sampled_from(DAYS),
    languages=st.none() | st.frozensets(st.sampled_from(["en", "ru"]), max_size=1),
    documents=st.none() | st.frozensets(st.integers(0, 7), max_size=4),
)


def lets_through(filters: Filters, of: IndexedDocument, ordinal: int) -> bool:
    """What the filters say, read off the document."""
    day, speaker = of.document.published, of.passages[ordinal].source.speaker
    return (
        (filters.speakers is None or speaker in filters.speakers)
        and (filters.sources is None or of.document.source in filters.sources)
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
        and (filters.languages is None or of.document.language in filters.languages)
        and (filters.documents is None or of.key in filters.documents)
    )


def order(hit: PassageHit, by_key: dict[int, IndexedDocument]) -> tuple[float, int, int, int]:
    """What hits are sorted by."""
    day = by_key[hit.document].document.published
    return -hit.score, -(day.toordinal() if day else 0), hit.document, hit.ordinal


@given(archives(), questions, some_filters)
def test_filters_take_hits_away_and_change_none(archive: list[IndexedDocument], question: str, filters: Filters) -> None:
    """With filters come just those hits that pass them, with the scores that they have without."""
    index, by_key = ArchiveIndex.build(archive), {one.key: one for one in archive}
    without = index.passages(question, ALL, 1000)
    expected = [hit for hit in without if lets_through(filters, by_key[hit.document], hit.ordinal)]
    if without:
        assert index.passages(question, filters, 1000) == expected
    documents = {hit.document for hit in index.documents(question, 1000, filters)}
    assert documents == {hit.document for hit in index.documents(question, 1000)} & {
        one.key for one in archive if any(lets_through(filters, one, ordinal) for ordinal in range(len(one.passages)))
    }


@given(archives(), questions, st.integers(0, 8))
def test_hits_come_best_first_in_a_fixed_order(archive: list[IndexedDocument], question: str, k: int) -> None:
    """By score, then newer, then key, then place; the k best are the first of all; a score is the sum of its levels."""
    index, by_key = ArchiveIndex.build(archive), {one.key: one for one in archive}
    hits = index.passages(question, ALL, 1000)
    assert hits == sorted(hits, key=lambda hit: order(hit, by_key))
    assert index.passages(question, ALL, k) == hits[:k]
    for hit in hits:
        assert hit.score == pytest.approx(hit.own + hit.surroundings + hit.article)
        assert hit.score > 0
        assert 0 <= hit.coverage <= hit.article_coverage + 1e-9 <= 1 + 2e-9


@given(archives(), questions, some_filters, st.integers(1, 5))
def test_bounds_leave_no_good_passage_out(archive: list[IndexedDocument], question: str, filters: Filters, k: int) -> None:
    """Looking into one document first and others by their bounds gives what looking into all gives."""
    index = ArchiveIndex.build(archive)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_FIRST_DOCUMENTS", 1)
        bounded = index.passages(question, filters, k)
    assert bounded == index.passages(question, filters, k)


@given(archives(), archives(first_key=4), st.sets(st.integers(0, 12)), questions)
def test_an_updated_index_is_one_built_anew(
    before: list[IndexedDocument], added: list[IndexedDocument], removed: set[int], question: str
) -> None:
    """Taking documents out and in gives the answers of an index that was built from what is then there."""
    updated = ArchiveIndex.build(before).updated(added, removed)
    new = {one.key for one in added}
    there = [one for one in before if one.key not in removed | new] + added
    built = ArchiveIndex.build(there)
    assert updated.keys == built.keys == {one.key for one in there}
    assert updated.passages(question, ALL, 50) == built.passages(question, ALL, 50)
    assert updated.documents(question, 50) == built.documents(question, 50)
    assert [word.known for word in updated.words(question)] == [word.known for word in built.words(question)]


def test_a_document_given_twice_is_refused() -> None:
    """Two documents of one key cannot both be meant."""
    with pytest.raises(ValueError, match="given twice"):
        ArchiveIndex.build([document(1, "One."), document(1, "Two.")])


def test_the_only_document_answers() -> None:
    """In an archive of one document the passage with the question's words is first, and scores above nothing."""
    text = "Trade grew last year. Missile defence was discussed at length. The visit ends on Friday."
    hits = ArchiveIndex.build([document(7, text)]).passages("What was said about missile defense?", ALL, 3)
    assert (hits[0].document, hits[0].ordinal) == (7, 1)
    assert hits[0].score > hits[1].score


def test_an_empty_archive_and_empty_questions_have_no_hits() -> None:
    """Nothing raises where there is nothing."""
    empty, one = ArchiveIndex.build([]), ArchiveIndex.build([document(1, "The mayor spoke.")])
    for index in (empty, one):
        for question in ("", "what did they say of it?"[:9], "zzzzzz", "?!", "\x00 \n"):
            assert index.passages(question, ALL, 5) == []
            assert index.documents(question, 5) == []
    assert empty.words("mayor") == (Word("mayor", known=False),)
    assert one.passages("mayor", ALL, 0) == []
    assert one.documents("mayor", 0) == []


def test_a_question_of_no_subject_lists_what_the_filters_let_through() -> None:
    """Of a speaker and nothing else ("what did she say?") come all her words, newest first."""
    archive = [
        document(1, "We agree. We wait.", published=date(2015, 1, 1), speakers=["Ada Holm", "Ben Stone"]),
        document(2, "We leave.", published=date(2016, 1, 1), speakers=["Ada Holm"]),
    ]
    hits = ArchiveIndex.build(archive).passages("What did she?", Filters(speakers=frozenset(["Ada Holm"])), 5)
    assert [(hit.document, hit.ordinal, hit.score) for hit in hits] == [(2, 0, 0.0), (1, 0, 0.0)]


def test_a_quotation_is_found_by_the_words_that_introduce_it() -> None:
    """The clause beside a quotation, its neighbours, and the title speak for it."""
    text = '"We shall not give in," Harris told the fishermen.\n\nThe weather was fine.\n\nNobody else spoke there.'
    whole = document(1, text, title="Dispute over herring quotas")
    said = replace(whole.passages[0], span=type(whole.passages[0].span)(1, 22))
    other = document(2, "A concert was given.\n\nThe hall was full.")
    index = ArchiveIndex.build([replace(whole, passages=(said, *whole.passages[1:])), other])
    best = index.passages("Harris fishermen", ALL, 1)[0]
    assert (best.document, best.ordinal) == (1, 0)
    assert best.own > 0
    by_title = index.passages("herring", ALL, 5)
    assert {hit.document for hit in by_title} == {1}
    assert by_title[0].own == 0
    assert by_title[0].coverage == 1


def test_text_that_no_passage_holds_is_not_searched() -> None:
    """Menus and other paragraphs without a passage neither match nor count; a document without passages is still found."""
    whole = document(1, "Events Calendar\n\nThe council voted.")
    index = ArchiveIndex.build([replace(whole, passages=whole.passages[1:]), document(2, "Trams run again.")])
    assert index.documents("calendar", 5) == []
    assert [hit.document for hit in index.documents("council", 5)] == [1]
    bare = ArchiveIndex.build([IndexedDocument(3, whole.document, ())])
    assert [hit.document for hit in bare.documents("calendar", 5)] == [3]
    assert bare.passages("calendar", ALL, 5) == []


def test_neighbouring_words_and_titles_raise_a_document() -> None:
    """Words side by side count more than apart, words of a title more than in the text."""
    apart = document(1, "A layer of ice lay on the boundary of the field near town.")
    together = document(2, "A boundary layer of ice lay on the field outside of town.")
    others = [document(key, f"Nothing of the kind number {key}.") for key in range(3, 9)]
    assert [hit.document for hit in ArchiveIndex.build([apart, together, *others]).documents("boundary layer", 2)] == [2, 1]
    titled, plain = document(1, "Ice came.", title="Herring"), document(2, "Ice came. Herring.", title="Winter")
    assert [hit.document for hit in ArchiveIndex.build([plain, titled, *others]).documents("herring", 2)] == [1, 2]


def test_words_that_the_archive_lacks_are_told_and_corrected() -> None:
    """A word that matches nothing is replaced by the nearest of the archive, and both are named; one that matches never is."""
    text = "The government met Felipe Calderón. Calderón agreed. A governor came. The zoo closed."
    index = ArchiveIndex.build([document(1, text), document(2, "Trams run.")])
    assert index.words("What did the goverment tell calderon of Zanzibar?") == (
        Word("goverment", known=False, correction="government"),
        Word("tell", known=False),
        Word("calderon", known=True),
        Word("Zanzibar", known=False),
    )
    assert [hit.ordinal for hit in index.passages("goverment", ALL, 1)] == [0]
    assert index.words("zap") == (Word("zap", known=False),)


def test_a_word_of_a_removed_document_is_no_correction() -> None:
    """What left the archive is neither known nor proposed."""
    index = ArchiveIndex.build([document(1, "The archbishop spoke."), document(2, "Trams run.")]).updated([], {1})
    assert index.words("archbishop archbishup") == (Word("archbishop", known=False), Word("archbishup", known=False))


def test_coverage_weighs_words_by_their_rarity() -> None:
    """Coverage is 1 where all words are, less where a rare one is missing than where a common one is."""
    archive = [document(key, f"The mayor opened road number {key}. Rain fell.") for key in range(1, 9)]
    archive.append(document(9, "The mayor praised the aqueduct. Rain fell."))
    index = ArchiveIndex.build(archive)
    hits = index.passages("mayor aqueduct", ALL, 30)
    assert hits[0].document == 9
    assert hits[0].coverage == hits[0].article_coverage == pytest.approx(1)
    assert max(hit.article_coverage for hit in hits if hit.document != 9) < 0.5
    lacking = index.passages("mayor volcano", ALL, 1)[0]
    assert lacking.coverage < 0.5


def test_threads_share_an_index() -> None:
    """Many threads get what one does, from the first question on."""
    archive = [
        document(key, f"The mayor of town {key} spoke of the river. The council voted on bridge {key % 7}.")
        for key in range(80)
    ]
    asked = [f"mayor town {number} bridge {number % 5}" for number in range(60)]
    expected = [ArchiveIndex.build(archive).passages(question, ALL, 5) for question in asked[:5]]
    index = ArchiveIndex.build(archive)
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda question: index.passages(question, ALL, 5), asked))
    assert got[:5] == expected


def test_words_that_were_met_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of them has a limit, and makes no difference."""
    index, forgetful = (ArchiveIndex.build([document(1, "The mayor spoke of the river.")]) for _ in range(2))
    monkeypatch.setattr(index_module, "_KEPT", 1)
    for question in ("mayor river", "river", "mayor"):
        assert forgetful.passages(question, ALL, 5) == index.passages(question, ALL, 5)


def test_tables_come_back_from_their_arrays() -> None:
    """As an index is kept; where one is missing, that is told."""
    index = ArchiveIndex.build([document(1, "The mayor spoke of the river.", speakers=["Ada Holm"])])
    arrays = index.segments[0].tables.arrays()
    again = ArchiveIndex([Segment(Tables.from_arrays(arrays))])
    assert again.passages("mayor", ALL, 5) == index.passages("mayor", ALL, 5) != []
    del arrays["passages.codes"]
    with pytest.raises(KeyError, match=r"passages\.codes"):
        Tables.from_arrays(arrays)


def test_the_index_is_a_retriever() -> None:
    """It stands wherever answers ask for one."""
    retriever: Retriever = ArchiveIndex.build([document(1, "The mayor spoke.")])
    assert set(retriever.keys) == {1}


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    """By how few passages have it; what the archive lacks, and a word of grammar, weighs nothing."""
    index = ArchiveIndex.build(
        [document(key, "A bridge and a lantern." if key == 0 else "A bridge and a ferry.") for key in range(5)]
    )
    assert index.weight("lantern") > index.weight("ferry") > 0.0
    assert index.weight("and") == index.weight("zyzzyva") == 0.0
