"""Denials stand beside the words that they deny, and beside no others."""

from dataclasses import replace

import pytest

from briefbot.answering.candidates import Candidate
from briefbot.answering.composer import compose
from briefbot.answering.questions.model import Query
from briefbot.model import Document
from briefbot.reading.passages import analyse
from briefbot.retrieval import PassageHit

CLAIM = "Agnes Holm said that the lock was “as tight as a drum,” a clerk who heard it claims."
QUOTATION = "“The lock is as tight as a drum,” said Agnes Holm."
DENIAL = "Agnes Holm denied saying that the lock was “as tight as a drum,” as a paper had reported."
INVENTED = "A post that quotes Agnes Holm as saying “The lock is as tight as a drum” is fabricated, the board said."


def candidates(*articles: str) -> list[Candidate]:
    """The passages of some articles, those of the first ranked first."""
    return [
        Candidate(PassageHit(key, at, 9.0 - key, 3.0, 3.0, 3.0, 1.0, 1.0, 1.0), document, passage, passage.source.speaker)
        for key, text in enumerate(articles)
        for document in [Document(f"d{key}", text, language="en")]
        for at, passage in enumerate(analyse(document))
    ]


def denied_in(*articles: str) -> list[tuple[str, ...]]:
    """The documents that deny what each citation of an answer on the lock says."""
    shown = compose(Query("?", "lock"), candidates(*articles), (), 5).citations
    return [tuple(one.document.id for one in citation.denials) for citation in shown if citation.speaker == "Agnes Holm"]


@pytest.mark.parametrize("said", [CLAIM, QUOTATION])
@pytest.mark.parametrize("denial", [DENIAL, INVENTED.replace("The lock is as", "as")])
def test_words_that_were_denied_elsewhere_say_so(said: str, denial: str) -> None:
    """Whether a sentence or a quotation has them: nobody reads as said what another paper says was not."""
    assert denied_in(said, denial) == [("d1",)]


@pytest.mark.parametrize(
    "other",
    [
        DENIAL.replace("Agnes Holm", "Bo Lind"),  # somebody else's denial, in an article that does not know her
        DENIAL.replace("as tight as a drum", "as old as the hills"),  # of other words
        DENIAL.replace("as tight as a drum", "a drum"),  # too few words to be anybody's
        DENIAL.replace("“", "").replace("”", ""),  # of what she meant, not of these words
        QUOTATION,  # no denial
    ],
)
def test_what_denies_something_else_denies_nothing(other: str) -> None:
    """A denial is of somebody's very words."""
    assert denied_in(CLAIM, other)[0] == ()


def test_a_denial_is_found_again_on_the_next_page() -> None:
    """Also where what denies was shown before."""
    found = candidates(DENIAL, CLAIM)
    seen = replace(Query("?", "lock"), shown=tuple(one.place for one in found if one.hit.document == 0))
    (citation,) = compose(seen, found, (), 5).citations
    assert [one.document.id for one in citation.denials] == ["d0"]
