"""Names written in the other script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.transliteration import Counterparts, outline, spelt_alike, to_latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Сергей Лавров", "Sergey Lavrov"),
        ("Дмитрий Щукин", "Dmitry Shchukin"),
        ("Ельцин и Валуев", "Yeltsin i Valuyev"),
        ("Юлия Подъячева", "Yuliya Podyacheva"),
        ("Пётр Хрущёв", "Pyotr Khrushchyov"),
        ("МИД", "MID"),
        ("Joe Biden", "Joe Biden"),
        ("аль-Хатиб", "al-Khatib"),
    ],
)
def test_a_name_is_written_in_latin_letters(name: str, latin: str) -> None:
    """As newspapers write it, capitals where the name has them, and what is Latin already unchanged."""
    assert to_latin(name) == latin


ALIKE = """
Трамп Trump|Обама Obama|Клинтон Clinton|Хиллари Hillary|Хилари Hillary|Меркель Merkel|Байден Biden|Лавров Lavrov|Ельцин Yeltsin|
Ельцин Eltsin|Сергей Sergei|Сергей Sergey|Вашингтон Washington|Хрущёв Khrushchev|Александр Alexander|Александр Aleksandr|
Маккейн McCain|Шварценеггер Schwarzenegger|Уильям William|Хьюз Hughes|Джонсон Johnson|Райт Wright|О'Мэлли O’Malley|
Олланд Hollande|Нетаньяху Netanyahu|Гинзбург Ginsburg|Джордж George|Чарльз Charles|Мэй May|Пенс Pence|Щербаков Shcherbakov|
Юрий Yuri|Юрий Yury|Наталья Natalia|Майкл Michael|Сандерс Sanders|Фиорина Fiorina|Комей Comey|Уоррен Warren|Линдквист Lindqvist|
аль-Хатиб al-Khatib|Брахими Brahimi|Цзиньпин Jinping|Гейтс Gates|Уотсон Watson|Делакруа Delacroix|Нью-Йорк New York|Таймс Times
""".replace("\n", "").split("|")


@pytest.mark.parametrize("pair", ALIKE)
def test_two_spellings_of_one_name_are_alike(pair: str) -> None:
    """What follows the sound and what follows the letters is recognised, and shares an outline."""
    cyrillic, latin = pair.split(" ", 1)
    assert spelt_alike(cyrillic, latin)
    assert outline(cyrillic) == outline(latin)


@pytest.mark.parametrize(
    "pair",
    [
        "Трамп Trumpet",
        "Путин Patten",
        "Лавров Lavrova",
        "Клинтон Clifton",
        "Меркель Markle",
        "Буш Bosch",
        "Ли Levi",
        "Рейган Regina",
    ],
)
def test_other_names_are_not_alike(pair: str) -> None:
    """A name that only resembles another one is not taken for it."""
    cyrillic, latin = pair.split(" ", 1)
    assert not spelt_alike(cyrillic, latin)


def test_counterparts_are_found_in_both_directions() -> None:
    """Of the words of an archive, those of the other script that can be this one."""
    words = Counterparts(["lavrov", "clinton", "clifton", "лавров", "ренко"])
    assert words.of("клинтон") == ["clinton"]
    assert words.of("lavrov") == ["лавров"]
    assert words.of("renko") == ["ренко"]
    assert words.of("зорин") == []


RUSSIAN_LETTERS = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12)


@given(RUSSIAN_LETTERS)
def test_a_romanized_name_has_latin_letters_alone(word: str) -> None:
    """Nothing Cyrillic is left of a Russian word, and what is done twice is done once."""
    assert to_latin(word).isascii()
    assert to_latin(to_latin(word)) == to_latin(word)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    """Whatever is typed, an answer comes, and the same one again."""
    assert spelt_alike(one, other) == spelt_alike(one, other)
    assert outline(one) == outline(outline(one)) or not one.isascii()


def test_what_is_longer_than_a_name_stands_for_nothing() -> None:
    """A pattern of a thousand letters takes long to make, and no name is as long."""
    assert not spelt_alike("а" * 1_000, "a" * 1_000)
    assert Counterparts(["a" * 1_000]).of("а" * 1_000) == []
