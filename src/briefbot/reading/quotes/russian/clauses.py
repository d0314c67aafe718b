"""Who says: each Russian verb of saying with its subject, found by case and agreement, for the order of words is free."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from briefbot.language.lexicon import CUE, GROUP, PAPER, PERSON, SAYING, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import Word, words
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.russian.denials import has_object, is_denied
from briefbot.reading.quotes.russian.grammar import cases, governed, is_according, is_calling, is_standing, nouns, saying, verbs
from briefbot.reading.quotes.russian.subjects import DASHES, MEDIA, REACH, SUBORDINATE, WALL, SubjectFinder, is_medium
from briefbot.reading.quotes.tokens import QUOTE, Stream

_BEFORE_TAG = DASHES | {"не"}
_CITING = frozenset(("цитировать", "процитировать"))
_QUOTING = frozenset(("приводиться", "цитироваться", "приводить", "привести", "передавать", "цитировать", "процитировать"))
_WORDS = frozenset(("слова", "заявление", "комментарий", "высказывание", "мнение", "фразу"))
_UTTERANCES = frozenset("слова словами фраза фразу фразой реплика реплику высказывание цитата цитату".split())
_THERE = "там"
_IN = frozenset(("в", "во", "на"))
_TRANSITIVE = frozenset(lists.TRANSITIVE)
_CACHED = 1 << 12  # words
_LIGHT = {verb: frozenset(nouns.split()) for verb, nouns in lists.LIGHT.items()}
_RELAYING = frozenset(lists.RELAYING)
_NOT_TOLD = frozenset(("1per", "2per", "impr", "plur"))  # of verbs that are no narrator's of one who speaks
_NARRATING = "narrating"  # the lemma of a verb that has a thing for its object and reports nothing


@dataclass(slots=True, eq=False)
class RussianClause(Clause):
    """A clause; `denied` where it says that the words were not said, `relayed` where a medium only passes them on."""

    denied: bool = False
    relayed: bool = False


class ClauseFinder(SubjectFinder):
    """Finds the clauses of one document."""

    def __init__(self, stream: Stream, lexicon: Lexicon, mentions: list[Mention]) -> None:
        super().__init__(stream, lexicon, mentions)
        self.added: list[Mention] = []
        self._where: Mention | None = None  # the body in which something was said last
        self._light = {i for i in range(len(stream.words)) if self._is_light(i)}
        for i in self._light:
            stream.bits[i] |= SAYING

    def all(self) -> list[Clause]:
        """Every clause of saying, in the order of the text."""
        return sorted(self._found(), key=lambda clause: clause.cue)

    def _found(self) -> Iterator[Clause]:
        s = self.stream
        for i, bits in enumerate(s.bits):
            if i in self._covered or s.words[i] is QUOTE:
                continue
            low = s.words[i].lower()
            if low in {"по", "со"} and (clause := self._according(i)):
                yield clause
            elif bits & CUE and (verb := verbs(low)[0] if i in self._light else saying(low)):
                yield self._clause(i, verb)
            elif low in _UTTERANCES and (whose := self._quoted(i)) is not None:
                yield RussianClause(i, "according", saying=True, subject=whose, direct=True, inverted=True)
            elif i and s.words[i - 1] in _BEFORE_TAG and (tag := self._tag(i)) is not None:
                yield tag

    def _quoted(self, i: int) -> Mention | None:
        """Whose words, marked, follow a noun for them: "фраза Громова «…»", but not where somebody calls them something."""
        s = self.stream
        if any(bits & CUE for bits in s.bits[max(0, i - 3) : i]):
            return None
        m = self._complement(i)
        follow = m is not None and m.end < len(s.words) and s.words[m.end] is QUOTE and s.sentence[m.end] == s.sentence[i]
        return m if follow else None

    def _tag(self, i: int) -> Clause | None:
        """A speech tag by its place, whatever the verb: “…”, — развёл руками мэр."""
        s = self.stream
        start = i - 1 if i and s.words[i - 1] == "не" else i
        quoted = s.words[max(0, start - 3) : start]
        if not quoted or quoted[-1] not in DASHES or QUOTE not in quoted or any(word[0].isalnum() for word in quoted):
            return None
        verb = next((one for one in verbs(s.words[i].lower())[:1] if one.part == "VERB" and not one.traits & _NOT_TOLD), None)
        subject = self._behind(i, verb) if verb is not None else None
        if verb is None or subject is None or subject.gender == "n":
            return None
        _agree(subject, verb)
        s.bits[i] |= SAYING
        return RussianClause(i, verb.lemma, saying=True, subject=subject, inverted=True, direct=True)

    def _is_light(self, i: int) -> bool:
        """Whether a verb says something with the noun beside it: "сделала вывод", "с таким заявлением выступил"."""
        light = _light(self.stream.words[i].lower())
        return bool(light) and (self._has_noun(i, range(i + 1, i + 5)) or self._has_noun(i, range(i - 1, i - REACH, -1)))

    def _has_noun(self, i: int, near: range) -> bool:
        """Whether the noun with which a verb says something stands among these tokens."""
        s = self.stream
        wanted = _LIGHT[_light(s.words[i].lower())]
        beside = (s.words[k] for k in near if 0 <= k < len(s.words) and s.sentence[k] == s.sentence[i])
        return any(one.lemma in wanted for word in beside if word is not QUOTE for one in words(word.lower()))

    def _according(self, i: int) -> Clause | None:
        """Words like "по словам Громова", "по её мнению", "по данным министерства"."""
        s = self.stream
        cue = next((k for k in (i + 1, i + 2) if k < len(s.words) and is_according(s.words[k].lower())), None)
        if cue is None or s.sentence[cue] != s.sentence[i]:
            return None
        subject = self.by_start.get(cue - 1) if cue == i + 2 else None
        if subject is None or subject.kind is not PRONOUN_KIND:
            subject = self._complement(cue)
        elif (own := self._owner_before(i, subject)) is not None:
            subject = own
        return Clause(cue, "according", saying=True, subject=subject, according=True, direct=True, inverted=True)

    def _owner_before(self, i: int, whose: Mention) -> Mention | None:
        """The subject whose own words a parenthesis gives: "Громова, по её словам, ведёт переговоры"."""
        s = self.stream
        m = self.by_end.get(i - 1) if i and s.words[i - 1] == "," and s.sentence[i - 1] == s.sentence[i] else None
        fits = m is not None and m.kind is NAME and "nomn" in m.cases and m.gender in {"", whose.gender}
        return m if fits and s.words[whose.end + 1 : whose.end + 2] == [","] else None

    def _complement(self, noun: int) -> Mention | None:
        """The mention in the genitive behind a noun: "заявлении МИД", "словам официального представителя"."""
        s = self.stream
        for k in range(noun + 1, min(noun + 5, len(s.words))):
            m = self.by_start.get(k)
            if s.sentence[k] != s.sentence[noun] or s.words[k] in WALL or s.words[k] == ",":
                return None
            if m is not None:
                return self._apposed(m) if not m.cases or "gent" in m.cases else None
            if governed(s.words[k].lower()) or nouns(s.words[k].lower()):
                return self._noun(k, "gent")
        return None

    def _clause(self, i: int, verb: Word) -> Clause:
        s, calling = self.stream, is_calling(verb.lemma)
        lemma = _NARRATING if verb.lemma in _TRANSITIVE and has_object(s, i) else verb.lemma
        if i in self._light and (self._has_noun(i, range(i - 1, i - REACH, -1)) or not has_object(s, i)):
            lemma = "according"  # as much as a verb of saying
        clause = RussianClause(i, lemma, saying=not calling, gerund=verb.part == "GRND", denied=is_denied(s, i))
        subject, inverted = self._subject(i, verb)
        if subject is not None:
            clause.subject, clause.inverted, clause.direct = subject, inverted, True
            clause.relayed = is_medium(subject) and (verb.lemma in _RELAYING or subject.core[0] in MEDIA)
            if verb.part != "PRTS":
                _agree(subject, verb)
            who = self.by_end.get(i)
            if who is not None and who.gender == "w" and who is not subject:
                clause.relative = who
        return clause

    def _subject(self, i: int, verb: Word) -> tuple[Mention | None, bool]:
        """The subject of the verb at token `i`, and whether it stands behind."""
        if is_standing(verb):
            return self._where_it_stands(i, verb), True
        if verb.part == "PRTS" and is_calling(verb.lemma):
            return self._by_whom(i), True
        if (cited := self._cited(i, verb) or self._referred_to(i)) is not None:
            return cited, True
        before, after = self._before(i, verb), self._behind(i, verb)
        if verb.lemma in _RELAYING and self._is_papers(i):
            return after, True
        if after is not None and (before is None or self._opens_clause(i) or (is_medium(before) and not is_medium(after))):
            return after, True
        if before is None and verb.number == "plur":
            return self._inside(i), False
        return before, False

    def _is_papers(self, i: int) -> bool:
        """Whether a verb behind a comma is of what stands in marks right behind it: "…, пишет «Заря»"."""
        s = self.stream
        return s.words[i - 1 : i] == [","] and s.words[i + 1 : i + 2] == [QUOTE] and s.sentence[i + 1] == s.sentence[i]

    def _by_whom(self, i: int) -> Mention | None:
        """By whom something is called a name: "назван дирижёром „…“"."""
        s = self.stream
        near = (k for k in (*range(i + 1, i + 5), *range(i - 1, i - 5, -1)) if 0 <= k < len(s.words))
        found = (m for k in near if s.sentence[k] == s.sentence[i] and (m := self.by_start.get(k)) is not None)
        return next((m for m in found if "ablt" in m.cases and not self._is_governed(m)), None)

    def _cited(self, i: int, verb: Word) -> Mention | None:
        """Whose words others pass on: "цитирует агентство дипломата", "приводит слова Громова ТАСС"."""
        s = self.stream
        if verb.lemma in _QUOTING:
            noun = next((k for k in range(i + 1, min(i + 5, len(s.words))) if s.words[k].lower() in _WORDS), None)
            if noun is not None:
                whose = self.by_start.get(noun - 1)
                owned = whose is not None and whose.kind is PRONOUN_KIND and whose.possessive
                if not owned or whose is None:
                    return self._person_in(noun + 1, i, "gent")
                whose.apart = self._behind(i, verb)  # who passed on his own words would pass on "свои"
                return whose
        return self._person_in(i + 1, i, "accs") if verb.lemma in _CITING else None

    def _person_in(self, start: int, i: int, case: str) -> Mention | None:
        """The first person behind token `start`, in the sentence of token `i`, who stands in a case but the nominative."""
        s = self.stream
        for k in range(start, min(start + 6, len(s.words))):
            m = self.by_start.get(k)
            if k == start and self._is_medium(k, i):
                continue  # "цитирует «Новости» спикера"
            if s.sentence[k] != s.sentence[i] or s.words[k] in WALL or s.words[k].lower().startswith("сво"):
                return None
            if m is None and any(one.case == case and "anim" in one.traits for one in nouns(s.words[k].lower())):
                m = self._noun(k, case)
            straight = "nomn" in m.cases and k > start if m is not None else True  # "слова Ильвеш", which has no cases
            if m is not None and case in m.cases and not straight and m.gender not in {"n", "p"}:
                return m
        return None

    def _referred_to(self, i: int) -> Mention | None:
        """The source that an agency refers to: "сообщает ТАСС со ссылкой на Минобороны"."""
        s = self.stream
        for k in range(i + 1, min(i + REACH, len(s.words) - 1)):
            if s.sentence[k] != s.sentence[i]:
                return None
            if s.words[k].lower() == "на" and s.words[k - 1].lower() == "ссылкой":
                return self.by_start.get(k + 1)
        return None

    def _inside(self, i: int) -> Mention | None:
        """The body in which "they" said it: "в мэрии сообщили", "сообщили в пресс-службе лиги"."""
        s = self.stream
        near = [m for k in range(max(0, i - REACH), min(i + REACH, len(s.words))) if (m := self._where_at(k, i))]
        found = min(near, key=lambda m: abs(m.start - i), default=None) or self._there(i)
        self._where = found or self._where
        return found

    def _there(self, i: int) -> Mention | None:
        """The body in which something was said before, in this paragraph or the last: "отметили там"."""
        s, where = self.stream, self._where
        at = next((k for k in (i + 1, i - 1) if 0 < k < len(s.words) and s.words[k].lower() == _THERE), None)
        if at is None or where is None or s.sentence[at] != s.sentence[i] or s.paragraph[at] - s.paragraph[where.start] > 1:
            return None
        self.added.append(Mention(NOMINAL, at, at + 1, gender="n", same=where))
        return self.added[-1]

    def _where_at(self, k: int, i: int) -> Mention | None:
        m = self.by_start.get(k)
        return m if m is not None and self.stream.sentence[k] == self.stream.sentence[i] and self._is_where(m) else None

    def _is_where(self, m: Mention) -> bool:
        s = self.stream
        body = (m.kind is NAME and m.gender == "n") or (m.kind is NOMINAL and s.bits[m.end - 1] & GROUP)
        return bool(body) and m.start > 0 and s.words[m.start - 1].lower() in _IN

    def _where_it_stands(self, i: int, verb: Word) -> Mention | None:
        """The document or body that a text stands in, or whoever it is said by: "говорится в заявлении", "сказано Громовым"."""
        s = self.stream
        near = [*range(i + 1, min(i + 1 + REACH, len(s.words))), *range(i - 1, max(0, i - REACH), -1)]
        near = [k for k in near if s.sentence[k] == s.sentence[i] and s.words[k] is not QUOTE]
        found = next((m for k in near if (m := self.by_start.get(k)) is not None and self._holds_words(m, verb)), None)
        if found is None:
            places = [k for k in near if s.words[k - 1].lower() in _IN and not SUBORDINATE & set(s.words[i:k])]
            found = next((m for k in places if (m := self.by_start.get(k) or self._noun(k, "loct")) is not None), None)
        return self._antecedent(found) if found is not None and found.gender == "w" else found

    def _holds_words(self, m: Mention, verb: Word) -> bool:
        """Whether a mention is a document that something is said in, or somebody by whom it is said."""
        if self.stream.bits[m.end - 1] & PAPER:
            return "loct" in m.cases
        return verb.part == "PRTS" and "ablt" in m.cases and "nomn" not in m.cases and m.gender != "p"

    def _noun(self, k: int, case: str) -> Mention | None:
        """A thing that words stand in, or whose words they are, which no list names: "сказано в программке"."""
        s = self.stream
        found = [one for one in nouns(s.words[k].lower()) if case in cases((one,))]
        if not found:
            return None
        one = next((one for one in found if "anim" in one.traits and one.number == "sing"), None)  # "по мнению политика"
        if one is not None:
            s.bits[k] |= PERSON
        gender = "n" if one is None else "f" if one.gender == "f" else ""
        self.added.append(Mention(NOMINAL, k, k + 1, gender=gender, head=(one or found[0]).lemma, cases=frozenset((case,))))
        self.by_start[k] = self.added[-1]
        return self.added[-1]


@functools.lru_cache(maxsize=_CACHED)
def _light(word: str) -> str:
    """The dictionary form of a verb that says something with a noun alone; "" of any other word."""
    return next((one.lemma for one in verbs(word) if one.lemma in _LIGHT), "")


def _agree(subject: Mention, verb: Word) -> None:
    """Let a verb in the past tell the gender of a person whose noun or family name does not."""
    if (
        verb.gender in {"m", "f"}
        and verb.number == "sing"
        and subject.gender == ""
        and ("past" in verb.traits or verb.part == "ADJS")
    ):
        subject.gender = verb.gender
