"""Whom documents, bodies and relatives mean: somebody whom the article names, or nobody."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def last(text: str) -> str | None:
    """The speaker of the last quotation."""
    return find_quotes(Document("d", text)).quotes[-1].source.speaker


DOCUMENTS = {
    "released": (
        "The Northern Harbour Board released a statement on Monday. “We regret the delay,” the statement said.",
        "Northern Harbour Board",
    ),
    "said in one": ("Mayor Ann Lowe said in a letter that she was tired. “I need to rest,” the letter said.", "Ann Lowe"),
    "attacked by somebody": ("Ann Lowe attacked a report on schools. “Controls were weak,” the report said.", None),
    "somebody else's": (
        "The Courier said Bo Day had sent a statement. “We regret the delay in it,” the statement said.",
        None,
    ),
    "started by somebody who then spoke": (
        "Bo Day, who started a petition, told them about it. The petition calls it “a bus stop and a bench”.",
        None,
    ),
    "a company by its form": ("Tarn Holdings fell on Monday. “We are sorry for the loss,” the company said.", "Tarn Holdings"),
    "a company by its description": (
        "Shares of Tarnex, a shipping company, fell. “We are sorry for the loss,” the company said.",
        "Tarnex",
    ),
    "two companies": ("Tarnex Inc. and Bolt Corp. fell. “We are sorry for the loss,” the company said.", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_speaks_for_who_issued_it_and_a_noun_for_the_only_body(text: str, name: str | None) -> None:
    """Where nobody or several could be meant, nobody is."""
    assert last(text) == name


def test_another_one_of_the_same_office_makes_the_office_nobodys() -> None:
    """Where "a governor" comes between, "the governor" may be that one."""
    assert last("Governor Ann Lowe came. “It will hold,” the governor said.") == "Ann Lowe"
    assert last("Governor Ann Lowe came. A governor spoke too. “It will hold,” the governor said.") is None


KIN = {
    "her brother": ("Tom Vale and his sister, Lena Vale, run the mill. “It is cracked,” said her brother.", "Tom Vale"),
    "his wife": ("Tom Vale came with his wife, Eve Vale. “I like the sea,” his wife said.", "Eve Vale"),
    "her son": ("Eve Hale's son, Tom Hale, is ten. “I never stop at all,” her son said.", "Tom Hale"),
    "her father": (
        "Nora Blunt, whose father, Kenneth Blunt, dives, was glad. “She is good,” her father said.",
        "Kenneth Blunt",
    ),
    "nobody named": ("Ann Lowe left with her husband. “I like the sea,” her husband said.", None),
    "two of them": (
        "Eve Hale's son, Tom Hale, is ten, and Ann Lowe's son, Bo Lowe, is two. “I never stop,” her son said.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "name"), KIN.values(), ids=KIN)
def test_a_relative_means_the_one_whom_the_article_gives_that_place(text: str, name: str | None) -> None:
    """Kinship is read both ways; where two are possible, nobody is named."""
    assert last(text) == name
