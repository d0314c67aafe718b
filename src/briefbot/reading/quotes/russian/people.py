"""Who is who in a Russian text, and whom its pronouns, roles and short names of bodies mean."""

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence

from briefbot.language.lexicon import GROUP, PAPER, PERSON, PLURAL, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import is_patronymic, words
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.coreference import Antecedent
from briefbot.reading.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, PLACE_KIND, UNKNOWN, Entities, Entity
from briefbot.reading.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.reading.quotes.russian.grammar import governed
from briefbot.reading.quotes.russian.name_words import is_name_word
from briefbot.reading.quotes.russian.roles import RussianRoles
from briefbot.reading.quotes.russian.subjects import is_medium
from briefbot.reading.quotes.tokens import Stream

_ANY_BODY = frozenset(lists.ANY_BODY)
_NEAR = 30  # mentions before a pronoun that are of its paragraph
_DOUBTFUL, _ALONE = 0.5, 0.85  # how sure it is whom a pronoun means, where its paragraph spoke of one alone; set by hand
_WATCHDOG = "регулятор"
_STATE = frozenset(("ведомство", _WATCHDOG))
_ANY_PAPER = frozenset(("документ", "текст", "бумага"))  # nouns that take up whatever was written
_LONGEST_CHAIN = 4  # phrases, each behind the one that it makes out: "письма доклада отчёта …" goes no further


class RussianEntities(Entities):
    """The people and bodies of one Russian document; names come in the nominative."""

    def __init__(self, lexicon: Lexicon, given: Mapping[str, str], mentions: list[Mention], small: Container[str]) -> None:
        self._bodies = {m.core for m in mentions if m.kind is NAME and m.gender == "n"}
        self._introduced = {m.core for m in mentions if m.titles}
        self._single_words = {m.core for m in mentions if len(m.core) == 1}
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
            if (one := self._without_patronymic(core)) is not None:
                self._of_core[core] = one
                return
        super()._enter(core, gender)

    def _in_turn(self, cores: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Whoever is called by given name and patronymic comes behind those with a family name."""
        return sorted(super()._in_turn(cores), key=lambda core: is_patronymic(core[-1]))

    def _without_patronymic(self, core: tuple[str, ...]) -> Entity | None:
        """The only one of a given name, who is also called by it and a patronymic: "Инна Юрьевна" is Инна Боровских.

        Nobody where the last word is a family name: where it stands alone, or a role stands before the two ("Роман Абрамович").
        """
        if len(core) != 2 or core in self._introduced or core[1:] in self._single_words:
            return None
        called = [one for one in self._by_first.get(core[0].lower(), ()) if one.kind is PERSON_KIND and len(one.full) == 2]
        return called[0] if len(called) == 1 and not is_patronymic(called[0].full[1]) else None

    def _kind(self, core: tuple[str, ...], bare: tuple[str, ...]) -> str:
        if core in self._bodies:
            return ORGANIZATION_KIND
        if len(core) > 1 and any(one.lemma in lists.PLACES for one in words(bare[0])[:1]):
            return PLACE_KIND
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


class RussianResolver(RussianRoles):
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
            if subject is not None and subject.entity >= 0:
                return subject.entity, subject.start
        return super()._last_speaker(token)

    def _before(self, token: int) -> Sequence[Clause]:
        """The clauses of the last two paragraphs before a token."""
        s = self.stream
        at = bisect_left(self._cues, token)
        return [c for c in self._clauses[max(0, at - 6) : at] if s.paragraph[token] - s.paragraph[c.cue] <= 2]

    def _resolve_pronoun(self, at: int, m: Mention) -> None:
        """As in English; but whom its paragraph alone spoke of, as a subject, is sure where he is the likeliest at all."""
        super()._resolve_pronoun(at, m)
        if _DOUBTFUL < self.sure.get(id(m), 0.0) < _ALONE and m.entity >= 0 and self._is_alone(at, m):
            self.sure[id(m)] = _ALONE

    def _is_alone(self, at: int, m: Mention) -> bool:
        """Whether a paragraph spoke of nobody else whom a pronoun could mean before it, and of this one as a subject."""
        s = self.stream
        subject = False
        for one in reversed(self.mentions[max(0, at - _NEAR) : at]):
            if s.paragraph[one.start] != s.paragraph[m.start]:
                break
            if one.entity == m.entity:
                subject = subject or self._is_subject(one)
            elif self._may_mean(m, one):
                return False
        return subject

    def _may_mean(self, m: Mention, before: Mention) -> bool:
        """Whether a pronoun could mean who was spoken of before, named or not."""
        if before.entity >= 0:
            return self._fits(self.entities.all[before.entity], m)
        return before.gender in {"", m.gender} and self._is_person(before) and not self._belongs(before)

    def antecedents(self, at: int, m: Mention) -> list[Antecedent]:
        """Whom the pronoun, mention number `at`, could mean, the nearest first; nobody whom it is set apart from."""
        other = m.apart.entity if m.apart is not None else -1
        found = [one for one in super().antecedents(at, m) if one.entity != other]
        return self._called(m, found) if m.kind is NOMINAL else found

    def _belongs(self, m: Mention) -> bool:
        return bool(m.cases) and "nomn" not in m.cases

    def _is_subject(self, m: Mention) -> bool:
        """Whether a mention is a subject: in the nominative, behind no preposition, whatever role stands before it."""
        if id(m) in self.subjects:
            return True
        if m.kind is not NAME:
            return super()._is_subject(m)
        start = m.start if m.phrase < 0 else m.phrase
        before = (
            self.stream.words[start - 1] if start and self.stream.sentence[start - 1] == self.stream.sentence[start] else "."
        )
        return "nomn" in m.cases and not m.modifies and not governed(before.lower())

    def _is_person(self, m: Mention) -> bool:
        return m.gender not in {"p", "n"} and bool(self.stream.bits[m.end - 1] & (PERSON | PLURAL))

    def _resolve_phrase(self, m: Mention) -> None:
        bits = self.stream.bits[m.end - 1]
        if m.same is not None:
            self._resolve_later(m.same)
            self._set(m, m.same.entity if m.same.entity >= 0 else None, 0.85)
            return
        apposed = self._apposed(m)
        if apposed is not None:
            self._set(m, apposed.entity, 0.95)
        elif bits & PAPER:
            owner = self._owner(m)
            issuer = owner if owner is not None else self._issuer(m)
            self._set(m, self._any_issuer(m) if issuer is None and m.head in _ANY_PAPER else issuer, 0.8)
        elif not self._is_definite(m):
            return
        elif bits & GROUP:
            self._set(m, self._body(m), 0.7)
        elif m.gender not in {"p", "n"}:
            self._resolve_role(m)

    def _any_issuer(self, m: Mention) -> int | None:
        """Who issued the last of what was written, in this paragraph or the one before: "пресс-релиз регулятора"."""
        s = self.stream
        for before in self._earlier(m):
            if s.paragraph[m.start] - s.paragraph[before.start] > 1:
                return None
            if before.kind is NOMINAL and s.bits[before.end - 1] & PAPER:
                return self._owner(before)
        return None

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
        if m.head == "пресс-служба":
            return self._owner(m)
        self.entities.budget.spend(len(self._bodies[m.head]))
        named = {b.entity for b in self._bodies[m.head] if b.start < m.start}
        if not named and (spheres := [lists.SPHERES[word] for word in self._adjectives(m) if word in lists.SPHERES]):
            heads = " ".join(spheres).split()
            self.entities.budget.spend(sum(len(self._bodies[head]) for head in heads))
            named = {b.entity for head in heads for b in self._bodies[head] if b.start < m.start}
        if not named and m.head in _ANY_BODY and m.end - m.start == 1:
            earlier = [b for b in self._earlier(m) if b.entity >= 0 and b.kind is NAME and b.gender == "n"]
            if m.head in _STATE:  # no firm, whose name stands in marks
                earlier = [b for b in earlier if not b.core[-1].startswith("«")]
            named = {b.entity for b in earlier if id(b) in self.subjects}
            near = (b for b in earlier if self._is_near(b, m) and (self._is_subject(b) or self._is_within(b)))
            named = named or {b.entity for b in near}
            if not named and m.head == _WATCHDOG:  # of what nobody else is called, as many a ministry is "ведомство"
                named = {b.entity for b in earlier if not is_medium(b)}
        return named.pop() if len(named) == 1 else None

    def _is_near(self, before: Mention, m: Mention) -> bool:
        return self.stream.paragraph[before.start] == self.stream.paragraph[m.start]

    def _is_within(self, m: Mention) -> bool:
        """Whether a body is where something is done: "в «Горизонте»"."""
        return m.start > 0 and self.stream.words[m.start - 1].lower() in {"в", "во"}
