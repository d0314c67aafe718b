"""Whom a pronoun, a role or a document means.

A pronoun means one of the people who were spoken of before it; a small linear model ranks them by where they were mentioned
last, how, and whether they were the last to speak. Roles ("the senator") and bodies ("the ministry") mean the one who was
given that role or name, if there is only one.
"""

import itertools
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefbot.language.en.callings import ANYBODY
from briefbot.language.lexicon import OPENER, PERSON, PREPOSITION
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, PLACE_KIND, Entities, Entity
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.roles import INDEFINITE, PARAGRAPHS, Roles
from briefbot.reading.quotes.taken import alone, introduced, subject_before
from briefbot.reading.quotes.tokens import QUOTE, Stream

_ALONE, _DOUBTED = 0.8, 0.4  # set by hand
_WINDOW = 40  # mentions looked at before a pronoun


class Antecedent(NamedTuple):
    """One person or body that a pronoun could mean, with the features that speak for or against it."""

    entity: int
    features: tuple[str, ...]


# What stands behind these tells of a name before them, and is nobody whom its bearer speaks to or of.
_OF = frozenset("of from for in at on with".split())


class Resolver(Roles):
    """Resolves one document's mentions, in the order of the text."""

    # How much likelier a stranger gets where one was spoken of last: set by hand, on articles of the project's own.
    stranger_near = 4.0
    # Whether a noun's bearer is looked for before it is chosen as the speaker, as a pronoun's is.
    resolves_phrases = False

    def __init__(
        self,
        stream: Stream,
        mentions: Sequence[Mention],
        clauses: Sequence[Clause],
        entities: Entities,
        weights: Mapping[str, float],
    ) -> None:
        super().__init__(stream, mentions, clauses, entities)
        self.weights = weights
        self._speakers: list[tuple[int, int]] = []  # (token, entity) of decided quotations
        self._done = 0
        self._strangers: set[int] = set()  # pronouns that somebody without a name may be meant by

    def spoke(self, token: int, entity: int) -> None:
        """Note that the quotation at `token` was found to be this entity's."""
        self._speakers.append((token, entity))

    def entity(self, mention: Mention) -> tuple[Entity | None, float]:
        """Whom the mention means and how sure that is; (None, …) where nobody can be told."""
        if mention.kind is NAME:
            return self._shown(mention), 1.0
        self._resolve_up_to(mention)
        return self._shown(mention), self.sure.get(id(mention), 0.0)

    def _shown(self, mention: Mention) -> Entity | None:
        """Whom the mention means, unless it is a common word or a place that nothing says to be a government."""
        entity = self.entities.of(mention)
        if entity is None or entity.common:
            return None
        if entity.kind == PLACE_KIND and not (mention.kind is NAME and self.subjects.get(id(mention)) and not mention.modifies):
            return None
        return entity

    def _resolve_up_to(self, mention: Mention) -> None:
        """Resolve every pronoun and role up to this one, so that chains of them hold."""
        while self._done < len(self.mentions) and self.mentions[self._done].start <= mention.start:
            m = self.mentions[self._done]
            if m.kind is PRONOUN_KIND:
                self._resolve_pronoun(self._done, m)
            elif m.kind is NOMINAL:
                self._resolve_phrase(m)
            self._done += 1

    # Pronouns

    def _resolve_pronoun(self, at: int, m: Mention) -> None:
        if m.gender == "w":
            self._resolve_relative(m)
        elif m.gender in "mf" or (m.gender == "n" and not m.possessive):
            self._resolve_personal(at, m)
            if m.gender in "mf" and not m.possessive:
                self._prefer_alone(m)
                self._set(m, self._asked(m), _ALONE)

    def _prefer_alone(self, m: Mention) -> None:
        """Whom its paragraph alone spoke of, as a subject, is surer than whoever stands in another one.

        That is also where nothing tells the gender; where the given name tells another one, nobody is sure.
        """
        here = alone(self, m)
        doubted = here is not None
        here = here or introduced(self, m)
        if here is None:
            return
        sure = self.sure.get(id(m), 0.0)
        acting = here.gender == m.gender and self._fits(here, m) and (doubted or subject_before(self, m, here))
        if m.entity == here.number or here.gender == "" or acting:
            self._set(m, here.number, max(sure, _ALONE) if m.entity == here.number else _ALONE)
        elif doubted and m.entity >= 0 and here.gender != m.gender and not here.titled:
            self.sure[id(m)] = min(sure, _DOUBTED)

    def _resolve_relative(self, m: Mention) -> None:
        """Whom "who" means: what ends right before it, a comma or "(D-Ohio)" apart."""
        words = self.stream.words
        j = m.start
        while j > 0 and m.start - j < 8 and words[j - 1] in (",", ")"):
            j -= 1
            if words[j] == ")":
                while j > 0 and m.start - j < 8 and words[j] != "(":
                    j -= 1
        before = self._by_end.get(j)
        if before is not None and before.start > 1 and self.stream.bits[before.start - 1] & PREPOSITION:
            whose = self._by_end.get(before.start - 1, before)  # "Ann Lee of Ohio, who", and not "Bo Lind to Ann Lee, who"
            before = whose if whose.kind is not NAME or words[before.start - 1] in _OF else before
        if before is not None and before.entity >= 0 and not before.modifies and self._is_somebody(before, m):
            self._set(m, before.entity, 0.95)

    def _is_somebody(self, before: Mention, m: Mention) -> bool:
        """Whether "who" can mean it, or "which": a place neither, a person only "who"."""
        kind = self.entities.all[before.entity].kind
        return kind != PLACE_KIND and (kind != PERSON_KIND or self.stream.words[m.start].lower() != "which")

    def _resolve_personal(self, at: int, m: Mention) -> None:
        found = self.antecedents(at, m)
        if not found:
            return
        scores = [sum(map(self.weights.get, one.features, itertools.repeat(0.0))) for one in found]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        best = max(range(len(found)), key=powers.__getitem__)
        # A stranger, somebody whom no name was found for, is always possible.
        near = self._after_stranger(at, m, found[best].entity)
        if near > self.stranger_near:
            self._strangers.add(id(m))
        stranger = math.exp(self.weights.get("stranger", -3.0) + near - top)
        self._set(m, found[best].entity, powers[best] / (sum(powers) + stranger))

    def _after_stranger(self, at: int, m: Mention, entity: int) -> float:
        """How much likelier it is that a pronoun means somebody without a name ("the driver") who opens a nearer sentence.

        That is twice as strong where it is "a driver" or "the Dane", and the entity is not of this paragraph.
        """
        s = self.stream
        for before in reversed(self.mentions[max(0, at - 6) : at]):
            if id(before) in self._strangers or self._belongs(before):
                continue
            if before.entity == entity or s.sentence[m.start] - s.sentence[before.start] > 1:
                return 0.0
            if self._is_stranger(before):
                if before.gender not in ("", m.gender):
                    return 0.0
                first = max(bisect_left(self.starts, s.first[s.paragraph[m.start]]), at - _WINDOW)
                here = any(one.entity == entity and id(one) not in self._strangers for one in self.mentions[first:at])
                new = before.kind is NAME or s.words[before.start].lower() in INDEFINITE or before.head in ANYBODY
                return self.stranger_near * (2 if new and not here else 1)
        return 0.0

    def _belongs(self, m: Mention) -> bool:  # noqa: ARG002 (told by cases, where a language has them)
        """Whether a mention only says whose somebody is: "соседка Громовой"."""
        return False

    def _is_stranger(self, m: Mention) -> bool:
        """Whether a mention is a subject, and a person whom nothing tells to be one of the named ("the driver", "the Dane")."""
        if m.kind is NAME:
            return m.entity >= 0 and self.entities.all[m.entity].people and self.subjects.get(id(m), False)
        return m.kind is NOMINAL and m.entity < 0 and self._is_person(m) and self._is_subject(m)

    def _is_doubtful(self, pronoun: Mention) -> bool:
        """Whether a pronoun more likely means a stranger than whom it was given to."""
        return id(pronoun) in self._strangers and self.sure.get(id(pronoun), 1.0) < 0.5

    def _is_person(self, m: Mention) -> bool:
        """Whether a noun phrase is one person: by its noun, or by what it does ("the abbot said")."""
        return bool(self.stream.bits[m.end - 1] & PERSON) or (m.gender == "" and self.subjects.get(id(m), False))

    def antecedents(self, at: int, m: Mention) -> list[Antecedent]:
        """Whom the pronoun, mention number `at`, could mean, the nearest first."""
        s = self.stream
        paragraph = s.paragraph[m.start]
        beside = self._beside(m)
        nearest: dict[int, Mention] = {}
        best: dict[int, Mention] = {}
        counts: dict[int, int] = {}
        fits: dict[int, bool] = {}
        for before in reversed(self.mentions[max(0, at - _WINDOW) : at]):
            if paragraph - s.paragraph[before.start] > PARAGRAPHS:
                break
            number = before.entity
            if number in (-1, beside) or before.end > m.start:
                continue
            if number not in fits:
                fits[number] = self._fits(self.entities.all[number], m)
            if not fits[number]:
                continue
            if before.kind is PRONOUN_KIND and (before.gender not in (m.gender, "w") or self._is_doubtful(before)):
                continue
            nearest.setdefault(number, before)
            counts[number] = counts.get(number, 0) + 1
            if number not in best and self._is_subject(before):
                best[number] = before
        main = self._main_speaker(m)
        speaker, speech = self._last_speaker(m.start)
        if speaker >= 0 and speaker not in nearest and self._fits(self.entities.all[speaker], m):
            nearest[speaker] = self._by_start.get(speech) or m
        return [
            Antecedent(
                e,
                self._features(e, rank, near, best.get(e), m, counts.get(e, 0), (speaker, speech))
                + (("main",) if e == main else ()),
            )
            for rank, (e, near) in enumerate(nearest.items())
        ]

    def _beside(self, m: Mention) -> int:
        """Who stands right before a subject, and so is somebody else: "Standing beside Ann Lee, she said"."""
        if m.start == 0 or id(m) not in self.subjects:
            return -1
        before = self._by_end.get(m.start - (self.stream.words[m.start - 1] == ","))
        return before.entity if before is not None and before.kind is NAME and self._is_governed(before) else -1

    def _features(
        self, number: int, rank: int, near: Mention, subject: Mention | None, m: Mention, count: int, spoke: tuple[int, int]
    ) -> tuple[str, ...]:
        s = self.stream
        entity = self.entities.all[number]
        here = s.sentence[m.start]
        after_quote = m.start > 0 and (s.words[m.start - 1] is QUOTE or (m.start > 1 and s.words[m.start - 2] is QUOTE))
        opens = "q" if after_quote else "o" if s.opens(m.start) else "i"
        near_at = min(here - s.sentence[near.start], 3)
        subject_at = "-" if subject is None else str(min(here - s.sentence[subject.start], 3))
        paragraphs = min(s.paragraph[m.start] - s.paragraph[near.start], 2)
        how = (
            "s"
            if self._is_subject(near)
            else "p"
            if near.possessive or near.modifies
            else "b"
            if self._after_preposition(near)
            else "o"
        )
        speech = "-"
        if spoke[0] == number:
            speech = (
                "="
                if s.paragraph[spoke[1]] == s.paragraph[m.start]
                else "<"
                if s.paragraph[m.start] - s.paragraph[spoke[1]] == 1
                else "."
            )
        kind = "p" if entity.kind is PERSON_KIND else "1" if len(entity.full) == 1 else "2"
        gender = "g" if entity.gender else "u"
        return (
            f"near{near_at}{how}", f"subject{subject_at}{opens}", f"paragraph{paragraphs}{opens}", f"speech{speech}",
            f"speech{speech}{opens}",
            f"rank{min(rank, 3)}", f"kind{kind}{gender}", f"count{min(count, 4)}", f"seen{min(entity.seen, 8).bit_length()}",
            f"near{near_at}{opens}", f"{near.kind}{near_at}", f"speech{speech}{paragraphs}",
        )  # fmt: skip

    def _after_preposition(self, m: Mention) -> bool:
        s = self.stream
        return m.start > 0 and s.sentence[m.start - 1] == s.sentence[m.start] and bool(s.bits[m.start - 1] & PREPOSITION)

    def _main_speaker(self, m: Mention) -> int:
        """Who says something in the main clause of the sentence before that of a pronoun behind marks; -1 where nobody does."""
        s = self.stream
        here = s.sentence[m.start]
        behind_words = m.start > 0 and QUOTE in s.words[max(0, m.start - 2) : m.start]
        opens = m.start > 0 and s.sentence[m.start - 1] != here and self.subjects.get(id(m), False)
        if not (behind_words or opens):
            return -1
        at = bisect_left(self.starts, m.start)
        if any(one.kind is NAME and s.sentence[one.start] == here for one in self.mentions[max(0, at - 4) : at]):
            return -1  # "Lee disagreed: “…,” he said"
        before = {
            c.subject.entity
            for c in self._clause_of[here - 1]
            if c.saying and not c.gerund and c.subject is not None and not c.subject.possessive and not self._is_below(c)
        }
        return before.pop() if len(before) == 1 else -1

    def _asked(self, m: Mention) -> int | None:
        """Who answers, where the sentence before asked somebody by name: "Lee asked Lind if it was so. “It is,” he said"."""
        s = self.stream
        behind_words = m.start > 1 and QUOTE in s.words[m.start - 2 : m.start]
        opens = m.start > 0 and s.opens(m.start)
        if not (behind_words or opens) or not self.subjects.get(id(m), False):
            return None
        clauses = self._clause_of[s.sentence[m.start] - 1]
        asked = [
            self._by_start.get(c.cue + 1) for c in clauses if c.lemma == "ask" and c.subject is not None and not c.inverted
        ]
        one = asked[0] if len(asked) == 1 else None
        if one is None or one.kind is not NAME or one.entity < 0 or one.possessive or one.modifies:
            return None
        return one.entity if self._fits(self.entities.all[one.entity], m) else None

    def _is_below(self, clause: Clause) -> bool:
        """Whether a clause hangs on another: "when Lee asked"."""
        at = clause.subject.start if clause.subject is not None and not clause.inverted else clause.cue
        return at > 0 and bool(self.stream.bits[at - 1] & OPENER) and self.stream.sentence[at - 1] == self.stream.sentence[at]

    def _last_speaker(self, token: int) -> tuple[int, int]:
        """Who spoke last before a token, within two paragraphs, and where."""
        for at, entity in reversed(self._speakers[-3:]):
            if at < token:
                return (entity, at) if self.stream.paragraph[token] - self.stream.paragraph[at] <= 2 else (-1, -1)
        return -1, -1

    def _fits(self, entity: Entity, m: Mention) -> bool:
        if entity.people:
            return False
        if m.gender == "n":
            return entity.kind is ORGANIZATION_KIND
        if entity.kind in (ORGANIZATION_KIND, PLACE_KIND) or entity.gender not in ("", m.gender):
            return False
        if entity.definite == entity.seen and not entity.titles:
            return False  # "the Silver Train"
        if entity.kind is PERSON_KIND or entity.gender:
            return True
        return not entity.definite and not entity.common and (len(entity.full) > 1 or entity.speaks)
