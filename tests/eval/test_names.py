"""When a shown name is the right one."""

import pytest

from .names import Person


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("Nora Reed", "Nora Reed"),
        ("Nora Reed", "Reed"),
        ("Nora Reed", "Sen. Nora Reed"),
        ("Nora Reed", "N. Reed"),
        ("Harold B. Voss", "Harold Voss"),
        ("Earl Lind Jr.", "Earl Lind Jr."),
        ("Earl Lind Jr.", "Lind"),
        ("/Park/ Hye-rin", "Park"),
        ("Ruth /de la Mar/", "de la Mar"),
        ("Board of Works | Works Board", "the Works Board"),
    ],
)
def test_names_that_fit(person: str, shown: str) -> None:
    """A family name, a title before, initials and known other names are all right."""
    assert Person.parse(person).fits(shown)


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("Nora Reed", None),
        ("Nora Reed", "Nora"),
        ("Nora Reed", "Tom Reed"),
        ("Nora Reed", "Nora Reed Lund"),
        ("Nora Reed", "the senator"),
        ("Earl Lind Jr.", "Earl Lind"),
        ("Earl Lind", "Earl Lind Jr."),
        ("/Park/ Hye-rin", "Park Dong-wook"),
        ("/Park/ Hye-rin", "Hye-rin"),
    ],
)
def test_names_that_do_not_fit(person: str, shown: str | None) -> None:
    """Another given name, another generation, a role or a given name alone are wrong."""
    assert not Person.parse(person).fits(shown)


def test_only_the_whole_name_is_complete() -> None:
    """Initials may be left out of the fullest name, given names may not."""
    voss = Person.parse("Harold B. Voss")
    assert voss.is_complete("Harold Voss")
    assert not voss.is_complete("Voss")
    assert not voss.is_complete("H. Voss")
    assert not voss.is_complete(None)
    board = Person.parse("Board of Works | Works Board")
    assert board.is_complete("Board of Works")
    assert not board.is_complete("Works Board")


def test_a_declined_russian_name_is_the_same_name_in_a_mention() -> None:
    """A mention may stand in any case; what is shown is right in the nominative alone."""
    person = Person.parse("Ирина Седова")
    assert person.shares_capitals("по словам Седовой")
    assert not person.shares_capitals("по словам Седакова")
    assert person.fits("Ирина Седова")
    assert not person.fits("Ирины Седовой")
