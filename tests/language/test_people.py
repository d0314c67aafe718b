"""One person, many spellings; never two people under one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.names import canonical_names, given_names_agree, given_names_may_agree, matches

NAMES = st.lists(
    st.sampled_from(
        [
            "Ann",
            "Bo",
            "A.",
            "Mr.",
            "Dr.",
            "Lee",
            "Day",
            "van",
            "de",
            "Jr.",
            "III",
            "the",
            "Bank",
            "O'Hara",
            "É",
            "Лавров",
            "-",
            "",
        ]
    ),
    max_size=5,
).map(" ".join)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sergei Lavrov", "S. Lavrov"),
        ("Sergei Lavrov", "S.Lavrov"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Ann Lee", "Dr. Ann Lee"),
        ("Ann B. Lee", "Ann Lee"),
        ("José Núñez", "Jose Nunez"),
        ("Bob Day", "Robert Day"),
        ("the Foreign Ministry", "Foreign Ministry"),
        ("Joseph R. Lund Jr.", "Joe Lund"),
        ("Joseph R. Lund Jr.", "Joe R. Lund"),
        ("William H. Day III", "Will Day"),
        ("Lundsoft", "Lundsoft Corp."),
        ("Lund Motors", "Lund Motors Inc"),
    ],
)
def test_spellings_of_one_person_are_told_to_be_one(a: str, b: str) -> None:
    """Initials, titles, accents, transliteration, short forms and articles part nobody."""
    names = canonical_names({a: 1, b: 1})
    assert names[a] == names[b]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Donald Trump", "Donald Trump Jr."),
        ("George W. Bush", "George H.W. Bush"),
        ("Russian Foreign Ministry", "Foreign Ministry"),
        ("Donald J. Trump Jr.", "Donald J. Trump"),
        ("Joseph R. Lund Jr.", "Joe B. Lund"),
        ("Joseph R. Lund Jr.", "Joseph R. Lund Sr."),
        ("Ann Lee", "Bo Lee"),
        ("Ann Lee", "Ann Day"),
        ("Ann Lee", "Earl Lee"),
        ("Steve Israel", "Israel"),
        ("Mary Bloomberg", "Bloomberg"),
        ("Republicans Jolley", "Republicans"),
        ("Illinois Board of Elections", "Illinois"),
    ],
)
def test_two_people_stay_two(a: str, b: str) -> None:
    """A family name, or a place, paper or people called like it, a generation or another middle initial make no one person."""
    names = canonical_names({a: 1, b: 1})
    assert names[a] != names[b]


def test_a_sign_that_is_no_letter_makes_no_other_name() -> None:
    """Marks that fold to nothing are left out."""
    assert len({*canonical_names({"Ann Lee": 2, "Ann \uff9e Lee": 1}).values()}) == 1


def test_a_son_stays_apart_from_his_father() -> None:
    """Where a document has both, or somebody else is formally called so: then the casual name is nobody's in particular."""
    son, father = "Joseph R. Lund Jr.", "Joe Lund"
    assert len(set(canonical_names({son: 1, father: 3}, {(son, father)}).values())) == 2
    names = canonical_names({son: 1, father: 3, "Joseph R. Lund": 2})
    assert names[father] == names["Joseph R. Lund"] != names[son]
    assert len(set(canonical_names({son: 1, father: 3, "Joseph Lund Sr.": 2}).values())) == 3


def test_russian_names_are_joined_as_english_ones_are() -> None:
    """Initials, a patronymic and a family name are one man; his wife, and a given name alone, are not."""
    archive = {"Сергей Лавров": 3, "С.В. Лавров": 2, "Лавров": 5, "Лаврова": 1, "Сергей": 1, "Сергей Викторович Лавров": 1}
    names = canonical_names(archive)
    assert {names[name] for name in ("Сергей Лавров", "С.В. Лавров", "Лавров", "Сергей Викторович Лавров")} == {"Сергей Лавров"}
    assert names["Лаврова"] == "Лаврова"
    assert names["Сергей"] == "Сергей"


def test_a_family_name_joins_the_only_one_who_bears_it() -> None:
    """The fullest name of the archive stands for every spelling; where two fit, nothing is joined."""
    archive = {
        "Lavrov": 5,
        "Sergei Lavrov": 9,
        "S.Lavrov": 1,
        "Sergey Lavrov": 2,
        "Clinton": 40,
        "Bill Clinton": 3,
        "Hillary Clinton": 9,
        "Donald Trump": 9,
        "Donald J. Trump": 3,
        "Donald Trump Jr.": 2,
        "Xi": 2,
        "Xi Jinping": 3,
        "Van Hollen": 1,
        "Chris Van Hollen": 2,
    }
    names = canonical_names(archive)
    assert {names[n] for n in ("Lavrov", "S.Lavrov", "Sergey Lavrov", "Sergei Lavrov")} == {"Sergei Lavrov"}
    assert names["Clinton"] == "Clinton"
    assert names["Hillary Clinton"] != names["Bill Clinton"]
    assert names["Donald J. Trump"] == names["Donald Trump"] != names["Donald Trump Jr."]
    assert (names["Xi"], names["Van Hollen"]) == ("Xi Jinping", "Chris Van Hollen")


def test_better_fits_come_first() -> None:
    """The whole name before the family name, that before a part, that before a slip of the keys."""
    order = [
        matches(asked, "Sergei Lavrov") for asked in ("sergei lavrov", "S. Lavrov", "Mr. Lavrov", "sergei", "lavrof", "Ann Lee")
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)
    assert order[-1] == 0
    assert matches("zimmermann", "Jo Zimmerman") > 0
    assert matches("Trump Jr.", "Donald Trump") == 0
    assert matches("Donald Trump", "Donald Trump") > matches("Donald Trump", "Donald Trump Jr.")


@given(st.dictionaries(NAMES, st.integers(1, 9), max_size=12))
def test_every_name_has_one_canonical_name_of_the_archive(archive: dict[str, int]) -> None:
    """It is one of the names that were given, and its own canonical name."""
    names = canonical_names(archive)
    assert names.keys() == archive.keys()
    assert all(names[name] in archive and names[names[name]] == names[name] for name in names)


@given(NAMES, NAMES)
def test_comparing_names_never_fails(a: str, b: str) -> None:
    """Whatever stands for a name."""
    assert 0 <= matches(a, b) <= 1


def test_fifty_thousand_names_are_joined_in_time() -> None:
    """An archive of one family name alone is no worse than any other."""
    names = {
        f"{chr(65 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676 % 26)}{chr(97 + i // 17576)}o Smith": 1
        for i in range(50_000)
    }
    assert len(canonical_names(names)) == len(names)


@pytest.mark.parametrize(
    ("a", "b", "surely", "maybe"),
    [
        ("sergei", "sergey", True, True),
        ("bill", "william", True, True),
        ("s", "sergei", True, True),
        ("ned", "nedra", False, True),
        ("ann", "bo", False, False),
        ("melania", "melanie", False, False),
    ],
)
def test_given_names_are_compared_for_everybody_and_for_a_few(a: str, b: str, *, surely: bool, maybe: bool) -> None:
    """Among the few of an article one may also be the beginning of the other; either way round."""
    assert given_names_agree(a, b) is given_names_agree(b, a) is surely
    assert given_names_may_agree(a, b) is given_names_may_agree(b, a) is maybe
