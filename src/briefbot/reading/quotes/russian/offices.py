"""What somebody is in charge of, and by what other title: "министр иностранных дел" is "глава МИД"."""

from collections.abc import Set as AbstractSet

from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import words
from briefbot.reading.quotes.mentions import Mention
from briefbot.reading.quotes.russian.name_words import stem


def is_in_charge(roles: AbstractSet[str], office: str) -> bool:
    """Whether "регион", "ведомство" … can be what a person was said to be in charge of."""
    if office not in lists.OFFICES:
        return False
    return not lists.OFFICES[office] or not roles.isdisjoint(lists.OFFICES[office].split())


def is_ministry_of(word: str, own: set[str]) -> bool:
    """Whether "минприроды" is what "природных ресурсов" says at length."""
    return word.startswith("мин") and len(word) > 6 and any(one.startswith(word[3:7]) for one in own)


def narrower(word: str) -> str:
    """A word that narrows a role down, whatever its case."""
    found = words(word.lower())
    lemma = found[0].lemma if found and found[0].known else stem(word)
    return lists.ALIASES.get(lemma, lemma)


def headed(m: Mention) -> list[str]:
    """The short names of the ministry that a minister heads: "министр иностранных дел" is "глава МИД"."""
    if "министр" not in m.titles:
        return []
    lemmas = {one.lemma for word in m.relations for one in words(word)[:1]}
    return [short for title, short in lists.MINISTRIES.items() if title in lemmas]


def headships(m: Mention) -> list[str]:
    """The other title of a minister: who is "министр обороны" is "глава" of his ministry, and the other way round."""
    if headed(m):
        return ["глава"]
    ministry = any(word.startswith("мин") or word in lists.MINISTRIES.values() for word in m.relations)
    return ["министр"] if "глава" in m.titles and ministry else []
