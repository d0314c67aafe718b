"""The noun phrases beside a verb: who is meant by what stands right behind "said", and the phrases that are in no list."""

from briefbot.language.lexicon import (  # fmt: skip
    CUE,
    DETERMINER,
    FUNCTION,
    HEAD,
    OPENER,
    PAPER,
    PARTICLE,
    PERSON,
    PREPOSITION,
    PRONOUN,
    TRANSPARENT,
    Lexicon,
)
from briefbot.reading.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.reading.quotes.tokens import Stream

PHRASE_REACH = 6  # tokens of a noun phrase
_NAME_ENDS = frozenset(",.;:)—–")  # what closes an apposition
_COMPLEMENTS = frozenset(("of", "for", "at", "in", "with"))
GENITIVES = frozenset(("'s", "’s", "'", "’"))


class Phrases:
    """One document's mentions by their places; what is found beside a verb and is no mention yet is `added`."""

    def __init__(self, stream: Stream, lexicon: Lexicon, mentions: list[Mention]) -> None:
        self.stream = stream
        self.lexicon = lexicon
        self.mentions = mentions
        self.by_end: dict[int, Mention] = {m.end: m for m in mentions}
        self.by_start: dict[int, Mention] = {m.start: m for m in mentions}
        self.added: list[Mention] = []

    def add(self, start: int, end: int) -> Mention:
        """A mention for a noun phrase that only its place gives away."""
        m = Mention(NOMINAL, start, end, gender="", head=self.stream.words[end - 1].lower())
        self.added.append(m)
        self.by_end[end] = self.by_start[start] = m
        return m

    def subject_right(self, i: int) -> Mention | None:
        """The mention right behind the verb, whole ("said Cruz spokesman Ron Nehring" → the spokesman's name)."""
        s = self.stream
        j = i + 1
        n = len(s.words)
        if j < n and s.words[j].endswith("ly") and s.words[j][0].islower():
            j += 1
        if j >= n or s.sentence[j] != s.sentence[i]:
            return None
        m = self.by_start.get(j)
        if m is None:
            m = self.phrase_right(j)
        while m is not None and m.modifies:
            following = next((self.by_start[k] for k in range(m.end, min(m.end + 6, n)) if k in self.by_start), None)
            if following is None or s.sentence[following.start] != s.sentence[i]:
                break
            m = following
        return self._named_behind(self._owned(m)) if m is not None else None

    def _owned(self, m: Mention) -> Mention:
        """Who belongs to the owner that a phrase begins with ("the bank's economist", "Ann Lee's lawyer"); else itself."""
        s = self.stream
        for _ in range(3):
            if m.end >= len(s.words) or s.words[m.end] not in GENITIVES or self._owns_paper(m):
                break
            following = self.by_start.get(m.end) or self.by_start.get(m.end + 1)
            if following is None:
                end = m.end + 1
                while (
                    end < len(s.words)
                    and end < m.end + PHRASE_REACH
                    and s.words[end].islower()
                    and not s.bits[end] & PREPOSITION
                ):
                    if (named := self.by_start.get(end)) is not None and named.kind is NAME:
                        return named
                    end += 1
                return self.add(m.start, end) if end > m.end + 1 else m
            m = following
        return m

    def phrase_right(self, j: int) -> Mention | None:
        """The noun phrase that begins at token `j`, or the name that it ends in ("Ohio governor Ann Lee")."""
        s = self.stream
        n = len(s.words)
        if s.bits[j] & DETERMINER:
            return self._determined(j)
        if s.words[j][0].islower() and not s.bits[j] & (PREPOSITION | FUNCTION | OPENER | TRANSPARENT | CUE | PARTICLE):
            for end in range(j, min(j + PHRASE_REACH, n)):
                m = self.by_start.get(end)
                if m is not None and m.kind is NAME:
                    return m
                if not s.words[end][0].isalnum() or s.bits[end] & PREPOSITION:
                    return None
        return None

    def _determined(self, j: int) -> Mention | None:
        """The phrase behind a determiner: "the bank's chief economist", "the team's captain Tom Vale"."""
        s = self.stream
        n, end, reach = len(s.words), j + 1, j + PHRASE_REACH
        while end < n and end < reach and s.sentence[end] == s.sentence[j]:
            m = self.by_start.get(end)
            if m is not None and m.kind is NAME:
                if not m.possessive or self._owns_paper(m):
                    return m
                end, reach = m.end, m.end + PHRASE_REACH
            elif s.words[end] not in GENITIVES and (
                not s.words[end][0].isalnum() or s.bits[end] & (PREPOSITION | CUE | PRONOUN)
            ):
                break
            elif s.words[end] in GENITIVES:
                reach = end + PHRASE_REACH
            end += 1
        return self.add(j, end) if end > j + 1 else None

    def _owns_paper(self, m: Mention) -> bool:
        """Whether what follows a possessive is a document ("the ministry's official comments"): its owner speaks."""
        phrase = self.by_start.get(m.end)
        return phrase is not None and bool(self.stream.bits[phrase.end - 1] & PAPER)

    def _named_behind(self, m: Mention) -> Mention:
        """The name that follows a role directly or after a comma ("his lawyer, Ann Smith")."""
        s = self.stream
        if m.kind is not NOMINAL:
            return m
        n, j = len(s.words), m.end
        known = bool(s.bits[m.end - 1] & (PERSON | HEAD))
        while s.bits[m.end - 1] & PERSON and j < min(m.end + PHRASE_REACH, n) and (s.words[j].islower() or j in self.by_start):
            if (s.bits[j] & (CUE | OPENER) and j > m.end + 1) or (
                j == m.end and s.words[j] not in ("of", "for", "at", "in", "with")
            ):
                break
            beside = j > m.end + 1 and s.words[j - 1].islower() and not s.bits[j - 1] & PREPOSITION
            person = self.by_start.get(j) if beside else None
            if person is not None and person.kind is NAME and len(person.core) > 1 and not person.possessive:
                return person  # "the club's head of press Ann Smith"
            j = self.by_start[j].end if j in self.by_start and self.by_start[j].kind is NAME else j + 1
        if j < n and s.words[j] == "," and s.sentence[j] == s.sentence[m.start]:
            j += 1
        elif j > m.end:
            return m
        following = self.by_start.get(j)
        if following is None or following.kind is not NAME or not following.core or s.sentence[j] != s.sentence[m.start]:
            return m
        closed = following.end >= n or s.words[following.end] in _NAME_ENDS or s.sentence[following.end] != s.sentence[j]
        return following if (known and j <= m.end + 1) or (closed and not following.possessive) else m

    def _modified(self, preposition: int) -> Mention | None:
        """Who "speaking to", "known as" or "close to" describes: the mention before that word."""
        s = self.stream
        word = s.words[preposition - 1]
        describes = word.islower() and word.endswith(("ing", "ed", "own", "close", "familiar", "sent", "written"))
        head = self.by_end.get(preposition - 1) if describes else None
        return head if head is not None and head.kind is NOMINAL and s.bits[head.end - 1] & (PERSON | PAPER) else None
