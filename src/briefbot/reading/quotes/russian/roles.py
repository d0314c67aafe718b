"""Whom a role means in a Russian text, and whom a noun takes up: "глава МИД", "дипломат", "женщина".

A role means the one whom the article gives it, under this name or one that newspapers use in its stead. Any other noun for a
person takes up who was spoken of last, as a pronoun does, where the roles of that one and the words around the noun allow it.
"""

import functools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from briefbot.language.folding import fold_word
from briefbot.language.lexicon import PERSON
from briefbot.language.ru import speech as lists
from briefbot.language.ru.callings import (
    AGENTS,
    ANYBODY,
    BELONGING,
    CIRCLES,
    FOLK,
    HEADS,
    INTERLOCUTORS,
    OF_ANY_BODY,
    OUTSIDERS,
    PARENTS,
    PROJECTS,
    is_general,
    is_male,
    is_open,
    may_be_called,
    mens,
)
from briefbot.language.ru.morphology import Word, words
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.coreference import Antecedent, Resolver
from briefbot.reading.quotes.entities import PERSON_KIND, Entities, Entity
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.russian.apposition import apposed_behind
from briefbot.reading.quotes.russian.deeds import deed
from briefbot.reading.quotes.russian.grammar import governed, is_deputy
from briefbot.reading.quotes.russian.offices import (
    DEPUTY,
    former_roles,
    headed,
    headships,
    is_in_charge,
    is_made_of,
    is_ministry_of,
    is_object,
    narrower,
)
from briefbot.reading.quotes.tokens import QUOTE, Stream

_INDEFINITE = frozenset("один одна некий некая какой-то какая-то другой другая неизвестный неназванный".split())
_DOUBTFUL = 0.3  # up to this, somebody without a name stands between
_INTRODUCED = 0.9  # how sure it is at least that a noun takes up who was introduced in its paragraph
_AS_PRONOUN = 0.8  # a noun that takes somebody up is less sure than "он": set by hand
_VAGUE = frozenset("молодой юный многодетный знаменитый легендарный".split())  # they part nobody from who has no such calling
_PLAIN = frozenset(lists.PLAIN)
_CALLINGS = frozenset[str]().union(*CIRCLES, ANYBODY)
_SOURCES = frozenset(lists.SOURCES + lists.NOBODY)
_GROUPS = frozenset(lists.GROUPS)
_COMPANIES = frozenset("компания фирма холдинг корпорация концерн".split())
_CHIEFS = "гендиректор директор президент основатель".split()  # heads of a company
_AS_WHAT = frozenset(("ablt",))
_HEADS_OF = "глава руководитель председатель начальник директор".split()  # called one by the other, of a body that is named
_OBLIQUE = frozenset(("datv", "ablt", "loct"))  # in which a pronoun does not say whose something is
_SIGNS = frozenset((*",;:—–-()", QUOTE))  # what ends a clause
_HIDDEN = frozenset(("источник", "инсайдер"))
_STEM = 4  # letters that tell a land by its adjective
_OUT_OF = frozenset("из с со в во на у".split())
_NEAR = 30  # mentions before a noun among which somebody whom it takes up was spoken of
_GROUPS_OF = {
    role: [f"group {n}" for n, group in enumerate(lists.SYNONYMS) if role in group.split()]
    for role in " ".join(lists.SYNONYMS).split()
}


class RussianRoles(Resolver):
    """Tells whom roles and other nouns for people mean in one Russian document."""

    resolves_phrases = True

    def __init__(
        self,
        stream: Stream,
        mentions: Sequence[Mention],
        clauses: Sequence[Clause],
        entities: Entities,
        weights: Mapping[str, float],
    ) -> None:
        self._general: dict[str, set[int]] = {}  # general word → who is of its circle
        self._alone: dict[int, int] = {}  # noun → the one person whom its paragraph introduces before it
        super().__init__(stream, mentions, clauses, entities, weights)

    @functools.cached_property
    def _capitals(self) -> frozenset[str]:
        """The beginnings of the words that have a capital inside a sentence: lands, and what else bears a name."""
        s = self.stream
        inside = (word for i, word in enumerate(s.words) if i and s.sentence[i - 1] == s.sentence[i] and len(word) > _STEM)
        return frozenset(fold_word(word)[:_STEM] for word in inside if word.istitle())

    @functools.cached_property
    def _hides_sources(self) -> bool:
        """Whether somebody is not to be named, so that whoever the paper talked to may be that one."""
        words = self.stream.words
        return any(m.head in _HIDDEN for m in self.mentions) or any(map(_hides, words, words[1:]))

    def _resolve_role(self, m: Mention) -> None:
        """A role means the one who has it; a noun that only takes up somebody, the one who was spoken of last."""
        exact = self._first_of(m, self._fitting(m, self._having(m)))
        akin = self._fitting(m, self._akin(m)) if not self._is_set_apart(m) else set[int]()
        near = self._near(m)
        bearer = _only((exact & near or akin & near or exact) if len(exact) == 1 else exact or akin & near)
        if bearer is not None:
            self._set(m, bearer, 0.85)
            return
        if self._is_bare(m) and not self._is_set_apart(m) and not self._is_stranger_again(m):
            self._resolve_as_pronoun(m)
        if m.entity < 0 and not exact:
            self._set(m, _only(akin), 0.85)
        if m.entity < 0 and not exact and not akin and self._is_bare(m) and not self._is_set_apart(m):
            general = self._of_circle(m.head)
            self._set(m, _only(general) if self._fitting(m, general) == general else None, 0.7)

    def _of_circle(self, calling: str) -> set[int]:
        """Who has a role of the circle that a general word stands for."""
        if calling not in self._general:
            self._general[calling] = {n for n, callings in self._callings.items() if is_general(calling, callings)}
        return self._general[calling]

    def _having(self, m: Mention) -> set[int]:
        """Who has a role in so many words, or is in charge of what it says: "глава ведомства"."""
        having = [*self._bearers[m.head], *(n for role in mens(m.head) for n in self._bearers[role])]
        complement = self._complement(m)
        if is_deputy(m.head):
            having += [*self._bearers["заместитель"], *self._bearers[DEPUTY]]
        elif m.head == "глава" and any(word.startswith("мин") for word in complement):
            having += self._bearers["министр"]
        if m.head in OF_ANY_BODY:
            offices = [role for word in complement for role in lists.OFFICES.get(word, "").split()]
            having += [n for role in offices for n in self._bearers[role]]
            if complement - lists.OFFICES.keys():
                having += [n for role in _HEADS_OF if m.head in HEADS for n in self._bearers[role]]
            having += [n for role in _CHIEFS if complement & _COMPANIES for n in self._bearers[role]]
        return set(having)

    def _first_of(self, m: Mention, found: set[int]) -> set[int]:
        """Of several who may be called so, those of the likeliest office: "руководитель ведомства" is the minister."""
        if len(found) > 1 and m.head in OF_ANY_BODY and not found & set(self._bearers[m.head]):
            offices = [role for word in self._complement(m) for role in lists.OFFICES.get(word, "").split()]
            return next((those for role in offices if (those := found & set(self._bearers[role]))), found)
        return found

    def _akin(self, m: Mention) -> set[int]:
        """Who has a role that newspapers use in its stead."""
        return {n for name in _GROUPS_OF.get(m.head, ()) for n in self._bearers[name]}

    def _near(self, m: Mention) -> set[int]:
        """Who was spoken of in the paragraph of a noun or the one before it."""
        s, at = self.stream, bisect_left(self.starts, m.start)
        before = [one for one in self.mentions[max(0, at - _NEAR) : at] if one.entity >= 0]
        return {one.entity for one in before if s.paragraph[m.start] - s.paragraph[one.start] <= 1}

    def _fitting(self, m: Mention, having: set[int]) -> set[int]:
        """Those whom nothing in a noun phrase speaks against."""
        self.entities.budget.spend(len(having))
        return {n for n in having if self._has(self.entities.all[n], m)}

    def _has(self, entity: Entity, m: Mention) -> bool:
        """Whether nothing in a noun phrase speaks against this person, who has its role."""
        if m.gender in ("m", "f") and entity.gender not in ("", m.gender):
            return False
        own = self._narrowing[entity.number]
        if entity.first >= m.start and not self._is_headed(m, own):
            return False
        return self._is_described(entity, m) and all(self._is_over(entity, word) for word in self._complement(m))

    def _is_described(self, entity: Entity, m: Mention, vague: frozenset[str] = frozenset()) -> bool:
        """Whether the adjectives before a noun are of what is known of somebody, or tell nothing."""
        own = self._narrowing[entity.number]
        return all(
            word in own or self._is_of_land(word, own) or is_made_of(word, own) for word in self._adjectives(m) - _PLAIN - vague
        )

    def _is_of_land(self, adjective: str, own: set[str]) -> bool:
        """Whether an adjective is of the land that somebody was said to be of: "боливийский лидер" of "президент Боливии".

        Of whom no land is said, it may be any that the text names.
        """
        if not adjective.endswith("ский"):
            return False
        lands = {word[:_STEM] for word in own}
        if adjective[:_STEM] in lands or (adjective == "американский" and "сша" in lands):
            return True
        return not lands & self._capitals and adjective[:_STEM] in self._capitals

    def _is_over(self, entity: Entity, word: str) -> bool:
        """Whether a word behind a role is what somebody was said to be in charge of, or short for it."""
        own = self._narrowing[entity.number]
        if word in own or is_in_charge(entity.roles, word) or is_ministry_of(word, own):
            return True
        if any(len(one) > _STEM and word.endswith(one) for one in own):  # "глава заксобрания" of the "собрание"
            return True
        return len(word) > _STEM and any(one.endswith("ский") and one.startswith(word[:-1]) for one in own)  # "родительский"

    def _resolve_as_pronoun(self, m: Mention) -> None:
        """Whom a noun takes up, where it is anybody: of a man's noun a woman too, where she is likelier."""
        at, gender = bisect_left(self.starts, m.start), m.gender
        found: list[tuple[float, int]] = []
        possible = (gender,) if gender else ("m",) if is_male(m.head) else ("m", "f")
        for m.gender in possible:
            self._resolve_personal(at, m)
            if m.entity >= 0:
                found.append((self.sure[id(m)], m.entity))
            m.entity = -1
        m.gender = gender
        if found:
            sure, entity = max(found)
            if self._alone.get(id(m)) == entity and sure > _DOUBTFUL:
                sure = max(sure, _INTRODUCED)
            self._set(m, entity, sure * _AS_PRONOUN)

    def _called(self, m: Mention, found: list[Antecedent]) -> list[Antecedent]:
        """Whom a noun can take up: those who have the role, where several have; else who was spoken of near, and suits it.

        The only person so far is near however far away; whom this very paragraph introduces comes before all others.
        """
        alone = bisect_left(self._introduced, m.start) == 1
        near = {one.entity for one in found} if alone else self._near(m)
        having = self._having(m)
        fitting = [one for one in found if one.entity in near and self._can_be_called(self.entities.all[one.entity], m)]
        new = [one for one in fitting if self._is_new(one.entity, m)]
        if len(new) == 1:
            self._alone[id(m)] = new[0].entity
        return [one for one in fitting if one.entity in having] or (new if len(new) == 1 else fitting)

    def _is_stranger_again(self, m: Mention) -> bool:
        """Whether the paragraph called somebody without a name so before: "Свидетелем выступил сосед … сказал свидетель"."""
        s, at = self.stream, bisect_left(self.starts, m.start)
        before = (one for one in self.mentions[max(0, at - _NEAR) : at] if s.paragraph[one.start] == s.paragraph[m.start])
        return any(one.kind is NOMINAL and one.head == m.head and one.entity < 0 and one.gender != "p" for one in before)

    def _is_new(self, entity: int, m: Mention) -> bool:
        """Whether somebody is introduced in the paragraph of a noun."""
        return self.entities.all[entity].first >= self._opening(m)

    def _opening(self, m: Mention) -> int:
        """The first token of a noun's paragraph."""
        return self.stream.first[self.stream.paragraph[m.start]]

    def _can_be_called(self, entity: Entity, m: Mention) -> bool:
        """Whether a noun can take up somebody: one whose roles it suits, who is in charge of what the noun says."""
        complement = self._complement(m)
        if m.head in OUTSIDERS:  # "сотрудница заповедника", "многодетная мама"
            described = m.head in PARENTS and not complement and bool(self._adjectives(m) & _VAGUE)
            return described or (bool(complement) and complement <= self._narrowing[entity.number])
        if m.head in HEADS and complement and complement <= PROJECTS:
            return True
        callings = self._callings[entity.number]
        vague = _VAGUE if m.head not in callings else frozenset[str]()  # "молодой врач" is not the one who is a doctor
        alone = bisect_left(self._introduced, m.start) - bisect_left(self._introduced, self._opening(m)) == 1
        called = may_be_called(callings, m.head) or (alone and self._is_new(entity.number, m) and is_open(m.head, callings))
        if not called or not self._is_described(entity, m, vague):
            return False
        if m.head in INTERLOCUTORS:
            return self._is_here(entity, m)
        if m.head in AGENTS and not {word[:_STEM] for word in complement} & self._capitals:
            return True
        return all(self._is_over(entity, word) for word in complement)

    def _is_here(self, entity: Entity, m: Mention) -> bool:
        """Whether somebody is spoken of in the same paragraph before a noun."""
        s, at = self.stream, bisect_left(self.starts, m.start)
        before = self.mentions[max(0, at - _NEAR) : at]
        return any(one.entity == entity.number and s.paragraph[one.start] == s.paragraph[m.start] for one in before)

    def _is_bare(self, m: Mention) -> bool:
        """Whether a noun can take up somebody: no body in marks behind it ("директор «Севера»"), no "Свидетелем стал …"."""
        s = self.stream
        if m.cases == _AS_WHAT and s.opens(m.start):
            return False
        return not (self._behind(m) is QUOTE and m.head in BELONGING)

    def _is_set_apart(self, m: Mention) -> bool:
        """Whether what follows tells a noun from those who were named: "мужчина из толпы", "военный, ответивший на звонок"."""
        behind = self._behind(m)
        if m.head in FOLK and behind is not QUOTE and behind.lower() in _OUT_OF:
            return True
        if self._is_beside_pronoun(m):
            return True
        following = self.stream.words[m.end + 1 : m.end + 3] if behind == "," else []
        return any(one.part == "PRTF" for word in following for one in _likeliest(word))

    def _is_beside_pronoun(self, m: Mention) -> bool:
        """Whether the clause of a subject has a pronoun for another: "Арендодатель с ним не согласен" is not "he"."""
        s, at = self.stream, bisect_left(self.starts, m.end)
        for one in self.mentions[at : at + 2] if m.cases and "nomn" in m.cases else ():
            if s.sentence[one.start] != s.sentence[m.start] or not _SIGNS.isdisjoint(s.words[m.end : one.start]):
                return False
            if one.kind is PRONOUN_KIND and one.gender in {"m", "f"} and one.cases & _OBLIQUE:
                return m.gender in {"", one.gender}
        return False

    def _behind(self, m: Mention) -> str:
        """The word behind a mention, in its sentence."""
        s = self.stream
        return s.words[m.end] if m.end < len(s.words) and s.sentence[m.end] == s.sentence[m.start] else "."

    def _is_headed(self, m: Mention, own: Container[str]) -> bool:
        """Whether a headline tells enough of somebody whom the article names below: "Глава Минфина считает …"."""
        complement = self._complement(m)
        return self.stream.paragraph[m.start] <= 1 and bool(complement) and all(word in own for word in complement)

    def _adjectives(self, m: Mention) -> set[str]:
        return {one.lemma for word in self.stream.words[m.start : m.end - 1] for one in words(word.lower())[:1]}

    def _complement(self, m: Mention) -> set[str]:
        """What narrows a role down, behind it: the words in the genitive, "глава МИД Ордании", names by their stems."""
        s = self.stream
        found = set()
        for k in range(m.end, min(m.end + 5, len(s.words))):
            word = s.words[k]
            fitting = (
                [one for one in words(word.lower()) if one.case == "gent"]
                if word[0].isalpha() and not governed(word.lower())
                else []
            )
            if s.sentence[k] != s.sentence[m.start] or not fitting or is_object(s, k):
                break
            if word[0].isupper() or fitting[0].part == "NOUN":
                found.add(narrower(word))
        return found

    def _apposed(self, m: Mention) -> Mention | None:
        """The name that a role stands beside: "Громов, министр культуры,", "второй адвокат истца, Громов,"."""
        s = self.stream
        if not s.bits[m.end - 1] & PERSON:
            return None
        if (behind := apposed_behind(s, m, self._by_start)) is not None or m.start < 2 or s.words[m.start - 1] != ",":
            return behind
        before = self._by_end.get(m.start - 1)
        agrees = before is not None and before.kind is NAME and before.gender != "n" and before.cases & m.cases
        return before if agrees and before is not None and s.sentence[before.start] == s.sentence[m.start] else None

    def _is_definite(self, m: Mention) -> bool:
        """There are no articles: whoever is not said to be somebody else is known, but for "источник в правительстве"."""
        if m.head in INTERLOCUTORS:
            return not self._hides_sources
        return self.stream.words[m.start].lower() not in _INDEFINITE and m.head not in _SOURCES

    def _learn_roles(self) -> None:
        """Give people the roles before their names and in apposition, and bodies the noun that heads theirs."""
        self._callings: defaultdict[int, set[str]] = defaultdict(set)
        self._narrowing: defaultdict[int, set[str]] = defaultdict(set)
        for m in self.mentions:
            if m.kind is NAME and m.entity >= 0:
                entity = self.entities.all[m.entity]
                entity.first = min(entity.first, m.start)
                if (did := deed(self.stream, m)) is not None:
                    self._has_roles(entity, *did)
                if m.titles:
                    self._has_roles(entity, former_roles(self.stream, m), ())
                    self._has_roles(entity, [*m.titles, *headships(m)], [*sorted(m.relations), *headed(m)])
                if m.gender == "n":
                    if m.head:
                        self._bodies[m.head].append(m)
                    for word in m.core:
                        for one in words(word.lower())[:1]:
                            self._bodies[one.lemma].append(m)
        for m in self.mentions:
            if m.kind is NOMINAL and (name := self._apposed(m)) is not None and name.entity >= 0:
                described = [*self.stream.words[m.start : m.end], *sorted(self._complement(m))]
                self._has_roles(self.entities.all[name.entity], [m.head], described)
        self._learn_people()
        self._introduced = sorted(e.first for e in self.entities.all if e.kind == PERSON_KIND)

    def _has_roles(self, entity: Entity, roles: Sequence[str], described: Sequence[str]) -> None:
        """Note roles, the groups that they are of, and the words that narrow them down; of "депутат-одномандатник" both."""
        roles = [*roles, *(part for role in roles if role.count("-") == 1 for part in role.split("-") if part in _CALLINGS)]
        self._add_roles(entity, [*roles, *(group for role in roles for group in _GROUPS_OF.get(role, ()))], described)
        chairs = "президент" in roles and any(one.lemma in _GROUPS for word in described for one in words(word.lower()))
        self._callings[entity.number].update("председатель" if chairs and role == "президент" else role for role in roles)
        own = self._narrowing[entity.number]
        own.update(narrower(word) for word in described if word[0].isalpha())
        own.update(short for short, whole in lists.SHORT.items() if own.issuperset(whole.split()))


def _hides(word: str, following: str) -> bool:
    """Whether two words tell that somebody is not to be named: "на условиях анонимности", "попросил не называть имени"."""
    return word.startswith("анонимн") or (word == "не" and following.startswith(("назыв", "назвав", "представивш")))


def _only(found: set[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None


def _likeliest(word: str) -> tuple[Word, ...]:
    return words(word.lower())[:1] if word is not QUOTE else ()
