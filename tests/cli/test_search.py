"""`briefbot search`: whole documents for plain words."""

import json

import pytest

from support.articles import token, write_articles
from support.program import Program


@pytest.fixture
def filled(program: Program) -> Program:
    """An archive of sixty articles."""
    write_articles(program.folder / "archive.jsonl", range(60))
    assert program("ingest", "archive.jsonl").status == 0
    return program


def test_ids_best_first_in_json(filled: Program) -> None:
    """Ten by default, -k as many as asked for, each once, and the one document that has all the words is first."""
    ran = filled("search", "bridge", token(21), "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.record["query"] is None
    assert ran.record["ranking"][0] == "a0021"
    ranking = filled("search", "bridge", "--json").record["ranking"]
    assert len(ranking) == len(set(ranking)) == 10
    assert filled("search", "bridge", "-k", "3", "--json").record["ranking"] == ranking[:3]
    assert len(filled("search", "council", "-k", "1000", "--json").record["ranking"]) == 60


def test_words_are_no_limits(filled: Program) -> None:
    """A year or a publisher in the words only counts as a word."""
    assert filled("search", token(21), "2019", "--json").record["ranking"][0] == "a0021"


def test_in_words_for_people(filled: Program) -> None:
    """The id with title, source and date; and a sentence where nothing is found."""
    ran = filled("search", token(21))
    first = ran.out.splitlines()[:2]
    assert first == ["a0021", f"    Ostby and {token(21)} · The Harbour Post · 22 October 2015"]
    nothing = filled("search", "zzzzz")
    assert (nothing.status, nothing.out) == (0, "No document holds any of these words.\n")


def test_a_batch_of_searches(filled: Program) -> None:
    """One object a line with the id as `query`; a broken line is told by number and the status is 1."""
    questions = [json.dumps({"id": f"q{number}", "question": token(number)}) for number in (3, 5)]
    filled.write("batch.jsonl", "\n".join([questions[0], "{", questions[1]]))
    ran = filled("search", "--batch", "batch.jsonl", "-k", "1", "--json")
    assert ran.status == 1
    assert ran.records == [{"query": "q3", "ranking": ["a0003"]}, {"query": "q5", "ranking": ["a0005"]}]
    assert ran.complaint.startswith("Line 2 of the batch")


def test_an_empty_archive_has_nothing(program: Program) -> None:
    """Also then, a search is no failure."""
    ran = program("search", "bridge", "--json")
    assert (ran.status, ran.record) == (0, {"query": None, "ranking": []})


@pytest.mark.parametrize("arguments", [(), ("bridge", "--batch", "-", "--json"), ("--batch", "-"), ("bridge", "-k", "0")])
def test_wrong_usage_is_refused(program: Program, arguments: tuple[str, ...]) -> None:
    """Status 2, and nothing on standard output."""
    ran = program("search", *arguments)
    assert (ran.status, ran.out) == (2, "")
