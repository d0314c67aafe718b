"""Whom a noun takes up that nobody was introduced by: "the 13-year-old", "the striker", "the organisation"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Protocol

from briefbot.language.en.callings import is_age, may_be_called, takes_up
from briefbot.language.lexicon import PERSON, PLURAL
from briefbot.reading.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, PLACE_KIND, UNKNOWN
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefbot.reading.quotes.entities import Entities, Entity
    from briefbot.reading.quotes.mentions import Mention
    from briefbot.reading.quotes.tokens import Stream

_NEAR = 30  # mentions of a paragraph that are looked at
_REACH = 12  # tokens between "One of the …" and the name
_ANY_BODY = frozenset("organization organisation group charity company firm body union club".split())


class Roles(Protocol):
    """What is asked of an article's roles (`roles.Roles`): its words, whom they mention, and who acts."""

    @property
    def stream(self) -> Stream:
        """The words."""

    @property
    def entities(self) -> Entities:
        """Who and what there is."""

    @property
    def mentions(self) -> Sequence[Mention]:
        """Where they are mentioned, in the order of the text."""

    @property
    def starts(self) -> Sequence[int]:
        """The first tokens of the mentions."""

    def is_subject(self, m: Mention) -> bool:
        """Whether a mention is whose clause it is."""


def person(roles: Roles, m: Mention) -> int | None:
    """The one person of whom a paragraph spoke before a noun that takes somebody up, as a subject; None where none is sure.

    Of whom the article tells an age, "the 41-year-old" is that one wherever it stands.
    """
    words = [word.lower() for word in roles.stream.words[m.start + 1 : m.end]]
    age = next((word for word in words if is_age(word)), "")
    roles.entities.budget.spend(len(roles.entities.all) if age else 0)
    aged = [entity.number for entity in roles.entities.all if age in entity.roles] if age else []
    if len(aged) == 1:
        return aged[0]
    if not age and not (takes_up(m.head) and len(words) == 1):
        return None
    found = _alone(roles, m, aged=bool(age))
    if found is None or any(is_age(role) for role in found.roles if age):
        return None
    return found.number if may_be_called(found.roles & roles.entities.lexicon.persons.keys(), age or m.head) else None


def body(roles: Roles, m: Mention) -> int | None:
    """The one body that a paragraph names before "the organisation", or the one before it does; None where several do."""
    if m.head not in _ANY_BODY or m.end - m.start != 2:
        return None
    for back in (0, 1):
        near = [one for one in _before(roles, m, back) if one.kind is NAME and one.entity >= 0]
        named = {one.entity for one in near if _is_body(roles, one)} or {one.entity for one in near if _may_be_body(roles, one)}
        if len(named) == 1:
            roles.entities.all[min(named)].kind = ORGANIZATION_KIND
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _before(roles: Roles, m: Mention, back: int = 0) -> list[Mention]:
    """The mentions shortly before one, in its paragraph or in the one so many before it."""
    at, paragraph = bisect_left(roles.starts, m.start), roles.stream.paragraph[m.start] - back
    return [one for one in roles.mentions[max(0, at - _NEAR) : at] if roles.stream.paragraph[one.start] == paragraph]


def _is_body(roles: Roles, m: Mention) -> bool:
    """Whether a name is a body's: by its words, or as it always stands behind "the" ("the Red Cross")."""
    if m.entity < 0 or m.modifies or m.titles:
        return False
    entity = roles.entities.all[m.entity]
    return entity.kind is ORGANIZATION_KIND or (
        entity.kind != PLACE_KIND and entity.seen == entity.definite > 0 and entity.speaks
    )


def _may_be_body(roles: Roles, m: Mention) -> bool:
    """Whether a name of several words that nothing tells to be a person's or a place's acts: a body, perhaps."""
    entity = roles.entities.all[m.entity]
    unknown = entity.kind == UNKNOWN and len(entity.full) > 1 and not entity.gender and not m.titles and not m.modifies
    return unknown and _acts(roles, m)


def _alone(roles: Roles, m: Mention, *, aged: bool) -> Entity | None:
    """The one person of the paragraph before a noun, no stranger beside; for an age of the one before it, too."""
    for back in (0, 1) if aged else (0,):
        near = _before(roles, m, back)
        if any(_is_stranger(roles, one, m) for one in near):
            return None
        named = [one for one in near if _may_be_person(roles, one, aged=aged)]
        named = [one for one in named if not one.possessive or _acts(roles, one)]  # "went down under Lee's challenge"
        if not named:
            continue
        people = {one.entity for one in named}
        if len(people) != 1 or not any(_acts(roles, one) for one in named):
            return None
        found = roles.entities.all[people.pop()]
        return None if m.gender in ("m", "f") and found.gender not in ("", m.gender) else found
    return None


def alone(roles: Roles, m: Mention) -> Entity | None:
    """The one person whom the paragraph of a pronoun names before it, as a subject; None where a stranger acts there, too."""
    near = _before(roles, m)
    if any(_is_stranger(roles, one, m) for one in near):
        return None
    named = [one for one in near if one.kind is NAME and _may_be_person(roles, one)]
    people = {one.entity for one in named}
    s = roles.stream
    called = [one for one in near if one.kind is NOMINAL and s.bits[one.end - 1] & PERSON and s.opens(one.start)]
    acting = [one for one in (*named, *called) if one.entity in people]
    if len(people) != 1 or not any(_acts(roles, one) or _is_one_of(roles, one) for one in acting):
        return None
    return roles.entities.all[people.pop()]


def introduced(roles: Roles, m: Mention) -> Entity | None:
    """The one person of the paragraph before, who came up there by a full name, for a pronoun that opens the next one."""
    if _before(roles, m):
        return None
    near = _before(roles, m, 1)
    if any(_is_stranger(roles, one, m) for one in near):
        return None
    named = [one for one in near if one.kind is NAME and _may_be_person(roles, one)]
    people = {one.entity for one in named}
    if len(people) != 1 or not any(len(one.core) > 1 for one in named):
        return None
    found = roles.entities.all[people.pop()]
    return found if found.first >= min(one.start for one in near) else None


def subject_before(roles: Roles, m: Mention, who: Entity) -> bool:
    """Whether somebody opens the paragraph before that of a pronoun, or acts there."""
    return any(one.entity == who.number and _acts(roles, one) for one in _before(roles, m, 1))


def _is_one_of(roles: Roles, m: Mention) -> bool:
    """Whether a name explains "One of the …", which opens its sentence: "One of the petitioners, Ann Lee, wept"."""
    s, at = roles.stream, m.start
    while at > 0 and s.sentence[at - 1] == s.sentence[m.start] and m.start - at < _REACH:
        at -= 1
    return [word.lower() for word in s.words[at : at + 2]] == ["one", "of"]


def _may_be_person(roles: Roles, m: Mention, *, aged: bool = False) -> bool:
    """Whether a mention means somebody; of whom an age is told, also by a name that nothing else tells to be a person's."""
    if m.entity < 0:
        return False
    entity = roles.entities.all[m.entity]
    unknown = aged and entity.kind == UNKNOWN and len(entity.full) > 1 and entity.definite < entity.seen
    return entity.kind is PERSON_KIND or unknown


def _is_stranger(roles: Roles, m: Mention, noun: Mention) -> bool:
    """Whether a mention is somebody, or several, whom the article does not name, and who acts or is called by that noun."""
    if m.kind is not NOMINAL or m.entity >= 0 or not roles.stream.bits[m.end - 1] & (PERSON | PLURAL):
        return False
    return m.head == noun.head or m.gender == "p" or roles.is_subject(m)


def _acts(roles: Roles, m: Mention) -> bool:
    """Whether a mention is a subject, or whose something is that opens the sentence ("Gilhooly's header earned a draw")."""
    s = roles.stream
    start = m.start - (m.start > 0 and s.words[m.start - 1] == "The")
    opens = start == 0 or s.sentence[start - 1] != s.sentence[m.start]
    return opens or (m.kind is not PRONOUN_KIND and roles.is_subject(m))
