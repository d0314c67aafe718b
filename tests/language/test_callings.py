"""Which words Russian newspapers use for one person."""

import pytest

from briefbot.language.ru.callings import is_male, may_be_called

ONE = [
    ({"геофизик"}, "ученый"),
    ({"совладелец", "председатель"}, "бизнесмен"),
    ({"экс-директор", "директор"}, "подсудимый"),
    ({"начальник"}, "дорожник"),
    ({"министр"}, "глава"),
    ({"замглавы"}, "экс-чиновник"),
    ({"весовщик"}, "свидетель"),
    (set(), "певица"),
    ({"владелец"}, "галерист"),
    ({"адвокат"}, "защитница"),
    ({"учительница"}, "педагог"),
    ({"посол"}, "аргентинка"),
]
TWO = [
    ({"прокурор"}, "адвокат"),
    ({"вратарь"}, "нападающий"),
    ({"певица"}, "ученый"),
    ({"мэр"}, "водолаз"),
    ({"певица"}, "глава"),
    ({"тренер"}, "директор"),
    ({"мать"}, "педагог"),
    ({"фермер"}, "соседка"),
    (set(), "врач"),
]


@pytest.mark.parametrize(("roles", "calling"), ONE)
def test_a_calling_suits(roles: set[str], calling: str) -> None:
    """The word may mean somebody who was introduced so."""
    assert may_be_called(roles, calling)


@pytest.mark.parametrize(("roles", "calling"), TWO)
def test_a_calling_does_not_suit(roles: set[str], calling: str) -> None:
    """The word means somebody else."""
    assert not may_be_called(roles, calling)


def test_some_nouns_are_men_s_alone() -> None:
    """A woman may be a minister, but no Spaniard of the masculine gender."""
    assert [is_male(word) for word in ("певец", "испанец", "министр", "чемпион")] == [True, True, False, False]
