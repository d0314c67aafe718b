"""Whom a pronoun or a role means: the person of fitting gender and number who was spoken of last and most.

The weights were set on articles in which people had written down whom each pronoun means; docs/quotations.md says how well
they do.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from briefbot.core.quotes.clauses import Clause
from briefbot.core.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, Entities, Entity
from briefbot.core.quotes.lexicon import GROUP, OPENER, PAPER, PERSON, PREPOSITION
from briefbot.core.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.core.quotes.stream import Stream

_WINDOW = 14  # mentions looked at before a pronoun
_PARAGRAPHS = 4
# A title before a name, and the role that it is called by afterwards.
_ROLES = {
    "sen.": "senator", "rep.": "representative", "congressman": "representative", "congresswoman": "representative", "lawmaker": "representative",
    "gov.": "governor", "dr.": "doctor", "gen.": "general", "prof.": "professor", "adm.": "admiral", "col.": "colonel", "sgt.": "sergeant",
    "capt.": "captain", "lt.": "lieutenant", "rev.": "reverend",
}  # fmt: skip
_VAGUE = frozenset("own old young current outspoken embattled longtime veteran".split())


class Resolver:
    """Resolves one document's mentions, in the order of the text."""

    def __init__(self, stream: Stream, mentions: Sequence[Mention], clauses: Sequence[Clause], entities: Entities) -> None:
        self.stream = stream
        self.mentions = mentions
        self.entities = entities
        self.starts = [m.start for m in mentions]
        self.subjects = {id(c.subject) for c in clauses if c.subject is not None}
        self._speaking = {c.subject.entity for c in clauses if c.saying and c.subject is not None and c.subject.kind is NAME}
        self.sure: dict[int, float] = {}
        self._speakers: list[tuple[int, int]] = []  # (token, entity) of decided quotations
        self._done = 0
        self._by_end = {m.end: m for m in mentions}
        self._by_start = {m.start: m for m in mentions}
        _collect_roles(stream, mentions, entities, self._by_end, self._by_start)

    def spoke(self, token: int, entity: int) -> None:
        """Note that the quotation at `token` was found to be this entity's."""
        self._speakers.append((token, entity))

    def entity(self, mention: Mention) -> tuple[Entity | None, float]:
        """Whom the mention means and how sure that is; (None, …) where nobody can be told."""
        if mention.kind is NAME:
            return self.entities.of(mention), 1.0
        if mention.kind is PRONOUN_KIND:
            self._resolve_up_to(mention)
        elif mention.entity < 0:
            self._resolve_phrase(mention)
        return self.entities.of(mention), self.sure.get(id(mention), 0.0)

    def _resolve_up_to(self, mention: Mention) -> None:
        """Resolve every he and she up to this one, so that chains of them hold."""
        while self._done < len(self.mentions) and self.mentions[self._done].start <= mention.start:
            m = self.mentions[self._done]
            if m.kind is PRONOUN_KIND and m.entity < 0:
                self._resolve_pronoun(self._done, m)
            self._done += 1

    def _resolve_pronoun(self, at: int, m: Mention) -> None:
        if m.gender == "w":
            self._resolve_relative(at, m)
        elif m.gender in "mf" or (m.gender == "n" and not m.possessive):
            self._resolve_personal(at, m)

    def _resolve_relative(self, at: int, m: Mention) -> None:
        for before in reversed(self.mentions[max(0, at - 3) : at]):
            if before.end <= m.start <= before.end + 2 and self.stream.sentence[before.start] == self.stream.sentence[m.start]:
                if before.kind is NAME and not before.modifies:
                    m.entity = before.entity
                    self.sure[id(m)] = 0.95
                return

    def _resolve_personal(self, at: int, m: Mention) -> None:
        s = self.stream
        scores: dict[int, float] = {}
        for before in reversed(self.mentions[max(0, at - _WINDOW) : at]):
            if s.paragraph[m.start] - s.paragraph[before.start] > _PARAGRAPHS:
                break
            if before.entity >= 0 and before.end <= m.start:
                score = self._score(before, m)
                if score > 0:
                    scores[before.entity] = max(scores.get(before.entity, 0.0), score) + 0.1 * min(
                        score, scores.get(before.entity, 0.0)
                    )
        speaker = self._last_speaker(m.start)
        if speaker >= 0 and self._fits(self.entities.all[speaker], m):
            scores[speaker] = scores.get(speaker, 0.0) + 0.6
        if not scores:
            return
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        m.entity = ranked[0][0]
        runner = ranked[1][1] if len(ranked) > 1 else 0.0
        self.sure[id(m)] = ranked[0][1] / (ranked[0][1] + runner)

    def _last_speaker(self, token: int) -> int:
        for at, entity in reversed(self._speakers):
            if at < token:
                return entity if self.stream.paragraph[token] - self.stream.paragraph[at] <= 2 else -1
        return -1

    def _fits(self, entity: Entity, m: Mention) -> bool:
        if m.gender == "n":
            return entity.kind is ORGANIZATION_KIND
        if entity.kind is ORGANIZATION_KIND or entity.gender not in ("", m.gender):
            return False
        return entity.kind is PERSON_KIND or bool(entity.gender) or entity.number in self._speaking

    def _score(self, before: Mention, m: Mention) -> float:
        """How well an earlier mention serves as what the pronoun stands for."""
        s = self.stream
        entity = self.entities.all[before.entity]
        if not self._fits(entity, m):
            return 0.0
        if before.kind is PRONOUN_KIND and before.gender != m.gender:
            return 0.0
        distance = s.sentence[m.start] - s.sentence[before.start]
        score = 1.0 / (1.0 + 0.35 * distance)
        left = s.bits[before.start - 1] if before.start and s.sentence[before.start - 1] == s.sentence[before.start] else -1
        if id(before) in self.subjects:
            score *= 1.5
        elif left == -1 or left & OPENER:
            score *= 1.3
        elif left & PREPOSITION:
            score *= 0.7
        if before.possessive or before.modifies:
            score *= 0.6
        if entity.kind is not PERSON_KIND and len(entity.full) == 1:
            score *= 0.5
        if not entity.gender and before.kind is not PRONOUN_KIND:
            score *= 0.7
        return score

    def _resolve_phrase(self, m: Mention) -> None:
        """A role means the one who bears it, a document the one who issued it, a kind of body the one body named so."""
        bits = self.stream.bits[m.end - 1]
        owner = self._owner(m)
        if bits & PAPER:
            self._set(m, owner if owner is not None else self._issuer(m) if self._is_definite(m) else None, 0.8)
        elif bits & GROUP and self._is_definite(m):
            self._set(m, self._body(m), 0.7)
        elif self._is_definite(m) and m.gender != "p":
            self._set(m, self._bearer(m), 0.8)

    def _set(self, m: Mention, entity: int | None, sure: float) -> None:
        if entity is not None:
            m.entity = entity
            self.sure[id(m)] = sure

    def _is_definite(self, m: Mention) -> bool:
        return self.stream.words[m.start].lower() in ("the", "this", "that")

    def _owner(self, m: Mention) -> int | None:
        """Whose "'s statement" it is."""
        name = self._by_end.get(m.start)
        return name.entity if name is not None and name.possessive and name.entity >= 0 and not self._is_definite(m) else None

    def _earlier(self, m: Mention) -> Iterator[Mention]:
        """The mentions of the last paragraphs before one, the nearest first."""
        for before in reversed(self.mentions[: bisect_left(self.starts, m.start)][-60:]):
            if self.stream.paragraph[m.start] - self.stream.paragraph[before.start] > _PARAGRAPHS:
                return
            yield before

    def _issuer(self, m: Mention) -> int | None:
        for before in self._earlier(m):
            if before.kind is NOMINAL and before.head == m.head:
                owner = self._owner(before)
                if owner is None:
                    maker = self._by_start.get(before.end + 1) or self._by_start.get(before.end + 2)
                    made = maker is not None and self.stream.words[before.end] in ("from", "by", "of", "issued")
                    owner = maker.entity if maker is not None and made and maker.kind is NAME and maker.entity >= 0 else None
                if owner is not None:
                    return owner
        return None

    def _body(self, m: Mention) -> int | None:
        """The body whose name ends in this word ("the ministry" → "Foreign Ministry"); None where there are several."""
        fitting = {
            b.entity
            for b in self.mentions
            if b.kind is NAME
            and b.entity >= 0
            and b.start < m.start
            and len(b.core) > 1
            and b.core[-1].lower() == m.head
            and not b.modifies
        }
        return fitting.pop() if len(fitting) == 1 else None

    def _bearer(self, m: Mention) -> int | None:
        """The one person of the article to whom the role and all that narrows it down were given."""
        head = _ROLES.get(m.head, m.head)
        narrowed = {w.lower() for w in self.stream.words[m.start + 1 : m.end - 1] if w[0].isalpha()} - _VAGUE
        bearers = [
            e for e in self.entities.all
            if head in e.roles and narrowed <= e.roles and e.kind is not ORGANIZATION_KIND and not (m.gender in "mf" and m.gender and e.gender and e.gender != m.gender)
        ]  # fmt: skip
        if len(bearers) != 1:
            return None
        for before in self._earlier(m):
            if before.entity == bearers[0].number:
                return before.entity
            if (
                before.kind is NOMINAL
                and before.head == m.head
                and self.stream.words[before.start].lower() in ("a", "an", "one", "another")
            ):
                return None
        return bearers[0].number if self.entities.all[bearers[0].number].first < m.start else None


def _collect_roles(
    stream: Stream,
    mentions: Sequence[Mention],
    entities: Entities,
    by_end: Mapping[int, Mention],
    by_start: Mapping[int, Mention],
) -> None:
    """Give every person the roles that stand beside the name: titles, "Ohio governor Ann Lee", "Ann Lee, the governor of Ohio"."""
    for m in mentions:
        if m.kind is not NAME or m.entity < 0:
            continue
        entity = entities.all[m.entity]
        roles = entity.roles
        entity.first = min(entity.first, m.start)
        if m.titles:
            roles.update(_ROLES.get(title, title) for title in m.titles)
            roles.update(word.lower() for word in stream.words[m.start : m.end - len(m.core)])
        before = by_end.get(m.start)
        after = by_start.get(m.end + 1) if m.end < len(stream.words) and stream.words[m.end] == "," else None
        for beside in (before, after):
            if (
                beside is not None
                and beside.kind is NOMINAL
                and stream.bits[beside.end - 1] & PERSON
                and stream.sentence[beside.start] == stream.sentence[m.start]
            ):
                roles.add(_ROLES.get(beside.head, beside.head))
                roles.update(word.lower() for word in stream.words[beside.start : beside.end + 2] if word[0].isalpha())
