"""Texts that are made to be slow: what costs more than any article is given up, by a count that is always the same."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import TooMuchWorkError, budget, find_quotes
from briefbot.reading.quotes.budget import Budget

GIVEN = ["".join(letters) for letters in product("BDFGKLMNPRSTVZ", "aeiou", "dlmnr", "aeiou")]


def spent(text: str, patch: pytest.MonkeyPatch, language: str = "en") -> int:
    """How many comparisons a text makes."""
    counts: list[int] = []
    with patch.context() as patched:
        patched.setattr(Budget, "spend", lambda _, number: counts.append(number))
        find_quotes(Document("d", text, language=language))
    return sum(counts)


def namesakes(number: int) -> str:
    """So many people of one family name, each of whom is then called by it."""
    return "".join(f"{given} Holm said so. Holm left. " for given in GIVEN[:number])


def senators(number: int) -> str:
    """So many people of one role."""
    return "".join(f"Sen. {given} {given}son came. The senator said so. " for given in GIVEN[:number])


@pytest.mark.parametrize("text", [namesakes, senators])
def test_who_may_be_meant_by_a_thousand_is_counted(text: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What grows with the square of a text is all in the count, which no article comes near."""
    assert callable(text)
    assert spent(text(300), monkeypatch) > 5 * spent(text(100), monkeypatch) > 1_000


def test_a_text_that_spends_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says of what there was too much; with one comparison less it is read."""
    text = namesakes(100)
    needed = spent(text, monkeypatch)
    monkeypatch.setattr(budget.Budget.__init__, "__defaults__", (needed,))
    assert find_quotes(Document("d", text)).statements
    monkeypatch.setattr(budget.Budget.__init__, "__defaults__", (needed - 1,))
    with pytest.raises(TooMuchWorkError, match="it would take too long: too many people of one name or role"):
        find_quotes(Document("d", text))


@pytest.mark.parametrize(("unit", "language"), [('"Ab," he said. ', "en"), ("«Аб», — сказал он. ", "ru"), ("— Аб.\n", "ru")])
def test_more_quotations_than_anybody_prints_are_given_up(unit: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are counted before any of them gets a speaker."""
    monkeypatch.setattr(budget, "MOST_QUOTATIONS", 20)
    assert len(find_quotes(Document("d", unit * 20, language=language)).quotes) in (0, 20)
    with pytest.raises(TooMuchWorkError, match="21 quotations, more than 20"):
        find_quotes(Document("d", unit * 21, language=language))


def russian_names() -> Iterator[str]:
    """Different words with a capital."""
    return (f"{one}{two}{three}ов" for one, two, three in product("БВГДЗКЛМНПРСТФ", "аеиоу", ("рн", "лм", "дк", "тр")))


def test_more_russian_names_than_any_text_has_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is read in all its cases, so they are counted before: the same word once, and none that has a small letter too."""
    monkeypatch.setattr(budget, "MOST_NAMES", 50)
    names = list(russian_names())
    few, many = (" ".join(f"{name} сказал, что приедет." for name in names[:count]) for count in (50, 51))
    assert find_quotes(Document("d", f"{few} Мост. {few} мост.", language="ru")).statements is not None
    with pytest.raises(TooMuchWorkError, match="51 different names, more than 50"):
        find_quotes(Document("d", many, language="ru"))


def test_a_long_text_of_many_people_is_within_the_bounds() -> None:
    """Fifty people who speak three hundred times are nothing: the bounds are for what nobody writes."""
    text = "".join(
        f"“We will go on,” said {given} {given}son.\n\n{given}son left. “No,” she said.\n\n" for given in GIVEN[:50] * 3
    )
    found = find_quotes(Document("d", text)).quotes
    assert len(found) == len(re.findall("“", text))
