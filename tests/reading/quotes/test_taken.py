"""Whom English nouns, pronouns and relative clauses take up where nobody was introduced by them, and where nobody is sure."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

# A text, and the name under its last quotation; None: no name may stand there.
NOUNS = {
    "a player": ("Ann Lee scored twice. “I just ran,” the striker said.", "Ann Lee"),
    "a player of whom only the goal was told": ("Ann Lee's header won it. “I was due it,” said the striker.", "Ann Lee"),
    "a player beside a coach": ("Coach Ann Lee praised the goal. “It was luck,” the striker said.", None),
    "the one who stands there": ("Ann Lee was fouled by a defender. “I got the ball,” the defender said.", None),
    "an officer": ("Ann Lee was attacked outside the bank. “She was lucky,” the officer said.", None),
    "somebody of another trade": ("Prosecutor Ann Lee asked for five years. “I am ill,” the singer said.", None),
    "a star": ("Singer Ann Lee cancelled the tour. “I am ill,” the star wrote.", "Ann Lee"),
    "two people": ("Ann Lee and Bo Lind found the dog. “I screamed,” the teenager said.", None),
    "a man for a woman": ("Ann Lee found the dog. “I screamed,” the Dutchman said.", None),
    "a people": ("Lars Holm won the race. “It was cold,” the Dane said.", "Lars Holm"),
    "a people, of another paragraph": ("Lars Holm was glad.\n\nThe Dane said he ran. “It was cold,” the Dane said.", None),
    "whom others met": ("Visitors to the hall met Ann Lee. “It is big,” the Dane said.", None),
    "an age that is told": (
        "Ann Lee, 41, denied theft.\n\nThe court heard the case.\n\n“I bought the lynx,” the 41-year-old said.", "Ann Lee"),
    "another age": ("Ann Lee, 41, denied theft. “I bought the lynx,” the 52-year-old said.", None),
    "an age that is not told": ("Ann Lee kept the key.\n\n“I sold my locker,” the 52-year-old spinner said.", "Ann Lee"),
    "an office, shortened": (
        "The firm's chief executive, Ann Lee, joined.\n\nBo Lind left.\n\n“We are fine,” the CEO said.", "Ann Lee"),
    "a money officer, shortened": (
        "The firm's chief financial officer, Ann Lee, joined.\n\nBo Lind left.\n\n“We are fine,” the CFO said.", "Ann Lee"),
    "a body": ("The Red Cross said it had tents.\n\n“The need is great,” the organisation said.", "Red Cross"),
    "two bodies": (
        "The Water Board and the Harbour Board met.\n\nIt rained.\n\n“The need is great,” the organisation said.", None),
    "no body": ("It rained for days on Ann Lee. “The need is great,” the organisation said.", None),
}  # fmt: skip
PRONOUNS = {
    "a name that tells no gender": (
        "Justice Lakshmi Nair heard it.\n\nOne of the petitioners, vendor Sudha Rao, wept. “I sold it,” she said.",
        "Sudha Rao"),
    "a given name that misleads": (
        "Keeper Bas Holm apologised. “I was in my area,” he said.\n\nAlly Brown blamed nobody. “He won it,” he said.", None),
    "a stranger in the paragraph": ("Ann Lee slept.\n\nA resident of Mill Road shouted. “Come and listen!” she said.", None),
}  # fmt: skip
CLAUSES = {
    "a noun in no list": ("Bo Lind saw Ann Lee, the miller who said: “The wheel turns.”", "Ann Lee"),
    "a listed noun": ("Bo Lind wrote to Ann Lee, the lawyer who told him “to be patient.”", "Ann Lee"),
    "to whom it was written": ("“It holds,” wrote Bo Lind to Ann Lee, who said: “It will not hold.”", "Ann Lee"),
    "nobody named": ("Bo Lind hired the man who said: “I can fix it.”", None),
    "nobody named, in no list": ("Bo Lind quoted a miller who said: “The wheel turns.”", None),
    "the first of two": ("Bo Lind, the miller who said “never again,” has changed his mind.", "Bo Lind"),
    "in a gallery": ("Bo Lind spoke. A resident in the public gallery, who gave no name, said: “Come and listen!”", None),
}


def last(text: str) -> str | None:
    """The speaker of the last quotation."""
    return find_quotes(Document(id="text", text=text, language="en")).quotes[-1].source.speaker


@pytest.mark.parametrize(("text", "name"), NOUNS.values(), ids=NOUNS)
def test_a_noun_means_who_is_alone_in_its_paragraph_or_nobody(text: str, name: str | None) -> None:
    """A noun that describes somebody takes up the one person or body spoken of, where it suits them and no other is near."""
    assert last(text) == name


@pytest.mark.parametrize(("text", "name"), PRONOUNS.values(), ids=PRONOUNS)
def test_a_pronoun_means_who_is_alone_in_its_paragraph_or_nobody(text: str, name: str | None) -> None:
    """A person whom a paragraph alone speaks of comes before those of other paragraphs; a given name may only cast doubt."""
    assert last(text) == name


@pytest.mark.parametrize(("text", "name"), CLAUSES.values(), ids=CLAUSES)
def test_a_relative_clause_gives_its_words_to_whom_it_tells_of(text: str, name: str | None) -> None:
    """Words behind "who said" are those of the one before "who", by the name beside it, or nobody's whom the text names."""
    assert last(text) == name


def test_who_points_something_out_is_reported_and_who_points_at_something_is_not() -> None:
    """A sentence with "pointed out" tells what somebody said."""
    found = find_quotes(
        Document(id="text", text="Ann Lee pointed out that the dam leaks. Bo Lind pointed to the map.")
    ).statements
    assert [one.source.speaker for one in found] == ["Ann Lee"]
