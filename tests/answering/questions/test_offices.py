"""Who holds which office."""

from datetime import date

from briefbot.answering.questions.offices import Sighting, holder, offices

SEEN = [
    *[Sighting("Ines Varga", "On Monday, ", "President Varga", date(2015, month, 1)) for month in (3, 4, 9)],
    Sighting("Varga", "said ", "President Varga", date(2015, 5, 1)),
    Sighting("Karl Osei", "with ", "President Osei", date(2016, 6, 1)),
    *[Sighting("Karl Osei", "in a speech by ", "President Karl Osei", date(2016, month, 1)) for month in (2, 5)],
    *[Sighting("Lise Dahl", "aides of the Vice President ", "Dahl", date(2016, 1, 5))] * 2,
    *[Sighting("Otto Blom", "as Norwegian Foreign Minister ", "Otto Blom", date(2016, 1, 5))] * 3,
    Sighting("Ann Roe", "a letter to Mr. ", "Roe", date(2016, 1, 5)),
    Sighting("Ann Roe", "the former ", "Ann Roe", None),
    Sighting("Ann Roe", "said the ", "President", None),
]
KNOWN = offices(SEEN)


def test_titles_before_names_tell_the_office() -> None:
    """An office is found with and without the word that says of what; Mr. and "former" are none."""
    titles = {(office.title, office.name) for office in KNOWN}
    assert ("president", "Ines Varga") in titles
    assert {("foreign minister", "Otto Blom"), ("norwegian foreign minister", "Otto Blom")} <= titles
    assert all(name != "Ann Roe" for _, name in titles)


def test_an_office_is_held_by_one_person_in_the_days_asked_for() -> None:
    """The president is whoever the articles of those days call so, and nobody where they name several."""
    assert holder("What did the president say?", KNOWN, date(2016, 1, 1), None) == "Karl Osei"
    assert holder("What did the president say?", KNOWN, None, date(2015, 12, 31)) == "Ines Varga"
    assert holder("What did the president say?", KNOWN, None, None) is None


def test_the_longest_title_counts() -> None:
    """The vice president is not the president."""
    assert holder("what does the vice president think", KNOWN, None, None) == "Lise Dahl"
    assert holder("What did the Norwegian foreign minister say?", KNOWN, None, None) == "Otto Blom"


def test_what_is_no_office_of_the_archive_is_nobodys() -> None:
    """Other words behind an article hold no office."""
    assert holder("What did the minister of silly walks say?", KNOWN, None, None) is None
    assert holder("", KNOWN, None, None) is None


IN_RUSSIAN = offices(
    [
        *[Sighting("Глеб Дорн", "сказал журналистам президент Таврии ", "Глеб Дорн", date(2016, 1, 5))] * 3,
        *[Sighting("Вера Зимина", "по словам министра иностранных дел Таврии ", "Веры Зиминой", date(2016, 1, 5))] * 2,
        Sighting("Ян Рот", "вручил бывший президент ", "Ян Рот", date(2016, 1, 5)),
        *[Sighting("Ян Рот", "президент сказал, что ", "Ян Рот", date(2016, 1, 5))] * 4,
        *[Sighting("Ян Рот", "президент вскоре сменил ", "Ян Рот", date(2016, 1, 5))] * 4,
    ]
)


def test_russian_titles_before_names_tell_the_office() -> None:
    """In any case, up to the name, whole and cut short; but not where a verb stands between, nor who held it before."""
    assert {(office.title, office.name) for office in IN_RUSSIAN} == {
        ("президент", "Глеб Дорн"),
        ("президент таврия", "Глеб Дорн"),
        ("министр иностранный дело", "Вера Зимина"),
        ("министр иностранный дело таврия", "Вера Зимина"),
    }
    assert holder("Что сказал президент?", IN_RUSSIAN, None, None) == "Глеб Дорн"
    assert holder("по словам президента Таврии, кто виноват", IN_RUSSIAN, None, None) == "Глеб Дорн"
    assert holder("Что думает министр иностранных дел о пароме?", IN_RUSSIAN, None, None) == "Вера Зимина"
    assert holder("Что сказал президент клуба?", IN_RUSSIAN, None, None) is None
