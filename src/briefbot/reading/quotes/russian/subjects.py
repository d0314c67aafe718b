"""Whose a Russian verb is: its subject by case and agreement, before it or behind it."""

from briefbot.language.lexicon import HEAD, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import Word, words
from briefbot.reading.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.reading.quotes.russian.apposition import apposed_behind
from briefbot.reading.quotes.russian.grammar import governed, nouns, verbs
from briefbot.reading.quotes.russian.name_words import is_name_word
from briefbot.reading.quotes.tokens import QUOTE, Stream

REACH = 12  # tokens between a verb and a subject behind it
_FAR = 45  # tokens between a verb and a subject before it
WALL = frozenset((QUOTE, ":", ";", "(", ")"))
DASHES = frozenset("—–-")
SUBORDINATE = frozenset(
    "что чтобы если когда который которая которое которые котором которого которой которых хотя потому".split()
)
MEDIA = frozenset(lists.MEDIA)


class SubjectFinder:
    """Finds the subjects of the verbs of one document among its mentions."""

    def __init__(self, stream: Stream, lexicon: Lexicon, mentions: list[Mention]) -> None:
        self.stream = stream
        self.lexicon = lexicon
        self.mentions = mentions
        self.by_start = {m.start: m for m in mentions} | {m.phrase: m for m in mentions if m.phrase >= 0}
        self.by_end = {m.end: m for m in mentions}
        self._covered = {k for m in mentions if m.kind is NAME for k in range(m.start, m.end)}

    def _opens_clause(self, i: int) -> bool:
        """Whether nothing of its own clause stands before a verb: behind words in marks, behind "как", at the beginning."""
        s = self.stream
        j = i - 1
        while j >= max(0, i - REACH) and s.sentence[j] == s.sentence[i] and (s.words[j] == ")" or self._is_filler(j)):
            j = self._bracket(j) - 1
        return j < 0 or s.sentence[j] != s.sentence[i] or s.words[j] in WALL or s.words[j] in DASHES or s.words[j] in ",."

    def _bracket(self, j: int) -> int:
        """Where the bracket opens that closes at token `j`; `j` itself where none does."""
        s = self.stream
        if s.words[j] != ")":
            return j
        opens = (k for k in range(j, max(-1, j - REACH), -1) if s.words[k] == "(" and s.sentence[k] == s.sentence[j])
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
        for k in range(i + 1, min(i + 1 + REACH, len(s.words))):
            if s.sentence[k] != s.sentence[i] or self._ends_clause(k) or (s.words[k] in WALL and not self._is_medium(k, i)):
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
        named = k == i + 1 or s.words[k - 1] in MEDIA or bool(nouns(s.words[k - 1].lower()))
        return named and s.words[k] is QUOTE and k + 1 < len(s.words) and (s.words[k + 1][0].isalpha() or s.words[k + 1] == ",")

    def _apposed(self, m: Mention) -> Mention:
        """The name that a comma sets off from a role, or the role itself."""
        return apposed_behind(self.stream, m, self.by_start) or m

    def _ends_clause(self, k: int) -> bool:
        """Whether another clause begins at token `k`: a conjunction, a dash, a finite verb that is no parenthesis."""
        s = self.stream
        low = s.words[k].lower()
        if low in SUBORDINATE or s.words[k] in DASHES:
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
        for k in range(last, max(-1, i - REACH), -1):
            if s.sentence[k] != s.sentence[i] or s.words[k] in WALL or s.words[k] == "," or s.words[k].lower() in SUBORDINATE:
                return None
            if any(one.part == "VERB" and (one.number, one.gender) == (verb.number, verb.gender) for one in _verb(s.words[k])):
                return k
        return None

    def _nearest_before(self, i: int, verb: Word) -> Mention | None:
        s = self.stream
        j = i
        while j > max(0, i - _FAR) and s.sentence[j - 1] == s.sentence[i]:
            if s.words[j - 1] == ")" and (bracket := self._bracket(j - 1)) < j - 1:
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
        for k in range(who.start, max(-1, who.start - REACH), -1):
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


def _verb(word: str) -> tuple[Word, ...]:
    """The likeliest reading of a word, where it is a verb."""
    return verbs(word.lower())[:1] if word is not QUOTE else ()


def is_medium(m: Mention) -> bool:
    """Whether a name is an agency's, a paper's or the like: who is told things and passes them on."""
    if m.kind is not NAME or not m.core:
        return False
    return m.core[0] in MEDIA or m.head in lists.MEDIUM or (m.gender == "n" and "A" <= m.core[0][0] <= "z")
