"""Russian words and names."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.ru.morphology import (
    is_given_name,
    is_patronymic,
    is_russian,
    is_surname,
    lemma,
    nominative,
    readings,
    words,
)

NAMES = {
    "Сергея Лаврова": "Сергей Лавров",
    "Лавровым": "Лавров",
    "Лаврову": "Лавров",
    "Сергея Викторовича Лаврова": "Сергей Викторович Лавров",
    "С. В. Лаврова": "С. В. Лавров",
    "Лаврова С.В.": "Лавров С.В.",
    "Марии Захаровой": "Мария Захарова",
    "Захаровой": "Захарова",
    "Мария Захарова": "Мария Захарова",
    "Сергея Шойгу": "Сергей Шойгу",
    "Ангелой Меркель": "Ангела Меркель",
    "Урсулы фон дер Ляйен": "Урсула фон дер Ляйен",
    "Барака Обамы": "Барак Обама",
    "Эммануэлем Макроном": "Эммануэль Макрон",
    "Си Цзиньпина": "Си Цзиньпин",
    "Башара аль-Асада": "Башар аль-Асад",
    "Татьяны Кравчук": "Татьяна Кравчук",
    "Кравчука": "Кравчук",
    "Марии Соболь": "Мария Соболь",
    "Игоря Соболя": "Игорь Соболь",
    "Дмитрием Дзюбой": "Дмитрий Дзюба",
    "Никиты Белых": "Никита Белых",
    "Льва Толстого": "Лев Толстой",
    "Римского-Корсакова": "Римский-Корсаков",
    "Анны Ивановой-Петровой": "Анна Иванова-Петрова",
    "Петра Еремина": "Петр Еремин",
    "Артёма Ерёмина": "Артём Ерёмин",
    "ПУТИНА": "ПУТИН",
    "Льва Лещенко": "Лев Лещенко",
}


@pytest.mark.parametrize(("declined", "straight"), NAMES.items())
def test_a_name_comes_back_to_the_nominative(declined: str, straight: str) -> None:
    """Men's, women's, foreign and indeclinable names, with initials, patronymics and hyphens, capitals and ё as they were."""
    assert nominative(declined) == straight


@pytest.mark.parametrize("straight", sorted(set(NAMES.values())))
def test_a_name_in_the_nominative_stays(straight: str) -> None:
    """Where the case is known, nothing that stands in the nominative is changed."""
    assert nominative(straight, "nomn") == straight


def test_case_and_gender_decide_between_two_people() -> None:
    """Who said something as "Захарова" is a woman; from whom somebody heard it, as "Захарова", is a man."""
    assert nominative("Захарова", "nomn") == "Захарова"
    assert nominative("Захарова", "gent") == "Захаров"
    assert nominative("Лаврову", gender="f") == "Лаврова"
    assert nominative("Лаврову", gender="m") == "Лавров"


def test_what_is_not_cyrillic_stays() -> None:
    """A Latin name, a number and nothing at all come back as they are."""
    assert [nominative(name) for name in ("Ann Lee", "1812", "")] == ["Ann Lee", "1812", ""]


def test_a_lemma_is_folded_as_terms_are() -> None:
    """Small letters, ё is е, й stays; a word of another script is only folded."""
    assert [lemma(word) for word in ("Министрами", "Ёлки", "сказала", "Войной", "NATO")] == [
        "министр",
        "елка",
        "сказать",
        "война",
        "nato",
    ]


def test_the_parts_of_a_name_are_told_apart() -> None:
    """Given name, patronymic and family name, in any case."""
    assert is_given_name("Сергеем")
    assert is_patronymic("Викторовича")
    assert is_surname("Лаврову")
    assert not is_given_name("министром")
    assert not is_surname("говорит")


def test_a_verb_tells_who_did_it() -> None:
    """The gender of a past form is there for whoever looks for its subject."""
    assert words("сказала")[0].gender == "f"
    assert "past" in words("сказал")[0].traits


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Министр сказал, что НАТО (NATO) не прав.", True),
        ("The minister said no to Лавров.", False),
        ("Міністр сказав, що їхні слова не є правдою.", False),
        ("Министърът каза, че няма да подаде оставка, и добави, че правителството ще продължи работата си. " * 3, False),
        ("", False),
        ("12345 — 678", False),
    ],
)
def test_russian_is_told_by_its_script(text: str, answer: bool) -> None:  # noqa: FBT001 — a case of a table
    """Most letters are Cyrillic and of the Russian alphabet."""
    assert is_russian(text) is answer


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x45F), max_size=40))
def test_any_text_can_be_asked_about(text: str) -> None:
    """Nothing raises, the best reading comes first, and a name has as many words in the nominative as before."""
    found = readings(text)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(nominative(text).split()) == len(text.split())
    assert lemma(text) == lemma(text).lower()


def test_the_dictionary_is_not_loaded_before_it_is_asked() -> None:
    """Importing the module costs an English archive nothing."""
    code = "import sys, briefbot.language.ru.morphology, briefbot.reading.quotes; sys.exit('pymorphy3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 — our own interpreter
