"""Who is who in a Russian text, and whom its pronouns, roles and short names of bodies mean."""

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence

from briefbot.core.quotes.clauses import Clause
from briefbot.core.quotes.coreference import Resolver
from briefbot.core.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, PLACE_KIND, UNKNOWN, Entities, Entity
from briefbot.core.quotes.lexicon import GROUP, PAPER, PERSON, PLURAL, Lexicon
from briefbot.core.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.core.quotes.russian import words as lists
from briefbot.core.quotes.russian.grammar import cases
from briefbot.core.quotes.russian.phrases import is_name_word, stem
from briefbot.core.quotes.stream import QUOTE, Stream
from briefbot.core.russian import is_patronymic, words

_INDEFINITE = frozenset("один одна некий некая какой-то какая-то другой другая неизвестный неназванный".split())
_ANAPHORS = frozenset(lists.ANAPHORS)
_AS_PRONOUN = 0.8  # a noun that takes somebody up is less sure than "он": set by hand
_ANY_BODY = frozenset(lists.ANY_BODY)
_HEADS, _OFFICES, _RULERS = frozenset(lists.HEADS), frozenset(lists.OFFICES), frozenset(lists.RULERS)
_SOURCES = frozenset(lists.SOURCES + lists.NOBODY)


class RussianEntities(Entities):
    """The people and bodies of one Russian document; names come in the nominative."""

    def __init__(self, lexicon: Lexicon, given: Mapping[str, str], mentions: list[Mention], small: Container[str]) -> None:
        self._bodies = {m.core for m in mentions if m.kind is NAME and m.gender == "n"}
        super().__init__(lexicon, given, mentions, small)

    def _enter(self, core: tuple[str, ...], gender: str) -> None:
        """The beginning of a name is that of the one who is called so: "Валентина Петровна", "Центральный банк"."""
        if core in self._bodies or is_patronymic(core[-1]):
            for known in self._by_first.get(core[0].lower(), ()):
                if known.full[: len(core)] == core:
                    self._of_core[core] = known
                    return
        super()._enter(core, gender)

    def _kind(self, core: tuple[str, ...], bare: tuple[str, ...]) -> str:
        if core in self._bodies:
            return ORGANIZATION_KIND
        if any(is_name_word(word) for word in core) and len(core) > 1:
            return PERSON_KIND
        if len(core) == 1 and any("Geox" in one.traits and one.known for one in words(bare[0])):
            return PLACE_KIND
        return UNKNOWN

    def _single(self, mention: Mention) -> Entity:
        """A body is known by its first word ("МИД"), a person by the family name."""
        if mention.gender == "n":
            fitting = [e for e in self._by_first.get(mention.core[0].lower(), ()) if e.kind is ORGANIZATION_KIND]
            return fitting[0] if fitting else self._new(mention.core, (mention.core[0].lower(),), "")
        return super()._single(mention)


class RussianResolver(Resolver):
    """Resolves one Russian document's mentions, in the order of the text."""

    stranger_near = 8.0  # verbs agree, so that it is plainer than in English who the stranger is

    def __init__(
        self,
        stream: Stream,
        mentions: Sequence[Mention],
        clauses: Sequence[Clause],
        entities: Entities,
        weights: Mapping[str, float],
    ) -> None:
        self._clauses = clauses
        self._cues = [clause.cue for clause in clauses]
        super().__init__(stream, mentions, clauses, entities, weights)

    def _last_speaker(self, token: int) -> tuple[int, int]:
        """Who said something last before a token, with marks or without, within two paragraphs, and where."""
        for clause in reversed(self._before(token)):
            subject = clause.subject
            if subject is not None and subject.entity >= 0 and clause.saying:
                return subject.entity, subject.start
        return super()._last_speaker(token)

    def _before(self, token: int) -> Sequence[Clause]:
        """The clauses of the last two paragraphs before a token."""
        s = self.stream
        at = bisect_left(self._cues, token)
        return [c for c in self._clauses[max(0, at - 6) : at] if s.paragraph[token] - s.paragraph[c.cue] <= 2]

    def _is_person(self, m: Mention) -> bool:
        return m.gender not in {"p", "n"} and bool(self.stream.bits[m.end - 1] & (PERSON | PLURAL))

    def _resolve_phrase(self, m: Mention) -> None:
        bits = self.stream.bits[m.end - 1]
        apposed = self._apposed(m)
        if apposed is not None:
            self._set(m, apposed.entity, 0.95)
        elif bits & PAPER:
            owner = self._owner(m)
            self._set(m, owner if owner is not None else self._issuer(m), 0.8)
        elif not self._is_definite(m):
            return
        elif bits & GROUP:
            self._set(m, self._body(m), 0.7)
        elif m.gender != "p":
            self._resolve_role(m)

    def _resolve_role(self, m: Mention) -> None:
        """A role means the one who has it; a noun that only takes up somebody, the one who was spoken of last."""
        bearer = self._bearer(m)
        if bearer is not None:
            self._set(m, bearer, 0.85)
        elif m.head in _ANAPHORS and not self._bearers[m.head] and self._is_bare(m):
            self._resolve_as_pronoun(m)

    def _resolve_as_pronoun(self, m: Mention) -> None:
        at, gender = bisect_left(self.starts, m.start), m.gender
        for m.gender in (gender,) if gender else ("m", "f"):
            self._resolve_personal(at, m)
            if m.entity >= 0 and self._rules_what(m):
                self.sure[id(m)] *= _AS_PRONOUN
                break
            m.entity = -1
        m.gender = gender

    def _rules_what(self, m: Mention) -> bool:
        """Whether "глава региона" can be whom it was taken for: somebody with an office."""
        return m.head not in _HEADS or bool(_RULERS & self.entities.all[m.entity].roles)

    def _is_bare(self, m: Mention) -> bool:
        """Whether nothing but "сам" describes a noun: "молодой врач" and "директор клуба" may be anybody."""
        words_before = {one.lemma for word in self.stream.words[m.start : m.end - 1] for one in words(word.lower())[:1]}
        s = self.stream
        behind = s.words[m.end].lower() if m.end < len(s.words) and s.sentence[m.end] == s.sentence[m.start] else "."
        complement = any(one.case == "gent" and one.part in {"NOUN", "ADJF"} for one in words(behind)[:2])
        if complement and m.head in _HEADS:
            lemmas = [words(word.lower())[0].lemma for word in s.words[m.end : m.end + 2] if words(word.lower())]
            complement = not _OFFICES.intersection(lemmas)
        return words_before <= {"сам", "самый"} and not complement and s.words[min(m.end, len(s.words) - 1)] is not QUOTE

    def _tail(self, m: Mention) -> set[str]:
        """The capitalised words that narrow a role down: "глава МИД Ордании"."""
        s = self.stream
        found = set()
        for k in range(m.end, min(m.end + 6, len(s.words))):
            word = s.words[k]
            if s.sentence[k] != s.sentence[m.start] or not word[0].isalpha() or "gent" not in cases(words(word.lower())):
                break
            if word[0].isupper():
                found.add(stem(word))
        return found

    def _may_be(self, entity: Entity, narrowed: set[str], m: Mention) -> bool:  # noqa: ARG002 — what narrows stands behind
        clash = m.gender in ("m", "f") and entity.gender not in ("", m.gender)
        return not clash and entity.first < m.start and self._tail(m) <= {stem(word) for word in entity.roles}

    def _apposed(self, m: Mention) -> Mention | None:
        """The name that a role stands beside: "Громов, министр культуры,", "министр, Громов,"."""
        s = self.stream
        if not s.bits[m.end - 1] & PERSON or m.start < 2 or s.words[m.start - 1] != ",":
            return None
        before = self._by_end.get(m.start - 1)
        agrees = before is not None and before.kind is NAME and before.cases & m.cases
        return before if agrees and before is not None and s.sentence[before.start] == s.sentence[m.start] else None

    def _is_definite(self, m: Mention) -> bool:
        """There are no articles: whoever is not said to be somebody else is known, but for "источник в правительстве"."""
        return self.stream.words[m.start].lower() not in _INDEFINITE and m.head not in _SOURCES

    def _owner(self, m: Mention) -> int | None:
        """Who issued a document: the name in the genitive behind it."""
        s = self.stream
        for k in range(m.end, min(m.end + 4, len(s.words))):
            name = self._by_start.get(k)
            if name is not None and s.sentence[k] == s.sentence[m.start]:
                return self._named(name) if not name.cases or "gent" in name.cases else None
        return None

    def _named(self, m: Mention) -> int | None:
        self._resolve_later(m)
        return m.entity if m.entity >= 0 else None

    def _resolve_later(self, m: Mention) -> None:
        """A phrase behind another one is resolved before its turn."""
        if m.kind is NOMINAL and m.entity < 0:
            self._resolve_phrase(m)

    def _body(self, m: Mention) -> int | None:
        """The one body whose name has this noun for its head: "суд" is "Ставровский городской суд"."""
        named = {b.entity for b in self._bodies[m.head] if b.start < m.start}
        if not named and m.head in _ANY_BODY and m.end - m.start == 1:
            named = {b.entity for b in self._earlier(m) if b.entity >= 0 and self._speaks_as_body(b)}
        return named.pop() if len(named) == 1 else None

    def _speaks_as_body(self, m: Mention) -> bool:
        return m.kind is NAME and m.gender == "n" and id(m) in self.subjects

    def _learn_roles(self) -> None:
        """Give people the roles before their names and in apposition, and bodies the noun that heads theirs."""
        for m in self.mentions:
            if m.kind is NAME and m.entity >= 0:
                entity = self.entities.all[m.entity]
                entity.first = min(entity.first, m.start)
                if m.titles:
                    self._add_roles(entity, [*m.titles, *_headships(m)], sorted(m.relations) + _headed(m))
                if m.gender == "n":
                    for word in m.core:
                        for one in words(word.lower())[:1]:
                            self._bodies[one.lemma].append(m)
        for m in self.mentions:
            if m.kind is NOMINAL and (name := self._apposed(m)) is not None and name.entity >= 0:
                self._add_roles(self.entities.all[name.entity], [m.head], self.stream.words[m.start : m.end])
        self._learn_people()


def _headed(m: Mention) -> list[str]:
    """The short names of the ministry that a minister heads: "министр иностранных дел" is "глава МИД"."""
    if "министр" not in m.titles:
        return []
    lemmas = {one.lemma for word in m.relations for one in words(word)[:1]}
    return [short for title, short in lists.MINISTRIES.items() if title in lemmas]


def _headships(m: Mention) -> list[str]:
    return ["глава"] if _headed(m) else []
