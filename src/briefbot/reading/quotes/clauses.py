"""Who says: each verb of saying in the narrator's words, with its subject."""

from dataclasses import dataclass

from briefbot.language.en.speech import NAMING_SOMEBODY, TELLING
from briefbot.language.lexicon import (  # fmt: skip
    BASE,
    CALLING,
    CUE,
    DETERMINER,
    HEAD,
    ING,
    OBJECT,
    OPENER,
    PAPER,
    PAST,
    PERSON,
    PLURAL,
    PREPOSITION,
    SAYING,
    TRANSPARENT,
)
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.phrases import PHRASE_REACH, Phrases
from briefbot.reading.quotes.tokens import QUOTE

# A noun that tells when: it is nobody ("last month", "that day").
TIMES = frozenset("second minute hour day night morning afternoon evening week weekend month year decade time moment".split())
_WHERE = frozenset(("in", "at", "from", "near"))
_INSIDE = frozenset("of in at from on near for with".split())  # behind these a noun tells of the one before it
_CLOSERS = frozenset(",)—–-]")
_APPOSITION_REACH = 45
_TAG_ENDS = frozenset((",", ".", ";", "(", "—", "–", "who"))
_TAGS = frozenset("say explain add argue note insist".split())
_AGENT_REACH = 6
_BE = frozenset("is was were are been being be".split())


@dataclass(slots=True, eq=False)
class Clause:
    """A verb of saying at token `cue` and the mention that is its subject (None where there is none to be seen).

    `inverted`: the subject stands behind ("said Smith"); `direct`: nothing but auxiliaries stands between them; `passive`: the
    words are told by somebody else again ("was quoted as saying"); `according`: "according to"; `patient`: who is spoken to or
    of in the passive ("was called").
    """

    cue: int
    lemma: str
    saying: bool
    subject: Mention | None = None
    inverted: bool = False
    direct: bool = False
    relative: Mention | None = None
    gerund: bool = False
    thinking: bool = False
    according: bool = False
    patient: Mention | None = None


class ClauseFinder(Phrases):
    """Finds the clauses of one document; adds the noun phrases that only their place beside a verb gives away."""

    def all(self) -> list[Clause]:
        """Every clause of saying, in the order of the text; the mentions that were found on the way are in `added`."""
        s = self.stream
        words, bits = s.words, s.bits
        found = []
        for i, b in enumerate(bits):
            if b & CUE:
                word = words[i]
                if (word[0].islower() or not self._inside_name(i)) and self._is_verb(i):
                    clause = self._clause(i)
                    if not self._is_compound(clause):
                        found.append(clause)
            elif words[i] == "to" and i and words[i - 1].lower() == "according":
                found.append(self._according(i))
        return found

    def _inside_name(self, i: int) -> bool:
        m = self._covering(i)
        return m is not None and m.kind is NAME

    def _covering(self, i: int) -> Mention | None:
        for m in (self.by_start.get(i), self.by_end.get(i + 1)):
            if m is not None:
                return m
        return None

    def _is_verb(self, i: int) -> bool:
        """Whether a form that could be a noun too ("claims", "a call") is used as a verb here."""
        s = self.stream
        b = s.bits[i]
        if b & PAST and not b & BASE:
            return True
        if s.opens(i):
            return bool(b & ING)
        before = s.bits[i - 1]
        if (
            before & (DETERMINER | PREPOSITION)
            and not (b & ING and before & PREPOSITION)
            and s.words[i - 1] not in ("that", "this", "some", "many", "others")
        ):
            return s.words[i - 1] in ("to", "that") and not b & PAST
        return s.words[i - 1] not in ("'s", "’s") or bool(b & ING)

    def _is_compound(self, clause: Clause) -> bool:
        """Whether the verb is a noun that a name describes ("the Lee email"): one person or body "emails"."""
        i, name = clause.cue, clause.subject
        if name is None or name.kind is not NAME or clause.inverted or name.end != i:
            return False
        s = self.stream
        several = (
            s.bits[i - 1] & PLURAL or s.words[i - 1].endswith("s") or s.words[name.start - 1].lower() in ("and", ",", "or")
        )
        return bool(s.bits[i] & BASE and not s.bits[i] & PAST and not several)

    def _clause(self, i: int) -> Clause:
        s = self.stream
        b = s.bits[i]
        clause = Clause(
            i,
            self.lexicon.lemma[s.words[i].lower()],
            bool(b & SAYING),
            gerund=bool(b & ING),
            thinking=not b & (SAYING | CALLING),
        )
        left = self._skip_left(i - 1, s.first[s.paragraph[i]], s.sentence[i])
        if clause.lemma == "hear":  # "the court heard": what somebody else said
            clause.patient = self._subject_left(left, i)[0]
            return clause
        if clause.lemma in TELLING and b & PAST and self._is_passive(left, i):
            clause.subject, clause.inverted = self._agent(i), True
            clause.patient = self._subject_left(left, i)[0]
            return clause
        subject, relative = self._subject_left(left, i)
        after = self.subject_right(i)
        at_quote = left < 0 or s.words[left] is QUOTE or (s.words[left] == "," and left > 0 and s.words[left - 1] is QUOTE)
        if (
            after is not None
            and (at_quote or subject is None or self._is_aside_tag(i, left, after))
            and self._can_invert(i, left, after)
        ):
            clause.subject, clause.inverted, clause.direct = after, True, True
        elif subject is not None:
            clause.subject, clause.relative = subject, relative
            clause.direct = subject.end == left + 1
        elif clause.lemma == "read":
            clause.subject = self._lettered(i)
        return clause

    def _is_aside_tag(self, i: int, left: int, after: Mention) -> bool:
        """Whether a comma sets off "said Lee" from what Lee said: "They will come, said Ann Lee, a miller"."""
        s = self.stream
        if s.words[left] != "," or self.lexicon.lemma[s.words[i].lower()] not in _TAGS or not s.bits[i] & PAST:
            return False
        whole = after.kind is NAME and not after.possessive
        return whole and (after.end >= len(s.words) or s.words[after.end] in _TAG_ENDS)

    def _is_passive(self, left: int, i: int) -> bool:
        """Whether a form of "be" stands before the verb ("has been called"), or a comma: ", called “…” by"."""
        s = self.stream
        first = left + 1 if left >= 0 else s.first[s.paragraph[i]]
        if first == i and s.words[left] == ",":
            at = i + 1 + (s.words[i + 1 : i + 2] == [QUOTE])
            behind = s.words[at : at + 1]
            return behind in (["as"], ["by"]) and self.lexicon.lemma[s.words[i].lower()] in NAMING_SOMEBODY
        return any(word in _BE for word in s.words[first:i] if s.sentence[first] == s.sentence[i])

    def _agent(self, i: int) -> Mention | None:
        """Who does it in the passive ("was accused by Ann Lee of", "was called “…” by Ann Lee"); None where nobody is named."""
        s = self.stream
        for j in range(i + 1, min(i + _AGENT_REACH, len(s.words) - 1)):
            if s.sentence[j] != s.sentence[i]:
                break
            if s.words[j] == "by":
                return self.by_start.get(j + 1) or self.phrase_right(j + 1)
        return None

    def _lettered(self, i: int) -> Mention | None:
        """What reads so by itself, where nothing else is the subject of "read": "graffiti on Ann Lee's door read"."""
        s = self.stream
        for j in range(i - 1, max(s.first[s.paragraph[i]], i - _APPOSITION_REACH) - 1, -1):
            if s.sentence[j] != s.sentence[i] or s.words[j] == ",":
                break
            m = self.by_start.get(j)
            if m is not None and m.kind is NOMINAL and s.bits[m.end - 1] & PAPER:
                return m
        return None

    def _can_invert(self, i: int, left: int, after: Mention) -> bool:
        s = self.stream
        if s.bits[i] & (ING | BASE) and not s.bits[i] & PAST:
            return False
        if after.kind is PRONOUN_KIND:
            return after.gender in "mfip" and not s.bits[after.start] & OBJECT and (left < 0 or s.words[left] is QUOTE)
        return (
            left < 0
            or s.sentence[left] != s.sentence[i]
            or not s.words[left][0].isalnum()
            or s.words[left].lower() in ("as", "so")
        )

    def _skip_left(self, j: int, first: int, sentence: int) -> int:
        """The last token at or before `j` that is more than an auxiliary or adverb; -1 at the sentence's start."""
        s = self.stream
        words, bits = s.words, s.bits
        while j >= first and s.sentence[j] == sentence:
            if (
                (bits[j] & TRANSPARENT and words[j] != "'s")
                or (words[j].endswith("ly") and words[j][0].islower() and not bits[j] & HEAD)
                or (words[j] in ("'s", "’s") and j > first and self._pronoun_at(j))
            ):
                j -= 1
            else:
                return j
        return -1

    def _pronoun_at(self, end: int) -> bool:
        m = self.by_end.get(end)
        return m is not None and m.kind is PRONOUN_KIND

    def _subject_left(self, left: int, cue: int) -> tuple[Mention | None, Mention | None]:
        """The subject that ends before or at token `left`, and the "who" between it and the verb."""
        s = self.stream
        if left < 0 or s.sentence[left] != s.sentence[cue]:
            return None, None
        m = self.by_end.get(left + 1)
        word = s.words[left]
        if m is not None and not (m.kind is PRONOUN_KIND and m.gender == "w"):
            whole = self._whole_phrase(m)
            if whole is m and m.kind is NAME and (described := self._described_by(m)) is not None:
                return described, None
            return (self._coordinated(left, cue) if self._says_where(whole) else whole), None
        if m is not None or (word == "that" and s.bits[left - 1] & HEAD):
            antecedent = self._antecedent(left)
            return (antecedent or m), m
        if word in _CLOSERS:
            return self._subject_behind_apposition(left, cue)
        if word in ("and", "but", "or", "then"):
            return self._coordinated(left, cue), None
        if word is QUOTE or not word[0].isalnum() or s.bits[left] & (PREPOSITION | DETERMINER | OPENER | CUE):
            return None, None
        phrase = self._unlisted_phrase(left, cue)
        return (self._whole_phrase(phrase) if phrase is not None else None), None

    def _described_by(self, m: Mention) -> Mention | None:
        """Whom a name's clause describes, whose verb is not the next one's: "two people who know Ann Lee said"."""
        s = self.stream
        j = m.start - 1
        while j > 0 and m.start - j < 5 and s.words[j].islower() and s.sentence[j] == s.sentence[m.start]:
            if s.words[j] in ("who", "which"):
                return self._antecedent(j) if j < m.start - 1 else None
            j -= 1
        return None

    def _says_where(self, m: Mention) -> bool:
        """Whether a name only tells where what the subject does is done: "a climber who fell from Raven Scar said"."""
        return m.kind is NAME and m.start > 0 and self.stream.words[m.start - 1] in _WHERE

    def _subject_behind_apposition(self, closer: int, cue: int) -> tuple[Mention | None, Mention | None]:
        """The subject before what ends at token `closer`, and its "who": "Lee, a lawyer, said", "Lee, who, on Friday, said"."""
        found = self._explaining(closer) or self._apposed(closer)
        if found is None:
            return self._coordinated(closer, cue), None
        if found.gender == "w":
            return (self._antecedent(found.start) or found), found
        return found, None

    def _explaining(self, closer: int) -> Mention | None:
        """The name that explains a role before it: "his wife, Ann Lee, said"."""
        s = self.stream
        name = self.by_end.get(closer)
        if s.words[closer] != "," or name is None or name.kind is not NAME or name.start < 2 or s.words[name.start - 1] != ",":
            return None
        role = self.by_end.get(name.start - 1)
        whole = len(name.core) > 1 or bool(name.titles)
        return name if whole and role is not None and role.kind is NOMINAL and s.bits[role.end - 1] & PERSON else None

    def _antecedent(self, who: int) -> Mention | None:
        """What a relative pronoun at token `who` stands for."""
        s = self.stream
        j = who - 1
        if j >= 0 and s.words[j] == ",":
            j -= 1
        m = self.by_end.get(j + 1) or self._unlisted_person(j, who)
        return self._whole_phrase(m) if m is not None and m.gender != "w" else None

    def _unlisted_person(self, j: int, who: int) -> Mention | None:
        """Somebody whose noun is in no list, as "who" behind it tells: "Ann Lee, the miller who said"."""
        s = self.stream
        if j < 0 or s.words[who] != "who" or not s.words[j].isalpha():
            return None
        start = next((k for k in range(j - 1, max(0, j - PHRASE_REACH) - 1, -1) if s.bits[k] & DETERMINER), 0)
        if s.words[start - 1] in _INSIDE or (found := self._unlisted_phrase(j, who)) is None:
            return None  # "a resident in the gallery, who"
        s.bits[j] |= PERSON
        return found

    def _whole_phrase(self, m: Mention) -> Mention:
        """The head of "a spokesman for Smith", "Smith of Ohio", "the authors of the report"."""
        s = self.stream
        for _ in range(4):
            j = m.start - 1
            while (
                j > 0
                and not (s.bits[m.start] & DETERMINER)  # "in a letter to its members the club": no noun's complement
                and (s.bits[j] & (DETERMINER | TRANSPARENT) or s.words[j][0].islower())
                and not s.bits[j] & (PREPOSITION | CUE | OPENER)
            ):
                if m.start - j > PHRASE_REACH:
                    break
                j -= 1
            if j <= 0 or not s.bits[j] & PREPOSITION or s.bits[j] & OPENER or s.sentence[j] != s.sentence[m.start]:
                break
            head = self.by_end.get(j) or self._modified(j)
            if head is None or head.kind is PRONOUN_KIND or (head.kind is NAME and m.kind is not NAME):
                break
            m = head
        return m

    def _apposed(self, closer: int) -> Mention | None:
        """The mention before the parenthesis that ends at token `closer` ("Smith, a lawyer who won twice, said")."""
        s = self.stream
        words = s.words
        sentence = s.sentence[closer]
        best = None
        j = closer - 1
        stop = max(s.first[s.paragraph[closer]], closer - _APPOSITION_REACH)
        while j > stop and s.sentence[j] == sentence:
            word = words[j]
            if word is QUOTE and words[closer] == "," and j == closer - 1:
                return None
            m = self.by_end.get(j) if word in ",(—–-[" else None
            if m is not None and not self._is_aside(j, m):
                if self._opens_apposition(j):
                    return self._whole_phrase(m)
                if best is None and m.kind is NAME and len(m.core) > 1:
                    best = m
            j -= 1
        return best

    def _is_aside(self, j: int, m: Mention) -> bool:
        """Whether what opens at token `j` only interrupts ("for example"), or a place stands before it ("in Ohio, ...")."""
        s = self.stream
        if s.words[j + 1].lower() in ("for", "too", "however", "though", "meanwhile") and s.words[j + 2 : j + 3] != ["of"]:
            return True
        return m.kind is NAME and m.start > 0 and s.words[m.start - 1].lower() in _WHERE

    def _opens_apposition(self, j: int) -> bool:
        """Whether a description of what stands before token `j` opens there."""
        s = self.stream
        word, following = s.words[j], s.words[j + 1]
        if word != "," or s.bits[j + 1] & (DETERMINER | HEAD | PREPOSITION):
            return True
        return following[0].isdigit() or following[0].islower()

    def _coordinated(self, left: int, cue: int) -> Mention | None:
        """The subject of an earlier verb of the sentence that "and said" or ", adding" goes on from: its first one."""
        s = self.stream
        start = left
        while start > s.first[s.paragraph[cue]] and s.sentence[start - 1] == s.sentence[cue]:
            start -= 1
            if left - start > _APPOSITION_REACH:
                break
        for j in range(start, left):
            m = self.by_start.get(j)
            if m is not None and not m.modifies and not m.possessive and not self._ends_place(m):
                before = s.bits[j - 1] if j > start else OPENER
                if m.kind is NOMINAL and not (before & OPENER and s.bits[m.end - 1] & PERSON):
                    continue
                if not before & PREPOSITION or before & OPENER:
                    return m
        return None

    def _ends_place(self, m: Mention) -> bool:
        """Whether a name stands behind a place's name and a comma ("in Salem, New Hampshire, ...")."""
        s = self.stream
        town = self.by_end.get(m.start - 1) if m.start > 1 and s.words[m.start - 1] == "," else None
        return town is not None and town.kind is NAME and town.start > 0 and s.words[town.start - 1].lower() in _WHERE

    def _unlisted_phrase(self, left: int, cue: int) -> Mention | None:
        """A noun phrase that ends at `left` and whose noun is in no list ("the narrator said")."""
        s = self.stream
        j = left
        while j >= s.first[s.paragraph[cue]] and left - j <= PHRASE_REACH and s.sentence[j] == s.sentence[cue]:
            if s.bits[j] & DETERMINER and j < left:
                return self.add(j, left + 1) if s.words[left].lower() not in TIMES else None
            inside = self.by_end.get(j + 1)
            if inside is not None and inside.kind is NAME and j < left:
                return None
            if not s.words[j][0].isalnum() or (s.bits[j] & (PREPOSITION | CUE) and j < left):
                return None
            j -= 1
        return None

    def _according(self, i: int) -> Clause:
        clause = Clause(i, "according", saying=True, according=True, direct=True, inverted=True)
        clause.subject = self.subject_right(i)
        return clause
