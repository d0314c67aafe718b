"""Who says: each Russian verb of saying with its subject, found by case and agreement, for the order of words is free."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from briefbot.language.lexicon import CUE, GROUP, HEAD, PAPER, PERSON, SAYING, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import Word, words
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.russian.apposition import apposed_behind
from briefbot.reading.quotes.russian.denials import has_object, is_denied
from briefbot.reading.quotes.russian.grammar import cases, governed, is_according, is_calling, is_standing, nouns, saying, verbs
from briefbot.reading.quotes.russian.name_words import is_name_word
from briefbot.reading.quotes.tokens import QUOTE, Stream

_REACH = 12  # tokens between a verb and a subject behind it
_FAR = 45  # tokens between a verb and a subject before it
_WALL = frozenset((QUOTE, ":", ";", "(", ")"))
_DASHES = frozenset("—–-")
_BEFORE_TAG = _DASHES | {"не"}
_SUBORDINATE = frozenset(
    "что чтобы если когда который которая которое которые котором которого которой которых хотя потому".split()
)
_CITING = frozenset(("цитировать", "процитировать"))
_QUOTING = frozenset(("приводиться", "цитироваться", "приводить", "привести", "передавать", "цитировать", "процитировать"))
_WORDS = frozenset(("слова", "заявление", "комментарий", "высказывание", "мнение", "фразу"))
_UTTERANCES = frozenset("слова словами фраза фразу фразой реплика реплику высказывание цитата цитату".split())
_THERE = "там"
_IN = frozenset(("в", "во", "на"))
_TRANSITIVE = frozenset(lists.TRANSITIVE)
_CACHED = 1 << 12  # words
_LIGHT = {verb: frozenset(nouns.split()) for verb, nouns in lists.LIGHT.items()}
_MEDIA = frozenset(lists.MEDIA)
_RELAYING = frozenset(lists.RELAYING)
_NOT_TOLD = frozenset(("1per", "2per", "impr", "plur"))  # of verbs that are no narrator's of one who speaks
_NARRATING = "narrating"  # the lemma of a verb that has a thing for its object and reports nothing


@dataclass(slots=True, eq=False)
class RussianClause(Clause):
    """A clause; `denied` where it says that the words were not said, `relayed` where a medium only passes them on."""

    denied: bool = False
    relayed: bool = False


class ClauseFinder:
    """Finds the clauses of one document."""

    def __init__(self, stream: Stream, lexicon: Lexicon, mentions: list[Mention]) -> None:
        self.stream = stream
        self.lexicon = lexicon
        self.mentions = mentions
        self.by_start = {m.start: m for m in mentions} | {m.phrase: m for m in mentions if m.phrase >= 0}
        self.by_end = {m.end: m for m in mentions}
        self._covered = {k for m in mentions if m.kind is NAME for k in range(m.start, m.end)}
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
        if not quoted or quoted[-1] not in _DASHES or QUOTE not in quoted or any(word[0].isalnum() for word in quoted):
            return None
        verb = next((one for one in verbs(s.words[i].lower())[:1] if one.part == "VERB" and not one.traits & _NOT_TOLD), None)
        subject = self._behind(i, verb) if verb is not None else None
        if verb is None or subject is None or subject.gender == "n":
            return None
        _agree(subject, verb)
        s.bits[i] |= SAYING
        return RussianClause(i, verb.lemma, saying=True, subject=subject, inverted=True, direct=True)

    def _is_light(self, i: int) -> bool:
        """Whether a verb says something with the noun behind it: "сделала вывод"."""
        s = self.stream
        light = _light(s.words[i].lower())
        if not light:
            return False
        near = [k for k in (*range(i + 1, i + 5), *range(i - 1, i - _REACH, -1)) if 0 <= k < len(s.words)]
        beside = (s.words[k] for k in near if s.sentence[k] == s.sentence[i] and s.words[k] is not QUOTE)
        return any(one.lemma in _LIGHT[light] for word in beside for one in words(word.lower()))

    def _according(self, i: int) -> Clause | None:
        """Words like "по словам Громова", "по её мнению", "по данным министерства"."""
        s = self.stream
        cue = next((k for k in (i + 1, i + 2) if k < len(s.words) and is_according(s.words[k].lower())), None)
        if cue is None or s.sentence[cue] != s.sentence[i]:
            return None
        subject = self.by_start.get(cue - 1) if cue == i + 2 else None
        if subject is None or subject.kind is not PRONOUN_KIND:
            subject = self._complement(cue)
        return Clause(cue, "according", saying=True, subject=subject, according=True, direct=True, inverted=True)

    def _complement(self, noun: int) -> Mention | None:
        """The mention in the genitive behind a noun: "заявлении МИД", "словам официального представителя"."""
        s = self.stream
        for k in range(noun + 1, min(noun + 5, len(s.words))):
            m = self.by_start.get(k)
            if s.sentence[k] != s.sentence[noun] or s.words[k] in _WALL or s.words[k] == ",":
                return None
            if m is not None:
                return self._apposed(m) if not m.cases or "gent" in m.cases else None
            if governed(s.words[k].lower()) or nouns(s.words[k].lower()):
                return self._noun(k, "gent")
        return None

    def _clause(self, i: int, verb: Word) -> Clause:
        s, calling = self.stream, is_calling(verb.lemma)
        lemma = _NARRATING if verb.lemma in _TRANSITIVE and has_object(s, i) else verb.lemma
        clause = RussianClause(i, lemma, saying=not calling, gerund=verb.part == "GRND", denied=is_denied(s, i))
        subject, inverted = self._subject(i, verb)
        if subject is not None:
            clause.subject, clause.inverted, clause.direct = subject, inverted, True
            clause.relayed = is_medium(subject) and (verb.lemma in _RELAYING or subject.core[0] in _MEDIA)
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
        if after is not None and (before is None or self._opens_clause(i) or (is_medium(before) and not is_medium(after))):
            return after, True
        if before is None and verb.number == "plur":
            return self._inside(i), False
        return before, False

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
            if s.sentence[k] != s.sentence[i] or s.words[k] in _WALL or s.words[k].lower().startswith("сво"):
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
        for k in range(i + 1, min(i + _REACH, len(s.words) - 1)):
            if s.sentence[k] != s.sentence[i]:
                return None
            if s.words[k].lower() == "на" and s.words[k - 1].lower() == "ссылкой":
                return self.by_start.get(k + 1)
        return None

    def _opens_clause(self, i: int) -> bool:
        """Whether nothing of its own clause stands before a verb: behind words in marks, behind "как", at the beginning."""
        s = self.stream
        j = i - 1
        while j >= max(0, i - _REACH) and s.sentence[j] == s.sentence[i] and (s.words[j] == ")" or self._is_filler(j)):
            j = self._bracket(j) - 1
        return j < 0 or s.sentence[j] != s.sentence[i] or s.words[j] in _WALL or s.words[j] in _DASHES or s.words[j] in ",."

    def _bracket(self, j: int) -> int:
        """Where the bracket opens that closes at token `j`; `j` itself where none does."""
        s = self.stream
        if s.words[j] != ")":
            return j
        opens = (k for k in range(j, max(-1, j - _REACH), -1) if s.words[k] == "(" and s.sentence[k] == s.sentence[j])
        return next(opens, j)

    def _is_filler(self, j: int) -> bool:
        """Whether a token before a verb is an adverb, a particle, "как", or a circumstance without a mention."""
        s = self.stream
        found = words(s.words[j].lower())
        return bool(found) and (found[0].part in {"ADVB", "PRCL", "CONJ"} or s.words[j].lower() == "как")

    def _behind(self, i: int, verb: Word) -> Mention | None:
        """The first mention behind a verb that can be its subject."""
        s = self.stream
        told = None  # whom it is told, where another one follows who says it: "сообщил ТАСС мэр"
        for k in range(i + 1, min(i + 1 + _REACH, len(s.words))):
            if s.sentence[k] != s.sentence[i] or self._ends_clause(k) or (s.words[k] in _WALL and not self._is_medium(k, i)):
                return told
            m = self.by_start.get(k)
            if m is not None and self._can_say(m, verb):
                if not is_medium(m) and not self._is_told(m, verb):
                    return self._apposed(self._bearer_behind(m, verb) or m)
                told = told or m
        return told

    def _bearer_behind(self, m: Mention, verb: Word) -> Mention | None:
        """Who stands in the nominative right behind a name that may be of the noun before it: "на слова Наливайко лидер …"."""
        who = next((one for k in (m.end, m.end + 1) if (one := self.by_start.get(k)) is not None), None)
        if m.kind is not NAME or "gent" not in m.cases or who is None or "gent" in who.cases or not self._can_say(who, verb):
            return None
        owned = (
            nouns(self.stream.words[m.start - 1].lower())
            if m.phrase < 0 and self.stream.words[m.start - 1] is not QUOTE
            else ()
        )
        return who if owned and self.stream.sentence[who.start] == self.stream.sentence[m.start] else None

    def _is_told(self, m: Mention, verb: Word) -> bool:
        """Whether an unknown name in the dative, right before who says it, is whom it is told: "сообщил Норд-Весту посол"."""
        who = self.by_start.get(m.end) if m.kind is NAME and m.end - m.start == 1 and "datv" in m.cases else None
        dative = who is not None and self.stream.words[m.start][-1] in "уюе" and not is_name_word(self.stream.words[m.start])
        return dative and who is not None and who.gender != "n" and self._can_say(who, verb)

    def _is_medium(self, k: int, i: int) -> bool:
        """Whether what stands in marks behind a verb is a paper's name or the like: "рассказал «Ленте», в эфире «Часа»"."""
        s = self.stream
        named = k == i + 1 or s.words[k - 1] in _MEDIA or bool(nouns(s.words[k - 1].lower()))
        return named and s.words[k] is QUOTE and k + 1 < len(s.words) and s.words[k + 1][0].isalpha()

    def _apposed(self, m: Mention) -> Mention:
        """The name that a comma sets off from a role, or the role itself."""
        return apposed_behind(self.stream, m, self.by_start) or m

    def _ends_clause(self, k: int) -> bool:
        """Whether another clause begins at token `k`: a conjunction, a dash, a finite verb that is no parenthesis."""
        s = self.stream
        low = s.words[k].lower()
        if low in _SUBORDINATE or s.words[k] in _DASHES:
            return True
        return k not in self._covered and not s.bits[k] & HEAD and any(one.part == "VERB" for one in verbs(low)[:1])

    def _before(self, i: int, verb: Word) -> Mention | None:
        """The nearest mention before a verb that can be its subject; what a relative pronoun stands for, where it is that."""
        first = self._verb_before(i, verb)
        return (self._nearest_before(first, verb) if first is not None else None) or self._nearest_before(i, verb)

    def _verb_before(self, i: int, verb: Word) -> int | None:
        """The verb before one that "и" or "но" joins to it, for both have one subject: "поздравил музей и сообщил"."""
        s = self.stream
        if i < 2 or s.words[i - 1].lower() not in {"и", "но"}:
            return None
        last = i - 3 if s.words[i - 2] == "," else i - 2
        for k in range(last, max(-1, i - _REACH), -1):
            if s.sentence[k] != s.sentence[i] or s.words[k] in _WALL or s.words[k] == "," or s.words[k].lower() in _SUBORDINATE:
                return None
            if any(one.part == "VERB" and (one.number, one.gender) == (verb.number, verb.gender) for one in _verb(s.words[k])):
                return k
        return None

    def _nearest_before(self, i: int, verb: Word) -> Mention | None:
        s = self.stream
        j = i
        while j > max(0, i - _FAR) and s.sentence[j - 1] == s.sentence[i]:
            if (bracket := self._bracket(j - 1)) < j - 1:
                j = bracket
                continue
            m = self.by_end.get(j)
            if m is not None and self._can_say(m, verb) and not self._is_inside_relative(m, i):
                return self._antecedent(m) if m.gender == "w" else m
            j = m.start if m is not None else j - 1
        return None

    def _is_inside_relative(self, m: Mention, i: int) -> bool:
        """Whether a mention lies in a relative clause that closes before the verb at token `i`: "Лев, с кем он жил, …"."""
        s = self.stream
        if m.gender == "w":
            return "," in s.words[m.end : i]
        for k in range(m.start - 1, max(-1, m.start - _FAR), -1):
            if s.sentence[k] != s.sentence[i] or s.words[k] == ",":
                return False
            if (who := self.by_start.get(k)) is not None and who.gender == "w":
                return "," in s.words[m.end : i]
        return False

    def _antecedent(self, who: Mention) -> Mention | None:
        """What "который" stands for: the mention before its comma that agrees with it."""
        s = self.stream
        for k in range(who.start, max(-1, who.start - _REACH), -1):
            m = self.by_end.get(k)
            if s.sentence[k] != s.sentence[who.start]:
                return None
            if m is not None and m.gender != "w":
                return m
        return None

    def _can_say(self, m: Mention, verb: Word) -> bool:
        """Whether a mention can be a verb's subject: in the nominative, behind no preposition, of its number and gender."""
        s = self.stream
        if "nomn" not in m.cases or self._is_governed(m):
            return False
        if m.kind is NOMINAL and not s.bits[m.end - 1] & HEAD:
            return False
        if verb.number == "plur":
            return m.gender == "p" or m.gender in {"i", "w"}
        if m.gender == "p":
            return False
        return self._agrees(m, verb)

    def _is_governed(self, m: Mention) -> bool:
        """Whether a preposition stands before a mention and its role."""
        s = self.stream
        start = m.start if m.phrase < 0 else m.phrase
        return start > 0 and s.sentence[start - 1] == s.sentence[start] and bool(governed(s.words[start - 1].lower()))

    def _agrees(self, m: Mention, verb: Word) -> bool:
        """Whether their genders agree; a woman may have a masculine role ("представитель сказала"), and a body any gender."""
        if not verb.gender or m.gender in {"", "w", "i"}:
            return "1per" not in verb.traits
        if m.kind is NAME and m.gender == "n":
            return True
        if m.kind is NOMINAL and m.gender == "n":
            heads = words(self.stream.words[m.end - 1].lower())
            return any((one.gender, one.case, one.number) == (verb.gender, "nomn", "sing") for one in heads)
        return m.gender == verb.gender

    def _inside(self, i: int) -> Mention | None:
        """The body in which "they" said it: "в мэрии сообщили", "сообщили в пресс-службе лиги"."""
        s = self.stream
        near = [m for k in range(max(0, i - _REACH), min(i + _REACH, len(s.words))) if (m := self._where_at(k, i))]
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
        near = [*range(i + 1, min(i + 1 + _REACH, len(s.words))), *range(i - 1, max(0, i - _REACH), -1)]
        near = [k for k in near if s.sentence[k] == s.sentence[i] and s.words[k] is not QUOTE]
        found = next((m for k in near if (m := self.by_start.get(k)) is not None and self._holds_words(m, verb)), None)
        if found is None:
            places = [k for k in near if s.words[k - 1].lower() in _IN and not _SUBORDINATE & set(s.words[i:k])]
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


def _verb(word: str) -> tuple[Word, ...]:
    """The likeliest reading of a word, where it is a verb."""
    return verbs(word.lower())[:1] if word is not QUOTE else ()


@functools.lru_cache(maxsize=_CACHED)
def _light(word: str) -> str:
    """The dictionary form of a verb that says something with a noun alone; "" of any other word."""
    return next((one.lemma for one in verbs(word) if one.lemma in _LIGHT), "")


def is_medium(m: Mention) -> bool:
    """Whether a name is an agency's, a paper's or the like: who is told things and passes them on."""
    if m.kind is not NAME or not m.core:
        return False
    return m.core[0] in _MEDIA or m.head in lists.MEDIUM or (m.gender == "n" and "A" <= m.core[0][0] <= "z")


def _agree(subject: Mention, verb: Word) -> None:
    """Let a verb in the past tell the gender of a person whose noun or family name does not."""
    if (
        verb.gender in {"m", "f"}
        and verb.number == "sing"
        and subject.gender == ""
        and ("past" in verb.traits or verb.part == "ADJS")
    ):
        subject.gender = verb.gender
