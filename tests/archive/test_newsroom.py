"""The newsroom to try is read as it is meant to be, and answers what `make demo` proposes to ask."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.holdings import Selection
from briefbot.model import Answer, Verdict
from support.program import ROOT

EXAMPLES = ROOT / "examples"
OUTLETS = ("Velland Press Agency", "The Orrin Gazette", "The Daily Spark", "Sound Valley Herald", "Северный вестник")
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of the newsroom's articles."""
    folder = tmp_path_factory.mktemp("newsroom")
    with Archive.open(f"sqlite:///{folder}/briefbot.db", folder) as archive:
        report = archive.ingest([str(EXAMPLES / "newsroom")], BytesIO())
        assert not report.failed
        assert not report.skipped
        yield archive


def asked(archive: Archive, question: str) -> Answer:
    """The answer to one of the questions that are proposed."""
    assert question in (EXAMPLES / "questions.txt").read_text().splitlines()
    return archive.ask(question, TODAY)[1]


def test_every_article_has_title_and_date(newsroom: Archive) -> None:
    """Of all formats; a release alone has no publisher, since its ministry's name stands nowhere but in its letterhead."""
    held = newsroom.holdings(Selection())
    assert len(held) == 34
    assert all(one.title and one.published for one in held)
    assert {one.source for one in held} == {*OUTLETS, None}


def test_a_report_in_several_papers_is_shown_once(newsroom: Archive) -> None:
    """The agency's, with those who printed it."""
    first = asked(newsroom, "What did Ramanathan say about the crack?").citations[0]
    assert (first.speaker, first.document.source) == ("Priya Ramanathan", "Velland Press Agency")
    assert {one.document.source for one in first.also} == {"The Daily Spark", "The Orrin Gazette"}


def test_a_claim_stands_with_its_denials(newsroom: Archive) -> None:
    """Nobody leaves with the tabloid's claim alone."""
    answer = asked(newsroom, "Did Oyelaran say that the bridge was as safe as the bank?")
    claim = next(one for one in answer.citations if "as safe as the bank" in one.text)
    assert {one.document.source for one in claim.denials} == {"Velland Press Agency", "The Orrin Gazette"}


def test_two_people_of_one_family_name_are_two(newsroom: Archive) -> None:
    """Whoever asks for one of them gets no words of the other."""
    assert {one.speaker for one in asked(newsroom, "Anna Hale on inspections").citations} == {"Anna Hale"}
    assert {one.speaker for one in asked(newsroom, "What did Robert Hale say about ferries?").citations} == {"Robert Hale"}


def test_who_may_be_meant_is_named_once(newsroom: Archive) -> None:
    """The mayor of the Russian paper is the mayor of the others."""
    assert newsroom.ask("What did Hale say about ferries?", TODAY)[1].choices == ("Anna Hale", "Robert Hale")


def test_the_other_questions_are_answered(newsroom: Archive) -> None:
    """By whom they ask for, in their language, with a story's turning points in order."""
    weeks = asked(newsroom, "What did Oyelaran say about six weeks?").citations
    assert weeks[0].text.startswith("Six weeks is what I would like")
    assert {one.speaker for one in asked(newsroom, "Что сказала Верещагина о тумане?").citations} == {"Ольга Верещагина"}
    timeline = newsroom.ask("timeline of Oyelaran on the bridge", TODAY)[1].citations
    days = [one.document.published for one in timeline if one.document.published]
    assert days == sorted(days)
    assert len(days) == 5


def test_the_altered_quotation_is_told_beside_the_exact_one(newsroom: Archive) -> None:
    """The tabloid has these words, and the agency has others."""
    found = newsroom.check("We cannot rule out a collapse", "Ramanathan")
    assert (found.verdict, found.papers) == (Verdict.EXACT, ("The Daily Spark",))
    whole = newsroom.check("We cannot rule out a collapse until the pier has been looked at from the inside", "Ramanathan")
    assert [one.citation.document.source for one in whole.otherwise] == ["Velland Press Agency", "The Orrin Gazette"]
