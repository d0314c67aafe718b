"""Whom a name may mean: somebody of that given name or suffix, somebody like them, a body of these initials."""

import functools
from collections.abc import Sequence

from briefbot.language.edits import goes_on, is_slip
from briefbot.language.lexicon import given_names
from briefbot.language.name_words import generations_of, name_words
from briefbot.language.names import given_names_may_agree
from briefbot.model import Person


def generations(person: Person) -> frozenset[str]:
    """The suffixes that articles give somebody: "jr", "iii"."""
    return frozenset().union(*map(generations_of, {person.name, *person.names}))


def is_like(known: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the words of a name that nobody bears may be somebody's: misspelt, of another given name or generation."""
    if len(wanted) < 2 or len(known) < 2:
        given = known[0] in given_names() and is_slip(known[0], wanted[0]) if known and wanted else False
        return len(wanted) == 1 and len(known) > 1 and (given or is_slip(known[-1], wanted[0]) or goes_on(known[-1], wanted[0]))
    if known[-1] == wanted[-1]:
        return True  # "Will Moy" of Ronald Moy's family, or of another
    return known[0] == wanted[0] and (is_slip(known[-1], wanted[-1]) or goes_on(known[-1], wanted[-1]))


@functools.lru_cache(maxsize=1024)
def last_name(person: str) -> str:
    """The family name, folded; a body's last word."""
    return (name_words(person) or [person])[-1]


def could_be(person: Person, given: str) -> bool:
    """Whether somebody called by this word before the family name can be that person: same name, initial, or none known."""
    firsts = {words[0] for name in {person.name, *person.names} if len(words := name_words(name)) > 1}
    return not firsts or any(given_names_may_agree(first, given) for first in firsts)


def initials(name: str) -> str:
    """The first letters of the words of a name that have capitals: "dnc", of Democratic National Committee."""
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower()
