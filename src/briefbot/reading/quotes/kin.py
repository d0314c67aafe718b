"""Relatives: whom "her brother" or "his wife" means, by what the article told of who is related to whom."""

from collections.abc import Iterator, Mapping, Sequence

from briefbot.language.en.speech import KIN
from briefbot.reading.quotes.entities import Entities, Entity
from briefbot.reading.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.reading.quotes.tokens import Stream

_HIS = {"his": "m", "her": "f"}
_OWNERS = frozenset(("his", "her", "whose", "their", "'s", "’s"))
_DESCRIPTION = 6  # tokens between a comma and the name that a description leads to
_BACK = 12  # mentions in which the owner of "his" is looked for

Kinship = tuple[int, str, int]  # whose relative, which, and who that is


def kinships(stream: Stream, mentions: Sequence[Mention], by_start: Mapping[int, Mention], entities: Entities) -> list[Kinship]:
    """Whose relative is who, both ways: from "Paul Hall and his sister, Lena Hall" that he is her brother too."""
    found: list[Kinship] = []
    for at, m in enumerate(mentions):
        if m.kind is not NOMINAL or m.head not in KIN or stream.words[m.start].lower() not in _OWNERS:
            continue
        name = _name_beside(stream, mentions, by_start, at)
        if name is None:
            continue
        whose = _owner(stream, mentions, entities, at, name.entity)
        if whose is None:
            continue
        _tell_gender(entities, stream, m, name)
        found.append((whose.number, m.head, name.entity))
        found += [
            (name.entity, role, whose.number)
            for role, gender in zip(KIN[m.head], "mf", strict=True)
            if whose.gender in ("", gender)
        ]
    return found + list(_couples(stream, mentions, by_start, entities))


def _tell_gender(entities: Entities, stream: Stream, m: Mention, name: Mention) -> None:
    """Learn from "his wife, Ann Lee," that she is a woman, whatever her given name tells, unless a title tells otherwise."""
    entity, gender = entities.all[name.entity], entities.lexicon.persons.get(m.head, "")
    closed = name.start <= m.end or name.end >= len(stream.words) or stream.words[name.end] in (",", ".", "who", ";", "(")
    if gender and closed and not entity.titled:
        entity.gender = gender


def _couples(
    stream: Stream, mentions: Sequence[Mention], by_start: Mapping[int, Mention], entities: Entities
) -> Iterator[Kinship]:
    """Husbands and wives that share their family name: "Pete and Lynn Ransom"."""
    for m in mentions:
        if m.kind is not NAME or m.end - m.start != 1 or m.entity < 0 or stream.words[m.end : m.end + 1] != ["and"]:
            continue
        beside = by_start.get(m.end + 1)
        if beside is None or beside.kind is not NAME or len(beside.core) < 2 or beside.entity in (-1, m.entity):
            continue
        one, other = entities.all[m.entity], entities.all[beside.entity]
        if {one.gender, other.gender} == {"m", "f"} and len(one.full) > 1 and one.full[-1] == other.full[-1]:
            yield one.number, "wife" if other.gender == "f" else "husband", other.number
            yield other.number, "wife" if one.gender == "f" else "husband", one.number


def relative(stream: Stream, m: Mention, known: Sequence[Kinship], entities: Entities) -> int | None:
    """The one person of the article whom a relative means ("her father"); None where there is none, or more than one."""
    gender = _HIS.get(stream.words[m.start].lower())
    if gender is None or m.head not in KIN:
        return None
    entities.budget.spend(len(known))
    fitting = {who for whose, role, who in known if role == m.head and entities.all[whose].gender in ("", gender)}
    return fitting.pop() if len(fitting) == 1 else None


def _name_beside(stream: Stream, mentions: Sequence[Mention], by_start: Mapping[int, Mention], at: int) -> Mention | None:
    """The name that a relative is given: "his sister, Lena Hall", "Lena Hall, his sister"."""
    m = mentions[at]
    words = stream.words
    for j in (m.end, m.end + 1):
        name = by_start.get(j)
        if name is not None and name.kind is NAME and name.entity >= 0 and (j == m.end or words[m.end] == ","):
            return name if stream.sentence[name.start] == stream.sentence[m.start] else None
    if (described := _described(stream, mentions, at)) is not None:
        return described
    before = mentions[at - 1] if at else None
    apposed = before is not None and before.kind is NAME and before.end == m.start - 1 and words[m.start - 1] == ","
    return before if apposed and before is not None and before.entity >= 0 and words[m.start].lower() in _HIS else None


def _described(stream: Stream, mentions: Sequence[Mention], at: int) -> Mention | None:
    """The name behind what a relative is: "his wife, the ceramicist Nel Hall,"."""
    m, words = mentions[at], stream.words
    if words[m.end : m.end + 1] != [","] or words[m.end + 1 : m.end + 2] not in (["the"], ["a"], ["an"]):
        return None
    name = next((one for one in mentions[at + 1 : at + 4] if one.kind is NAME), None)
    if name is None or name.entity < 0 or len(name.core) < 2 or name.start - m.end > _DESCRIPTION:
        return None
    return name if all(word.islower() for word in words[m.end + 1 : name.start]) else None


def _owner(stream: Stream, mentions: Sequence[Mention], entities: Entities, at: int, other: int) -> Entity | None:
    """Whose relative it is: the first fitting person of the sentence, else of the one before; for "whose", the nearest."""
    m = mentions[at]
    low = stream.words[m.start].lower()
    near = [one for one in _people(mentions, entities, at) if one.entity != other]
    if low in ("'s", "’s"):
        return next((entities.all[one.entity] for one in near if one.end == m.start), None)
    if low == "whose":
        return entities.all[near[0].entity] if near and stream.sentence[near[0].start] == stream.sentence[m.start] else None
    gender = _HIS.get(low, "")
    fitting = [one for one in near if entities.all[one.entity].gender in ("", gender)]
    for back in (0, 1):
        here = [one for one in fitting if stream.sentence[m.start] - stream.sentence[one.start] == back]
        if here:
            return entities.all[here[-1].entity]
    return None


def _people(mentions: Sequence[Mention], entities: Entities, at: int) -> Iterator[Mention]:
    """The names of people before a mention, the nearest first."""
    for one in reversed(mentions[max(0, at - _BACK) : at]):
        if one.kind is NAME and one.entity >= 0 and entities.all[one.entity].kind not in ("organization", "place"):
            yield one
