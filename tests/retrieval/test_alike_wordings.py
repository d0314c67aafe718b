"""Passages that are worded like a text: found by their rarest words and pairs, whatever else they hold."""

from small_archives import document

from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex, checksum

COMMON = "The mayor said the bridge and the river and the school are for the council."
TOLD = "Every lamp of the northern harbour burns whale oil until the ice has gone."


def index(*texts: str) -> ArchiveIndex:
    """An index of documents with these texts, by key from 1."""
    return ArchiveIndex.build(document(key, text) for key, text in enumerate(texts, start=1))


def test_the_passage_with_the_words_comes_first() -> None:
    """Among many that share common words with it; with the checksum of what was indexed."""
    found = index(*[COMMON] * 30, f"{COMMON} {TOLD} {COMMON}").wording(TOLD, 3)
    assert (found[0].document, found[0].ordinal, found[0].checksum) == (31, 1, checksum(TOLD))


def test_a_word_more_or_less_changes_nothing() -> None:
    """Neither one that the archive lacks, nor one that is missing."""
    archive = index(*[COMMON] * 30, TOLD)
    for asked in (TOLD.replace("whale", "train"), TOLD.replace("northern", ""), f"zyx {TOLD}"):
        assert archive.wording(asked, 3)[0].document == 31


def test_words_side_by_side_are_found_among_many_that_have_them_apart() -> None:
    """A pair of common words is rare where few documents have it."""
    apart = "The river is wide. The mayor walks. The council is here and the council is there, and the river and the mayor too."
    archive = index(*[apart] * 200, "They say that mayor river council matters, and there is more of it to be told than that.")
    found = archive.wording("mayor river council", 5)
    assert 201 in {hit.document for hit in found}
    assert 201 not in {hit.document for hit in archive.passages("mayor river council", Filters(), 5)}


def test_many_copies_hide_no_other_wording() -> None:
    """However many papers print one article; of what is no copy, as many are found as without them."""
    other = f"{COMMON} {TOLD.replace('ice', 'snow')} {COMMON}"
    archive = index(*[f"{COMMON} {TOLD} {COMMON}"] * 900, other)
    assert 901 in {hit.document for hit in archive.wording(TOLD, 12)}
    assert len(archive.wording(TOLD, 12)) <= 4 * 12


def test_every_part_of_a_long_text_has_its_passages() -> None:
    """However many come before it."""
    parts = [
        f"Lamp{n} harbour{n} burns{n} whale{n} oil{n} until{n} ice{n} gone{n} north{n} wind{n} falls{n} low{n}"
        for n in range(12)
    ]
    found = index(*parts).wording(" ".join(parts), 4)
    assert {hit.document for hit in found} == set(range(1, 13))


def test_nothing_is_like_words_that_nobody_has() -> None:
    """Nor like words of grammar alone, or none, nor in an archive of nothing."""
    archive = index(COMMON)
    assert [archive.wording(text, 5) for text in ("zyx wvu", "it is what it is", "", "?!")] == [[]] * 4
    assert index().wording(TOLD, 5) == []
