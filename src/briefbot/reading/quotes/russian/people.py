"""Who is who in a Russian text, and whom its pronouns, roles and short names of bodies mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from briefbot.language.lexicon import GROUP, PAPER, PERSON, PLURAL, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import is_patronymic, words
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.coreference import Antecedent, Resolver
from briefbot.reading.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, PLACE_KIND, UNKNOWN, Entities, Entity
from briefbot.reading.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.reading.quotes.russian.grammar import governed, is_deputy
from briefbot.reading.quotes.russian.name_words import is_name_word, stem
from briefbot.reading.quotes.tokens import QUOTE, Stream

_INDEFINITE = frozenset("один одна некий некая какой-то какая-то другой другая неизвестный неназванный".split())
_ANAPHORS = frozenset(lists.ANAPHORS)
_AS_PRONOUN = 0.8  # a noun that takes somebody up is less sure than "он": set by hand
_ANY_ROLE = frozenset(lists.ANY_ROLE)
_ANY_BODY = frozenset(lists.ANY_BODY)
_HEADS = frozenset(lists.HEADS)
_PLAIN = frozenset(lists.PLAIN)
_GROUPS_OF = {
    role: [f"group {n}" for n, group in enumerate(lists.SYNONYMS) if role in group.split()]
    for role in " ".join(lists.SYNONYMS).split()
}
_SOURCES = frozenset(lists.SOURCES + lists.NOBODY)
_DEPUTY = "deputy"  # whatever his title: "замминистра", "замглавы"
_LONGEST_CHAIN = 4  # phrases, each behind the one that it makes out: "письма доклада отчёта …" goes no further


class RussianEntities(Entities):
    """The people and bodies of one Russian document; names come in the nominative."""

    def __init__(self, lexicon: Lexicon, given: Mapping[str, str], mentions: list[Mention], small: Container[str]) -> None:
        self._bodies = {m.core for m in mentions if m.kind is NAME and m.gender == "n"}
        super().__init__(lexicon, given, mentions, small)

    def _enter(self, core: tuple[str, ...], gender: str) -> None:
        """The beginning of a name is that of the one who is called so: "Валентина Петровна", "Центральный банк"."""
        if core in self._bodies or is_patronymic(core[-1]):
            called = self._by_first.get(core[0].lower(), ())
            self.budget.spend(len(called))
            for known in called:
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

    def _is_solid(self, entity: Entity) -> bool:  # noqa: ARG002 (grammar tells a name; what looks like a word may be one)
        return True

    def _single(self, mention: Mention) -> Entity:
        """A body is known by its first word ("МИД"), a person by the family name."""
        if mention.gender == "n":
            called = self._by_first.get(mention.core[0].lower(), ())
            self.budget.spend(len(called))
            fitting = [e for e in called if e.kind is ORGANIZATION_KIND]
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
        self._pending: set[int] = set()  # phrases that are being resolved before their turn
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

    def antecedents(self, at: int, m: Mention) -> list[Antecedent]:
        """Whom the pronoun, mention number `at`, could mean, the nearest first; nobody whom it is set apart from."""
        other = m.apart.entity if m.apart is not None else -1
        return [one for one in super().antecedents(at, m) if one.entity != other]

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
        elif m.head in _ANAPHORS and not self._having(m.head) and self._is_bare(m):
            self._resolve_as_pronoun(m)

    def _having(self, role: str) -> list[int]:
        """Who has a role, or one that newspapers use in its stead."""
        return [n for name in (role, *_GROUPS_OF.get(role, ())) for n in self._bearers[name]]

    def _bearer(self, m: Mention) -> int | None:
        """The one person of the article to whom the role and all that narrows it down were given."""
        having = self._having(m.head)
        if is_deputy(m.head):
            having = [*having, *self._bearers["заместитель"], *self._bearers[_DEPUTY]]
        elif m.head == "глава" and any(word.startswith("мин") for word in self._complement(m)):
            having = [*having, *self._bearers["министр"]]
        self.entities.budget.spend(len(having))
        fitting = {n for n in having if self._has(self.entities.all[n], m)}
        return fitting.pop() if len(fitting) == 1 else None

    def _has(self, entity: Entity, m: Mention) -> bool:
        """Whether nothing in a noun phrase speaks against this person, who has its role."""
        if m.gender in ("m", "f") and entity.gender not in ("", m.gender):
            return False
        own = self._narrowing[entity.number]
        if entity.first >= m.start and not self._is_headed(m, own):
            return False
        lands = {word[:4] for word in own}
        adjectives = {word for word in self._adjectives(m) - _PLAIN if not _is_of_land(word, lands)}
        return adjectives <= own and all(
            word in own or _is_in_charge(entity, word) or _is_ministry_of(word, own) for word in self._complement(m)
        )

    def _resolve_as_pronoun(self, m: Mention) -> None:
        at, gender = bisect_left(self.starts, m.start), m.gender
        for m.gender in (gender,) if gender else ("m", "f"):
            self._resolve_personal(at, m)
            if m.entity >= 0 and self._can_be_called(self.entities.all[m.entity], m):
                self.sure[id(m)] *= _AS_PRONOUN
                break
            m.entity = -1
        m.gender = gender

    def _can_be_called(self, entity: Entity, m: Mention) -> bool:
        """Whether a noun can take up somebody: one without another role, who is in charge of what the noun says."""
        fits = m.head in _ANY_ROLE or m.head in _HEADS or not entity.titles
        return fits and all(_is_in_charge(entity, word) for word in self._complement(m))

    def _is_bare(self, m: Mention) -> bool:
        """Whether nothing but "сам" describes a noun: "молодой врач" and "директор клуба" may be anybody."""
        s = self.stream
        if m.end < len(s.words) and s.words[m.end] is QUOTE:
            return False
        return self._adjectives(m) <= _PLAIN and self._complement(m) <= (lists.OFFICES.keys() if m.head in _HEADS else set())

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
            if s.sentence[k] != s.sentence[m.start] or not fitting:
                break
            if word[0].isupper() or fitting[0].part == "NOUN":
                found.add(_narrower(word))
        return found

    def _apposed(self, m: Mention) -> Mention | None:
        """The name that a role stands beside: "Громов, министр культуры,", "министр, Громов,"."""
        s = self.stream
        if not s.bits[m.end - 1] & PERSON or m.start < 2 or s.words[m.start - 1] != ",":
            return None
        before = self._by_end.get(m.start - 1)
        agrees = before is not None and before.kind is NAME and before.gender != "n" and before.cases & m.cases
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
        """A phrase behind another one is resolved before its turn, unless that one waits for it; a chain has an end."""
        if m.kind is not NOMINAL or m.entity >= 0 or id(m) in self._pending or len(self._pending) >= _LONGEST_CHAIN:
            return
        self._pending.add(id(m))
        self._resolve_phrase(m)
        self._pending.remove(id(m))

    def _body(self, m: Mention) -> int | None:
        """The one body whose name has this noun for its head: "суд" is "Ставровский городской суд"."""
        self.entities.budget.spend(len(self._bodies[m.head]))
        named = {b.entity for b in self._bodies[m.head] if b.start < m.start}
        if not named and (spheres := [lists.SPHERES[word] for word in self._adjectives(m) if word in lists.SPHERES]):
            heads = " ".join(spheres).split()
            self.entities.budget.spend(sum(len(self._bodies[head]) for head in heads))
            named = {b.entity for head in heads for b in self._bodies[head] if b.start < m.start}
        if not named and m.head in _ANY_BODY and m.end - m.start == 1:
            named = {b.entity for b in self._earlier(m) if b.entity >= 0 and self._speaks_as_body(b)}
        return named.pop() if len(named) == 1 else None

    def _speaks_as_body(self, m: Mention) -> bool:
        return m.kind is NAME and m.gender == "n" and id(m) in self.subjects

    def _learn_roles(self) -> None:
        """Give people the roles before their names and in apposition, and bodies the noun that heads theirs."""
        self._narrowing: defaultdict[int, set[str]] = defaultdict(set)
        for m in self.mentions:
            if m.kind is NAME and m.entity >= 0:
                entity = self.entities.all[m.entity]
                entity.first = min(entity.first, m.start)
                if m.titles:
                    self._has_roles(entity, _former(self.stream, m), ())
                    self._has_roles(entity, [*m.titles, *_headships(m)], [*sorted(m.relations), *_headed(m)])
                if m.gender == "n":
                    for word in m.core:
                        for one in words(word.lower())[:1]:
                            self._bodies[one.lemma].append(m)
        for m in self.mentions:
            if m.kind is NOMINAL and (name := self._apposed(m)) is not None and name.entity >= 0:
                described = [*self.stream.words[m.start : m.end], *sorted(self._complement(m))]
                self._has_roles(self.entities.all[name.entity], [m.head], described)
        self._learn_people()

    def _has_roles(self, entity: Entity, roles: Sequence[str], described: Sequence[str]) -> None:
        """Note roles, the groups that they are of, and the words that narrow them down."""
        self._add_roles(entity, [*roles, *(group for role in roles for group in _GROUPS_OF.get(role, ()))], described)
        own = self._narrowing[entity.number]
        own.update(_narrower(word) for word in described if word[0].isalpha())
        own.update(short for short, whole in lists.SHORT.items() if own.issuperset(whole.split()))


def _is_in_charge(entity: Entity, office: str) -> bool:
    """Whether "регион", "ведомство" … can be what a person was said to be in charge of."""
    if office not in lists.OFFICES:
        return False
    return not lists.OFFICES[office] or not entity.roles.isdisjoint(lists.OFFICES[office].split())


def _is_of_land(adjective: str, lands: Container[str]) -> bool:
    """Whether an adjective is of what somebody was said to head: "боливийский лидер" of "президент Боливии"."""
    return adjective.endswith("ский") and (adjective[:4] in lands or (adjective == "американский" and "сша" in lands))


def _is_ministry_of(word: str, own: set[str]) -> bool:
    """Whether "минприроды" is what "природных ресурсов" says at length."""
    return word.startswith("мин") and len(word) > 6 and any(one.startswith(word[3:7]) for one in own)


def _former(stream: Stream, m: Mention) -> list[str]:
    """The roles that somebody had before ("бывший президент": "экс-президент"), and a deputy's."""
    before = (
        {one.lemma for word in stream.words[max(0, m.phrase) : m.start] for one in words(word.lower())[:1]}
        if m.phrase >= 0
        else set()
    )
    deputy = [_DEPUTY] if any(is_deputy(title) for title in m.titles) else []
    return [*deputy, *(f"экс-{title}" for title in m.titles if "бывший" in before)]


def _narrower(word: str) -> str:
    """A word that narrows a role down, whatever its case."""
    found = words(word.lower())
    lemma = found[0].lemma if found and found[0].known else stem(word)
    return lists.ALIASES.get(lemma, lemma)


def _headed(m: Mention) -> list[str]:
    """The short names of the ministry that a minister heads: "министр иностранных дел" is "глава МИД"."""
    if "министр" not in m.titles:
        return []
    lemmas = {one.lemma for word in m.relations for one in words(word)[:1]}
    return [short for title, short in lists.MINISTRIES.items() if title in lemmas]


def _headships(m: Mention) -> list[str]:
    """The other title of a minister: who is "министр обороны" is "глава" of his ministry, and the other way round."""
    if _headed(m):
        return ["глава"]
    ministry = any(word.startswith("мин") or word in lists.MINISTRIES.values() for word in m.relations)
    return ["министр"] if "глава" in m.titles and ministry else []
