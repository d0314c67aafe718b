"""What tells whether a mention is the speaker of a quotation, as features for the ranking model."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from briefbot.language.lexicon import CUE, DETERMINER, HEAD, NAMING, OPENER, PAPER, PREPOSITION, TRANSPARENT
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, Entities
from briefbot.reading.quotes.marks import Marked
from briefbot.reading.quotes.mentions import NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.templates import Feature
from briefbot.reading.quotes.tokens import QUOTE, Stream
from briefbot.reading.quotes.works import has_title_case, is_work_or_inscription

_BEFORE, _AFTER, _EARLIER = 8, 6, 4
_WORK = "work"
_TITLE = "tn"  # in title case, and behind a word that announces a name


class Situation(NamedTuple):
    """What surrounds one quotation."""

    token: int
    sentence: int
    paragraph: int
    before: Clause | None  # the last clause of its sentence before it
    after: Clause | None  # the first clause of its sentence behind it
    earlier: Clause | None  # the last clause of an earlier sentence of its paragraph
    first: Clause | None  # the first clause of its sentence, where it is another one than `before`
    later: Clause | None  # the first clause of the sentence behind it
    context: tuple[str, ...]  # what every feature may be crossed with
    own: tuple[str, ...]  # features of the quotation itself, for the answer "nobody's words"

    @property
    def is_title(self) -> bool:
        """Whether it is a work's name or an inscription, as the words beside it tell: nobody's words."""
        return _TITLE in self.own or _WORK in self.own


class Previous(NamedTuple):
    """Who spoke before: the mention taken for the quotation before this one, and its token."""

    mention: Mention | None
    token: int
    group: int


class FeatureMaker:
    """Situations, candidates and features for the quotations of one document."""

    def __init__(
        self,
        text: str,
        stream: Stream,
        marked: Sequence[Marked],
        mentions: list[Mention],
        clauses: list[Clause],
        entities: Entities,
    ) -> None:
        self.text = text
        self.stream = stream
        self.marked = marked
        self.mentions = mentions
        self.starts = [m.start for m in mentions]
        self.clauses = clauses
        self.cues = [c.cue for c in clauses]
        self.entities = entities
        self.types = {id(m): self._type(m) for m in mentions}
        self._beside: dict[int, tuple[str, str, str, str, str, str, int]] = {}
        self.subject_of: dict[int, Clause] = {}
        for clause in clauses:
            if clause.subject is not None:
                held = self.subject_of.get(id(clause.subject))
                if held is None or (clause.saying and not held.saying):
                    self.subject_of[id(clause.subject)] = clause
        self.subjects_at = [at for at, m in enumerate(mentions) if id(m) in self.subject_of]

    def _type(self, m: Mention) -> str:
        """One letter for what a mention is."""
        if m.kind is PRONOUN_KIND:
            return "h" if m.gender in ("m", "f") and not m.possessive else "H" if m.possessive else m.gender
        if m.kind is NOMINAL:
            return {"n": "d", "p": "D"}.get(m.gender, "r")
        entity = self.entities.of(m)
        if m.modifies:
            return "M"
        kind = entity.kind if entity else ""
        return {PERSON_KIND: "P", ORGANIZATION_KIND: "O"}.get(kind, "Q" if entity and len(entity.full) > 1 else "N")

    def situation(self, q: int) -> Situation:
        """What surrounds quotation number `q`."""
        s = self.stream
        k = s.quote_at[q]
        sentence, paragraph = s.sentence[k], s.paragraph[k]
        at = bisect_left(self.cues, k)
        before, first, earlier = self._clauses_before(at, sentence, paragraph)
        after = later = None
        if at < len(self.cues) and s.sentence[self.cues[at]] == sentence:
            after = self._clause_after(at, sentence)
        elif at < len(self.cues) and s.sentence[self.cues[at]] == sentence + 1 and s.paragraph[self.cues[at]] == paragraph:
            later = self.clauses[at]
        context, own = self._context(q, k, before, after)
        return Situation(k, sentence, paragraph, before, after, earlier, first, later, context, own)

    def _clause_after(self, at: int, sentence: int) -> Clause:
        """The first clause from number `at` on; a verb of thinking gives way to one of saying in the same sentence."""
        for clause in self.clauses[at : at + 3]:
            if self.stream.sentence[clause.cue] == sentence and not clause.thinking and clause.subject is not None:
                return clause
        return self.clauses[at]

    def _clauses_before(self, at: int, sentence: int, paragraph: int) -> tuple[Clause | None, Clause | None, Clause | None]:
        """Of the clauses before number `at`: the last and the first of the sentence, and the paragraph's last before it."""
        s = self.stream
        before = first = earlier = None
        for clause in reversed(self.clauses[max(0, at - 8) : at]):
            if s.paragraph[clause.cue] != paragraph:
                break
            if s.sentence[clause.cue] == sentence:
                if (
                    before is None
                    or before.subject is None
                    or (before.thinking and not clause.thinking and clause.subject is not None)
                ):
                    before = clause if before is None or clause.subject is not None else before
                elif clause.subject is not None:
                    first = clause
            else:
                earlier = clause
                if clause.subject is not None:
                    break
        return before, first, earlier

    def _context(self, q: int, k: int, before: Clause | None, after: Clause | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        s = self.stream
        words = s.words
        marked = self.marked[q]
        content = self.text[marked.start : marked.end]
        first, last = s.first[s.paragraph[k]], s.first[s.paragraph[k] + 1]
        opens = k == first
        prior = "^" if k == first or s.sentence[k - 1] != s.sentence[k] else self._class(k - 1)
        following = "$" if k + 1 == last or s.sentence[k + 1] != s.sentence[k] else self._class(k + 1)
        end = content[-1] if content[-1] in ",.?!" else "-" if content[-1] in "—–-…" else "w"
        small = content[0].islower()
        tokens = content.split()
        n = len(tokens)
        size = 1 if n < 2 else 2 if n < 3 else 3 if n < 4 else 4 if n < 6 else 6 if n < 10 else 10
        alone = opens and k + 1 == last
        shape = ("s" if small else "c") + end
        a = "-" if after is None else self._gap_after(k, after)
        b = "-" if before is None else self._gap_before(k, before)
        titled = "t" if 1 < n < 12 and has_title_case(tokens) else "u"
        comma = k - 1 > first and words[k - 1] == "," and s.bits[k - 2] & NAMING and s.bits[k - 2] & PAPER
        naming = "n" if k > first and (s.bits[k - 1] & NAMING or comma) else "-"
        verb = before.lemma if before is not None and b in ("0", "1") else ""
        context = (
            prior, shape, "1" if opens else "0",
            "q" if k > first and QUOTE in words[max(first, k - 40) : k] else "-", following,
            f"{a}{b}", "A" if alone else "-", "c" if self._is_announced(k) else "-",
        )  # fmt: skip
        own = (
            f"size{size}", f"{titled}{size}", f"{titled}{naming}", f"prior{prior}", f"follow{following}",
            f"shape{shape}{size}", f"cues{a}{b}", f"{titled}cues{a}{b}",
            f"{titled}{prior}", f"{titled}word{_common(words[k - 1]) if k > first else ''}",
            f"open{opens}{end}", f"alone{alone}",
            f"word{_common(words[k - 1]) if k > first and s.sentence[k - 1] == s.sentence[k] else ''}",
            f"size{size}cues{a}{b}", f"verb{verb}", f"verb{verb}{titled}", f"{shape}{prior}", f"{shape}cues{a}{b}",
            f"{titled}{shape}{following}",
            f"{prior}{following}{titled}", f"next{_common(words[k + 1]) if following != '$' else ''}", f"prior{prior}{size}",
        )  # fmt: skip
        return context, (*own, _WORK) if is_work_or_inscription(s, k, tokens) else own

    def _is_announced(self, k: int) -> bool:
        """Whether the quotation opens its paragraph, and the paragraph before ends in a colon."""
        s = self.stream
        return k == s.first[s.paragraph[k]] and k > 0 and s.words[k - 1] == ":"

    def _class(self, i: int) -> str:
        """What a word beside a quotation or a mention does."""
        s = self.stream
        word = s.words[i]
        if not word[0].isalnum():
            return word if word in ",:.;()" else "Q" if word is QUOTE else "-"
        b = s.bits[i]
        if b & CUE:
            return "v"
        low = word.lower()
        if low in (
            "that",
            "and",
            "but",
            "of",
            "to",
            "as",
            "with",
            "for",
            "by",
            "from",
            "who",
            "in",
            "on",
            "a",
            "the",
            "is",
            "was",
            "about",
        ):
            return low
        if b & PREPOSITION:
            return "p"
        if b & OPENER:
            return "o"
        if b & TRANSPARENT:
            return "x"
        if b & DETERMINER:
            return "d"
        return "N" if word[0].isupper() else "h" if b & HEAD else "w"

    def _gap_after(self, k: int, clause: Clause) -> str:
        """How far behind the quotation its clause begins: 0 at once, 1 near, 2 far."""
        begin = min(clause.cue, clause.subject.start) if clause.subject is not None and clause.subject.start > k else clause.cue
        gap = begin - k - 1
        if gap > 0 and not self.stream.words[k + 1][0].isalnum():
            gap -= 1
        size = "0" if gap <= 0 else "1" if gap <= 3 else "2"
        return size + ("" if clause.subject is not None else "x")

    def _gap_before(self, k: int, clause: Clause) -> str:
        gap = k - clause.cue - 1
        if gap > 0 and self.stream.words[k - 1] in (",", ":", "that"):
            gap -= 1
        size = "0" if gap <= 0 else "1" if gap <= 5 else "2"
        return size + ("" if clause.subject is not None else "x")

    def candidates(self, situation: Situation, previous: Previous) -> list[Mention]:
        """The mentions among which the speaker is looked for."""
        s = self.stream
        k, p = situation.token, situation.paragraph
        at = bisect_left(self.starts, k)
        low = bisect_left(self.starts, s.first[p])
        high = bisect_left(self.starts, s.first[p + 1])
        found = self.mentions[max(low, at - _BEFORE) : min(high, at + _AFTER)]
        if low < at - _BEFORE:
            found = self._subjects(self.mentions[max(low, at - _BEFORE - 12) : at - _BEFORE]) + found
        if p > 0:
            start = bisect_left(self.starts, s.first[max(0, p - 2)])
            near = max(start, low - _EARLIER)
            first, last = bisect_left(self.subjects_at, start), bisect_left(self.subjects_at, near)
            found = (
                [self.mentions[at] for at in self.subjects_at[max(first, last - 3) : last]] + self.mentions[near:low] + found
            )
        if situation.context[6] == "A" and p + 2 < len(s.first):
            found = found + self.mentions[high : high + 2]
        if previous.mention is not None and all(m is not previous.mention for m in found):
            found = [previous.mention, *found]
        before, after = situation.before, situation.after
        patient = before.patient if before is not None else None
        told = after.patient if after is not None and after.lemma != "hear" else None  # "“…,” Ann Lee was told"
        return [m for m in found if not m.quoted and m is not patient and m is not told]

    def _subjects(self, mentions: list[Mention]) -> list[Mention]:
        return [m for m in mentions if id(m) in self.subject_of]

    def features(self, situation: Situation, found: list[Mention], previous: Previous, q: int) -> list[list[Feature]]:
        """Features of each candidate."""
        s = self.stream
        k, p, sentence = situation.token, situation.paragraph, situation.sentence
        at = sum([m.start < k for m in found])
        prior, shape, opens, chained, following, cues, _alone, announced = situation.context
        continues = "+" if previous.group == self.marked[q].group else announced
        entity_before = previous.mention.entity if previous.mention is not None else -1
        same_paragraph = previous.mention is not None and s.paragraph[previous.token] == p
        result: list[list[Feature]] = []
        for i, m in enumerate(found):
            t, left, right, subject, lemma, kind, quotes = self._beside.get(id(m)) or self._look_beside(m)
            before = m.start < k
            side = "b" if before else "a"
            rank = side + str(min(at - i - 1 if before else i - at, 4))
            distance = s.sentence[m.start] - sentence
            gap = "0" if distance == 0 else "-1" if distance == -1 else "-2" if distance < 0 else "+1"
            where = "=" if s.paragraph[m.start] == p else "<" if s.paragraph[m.start] < p else ">"
            count = q - quotes if before else quotes - q - 1
            between = "0" if count <= 0 else "1" if count == 1 else "2"
            tokens = abs(m.end - 1 - k) if before else m.start - k
            near = "0" if tokens <= 2 else "1" if tokens <= 5 else "2" if tokens <= 12 else "3" if tokens <= 30 else "4"
            relation = self._relation(situation, m)
            again = "-"
            if m is previous.mention:
                again = "="
            elif entity_before >= 0 and m.entity == entity_before:
                again = "e"
            again += "p" if same_paragraph else "d" if previous.mention is not None else "-"
            heads = self._heads(m, left, gap)
            result.append([
                ("kind", relation, t, prior, chained), ("around", relation, cues, following, shape),
                ("opening", relation, again, subject, side, prior, opens),
                ("apart", relation, subject, between, gap, chained, rank, where), ("verb", relation, lemma, side, gap),
                ("left", left, heads, t, side, gap, between), ("right", right, t, side, gap),
                ("near", relation, near, left, heads, continues), ("place", t, kind, rank, where, gap, near, continues),
                ("again", again, prior, shape, opens, where, gap, continues), ("cues", cues, again, between, t, side),
                ("rank", rank, following, prior), ("heads", heads, prior, cues),
            ])  # fmt: skip
        return result

    def _look_beside(self, m: Mention) -> tuple[str, str, str, str, str, str, int]:
        """What of a mention's features is the same for every quotation: its type, what stands beside it, its verb."""
        s = self.stream
        opens = m.start == s.first[s.paragraph[m.start]] or s.sentence[m.start - 1] != s.sentence[m.start]
        left = "^" if opens else self._class(m.start - 1)
        right = "$" if m.end >= len(s.words) or s.sentence[m.end] != s.sentence[m.start] else self._class(m.end)
        clause = self.subject_of.get(id(m))
        subject, lemma = "-", ""
        if clause is not None:
            subject = ("s" if clause.saying else "c") + ("i" if clause.inverted else "g" if clause.gerund else "")
            lemma = clause.lemma
        quotes = bisect_left(s.quote_at, m.start)  # how many there are before it
        found = self._beside[id(m)] = (self.types[id(m)], left, right, subject, lemma, f"{m.modifies}{m.possessive}", quotes)
        return found

    def _heads(self, m: Mention, left: str, gap: str) -> str:
        """Whether a mention opens its sentence or clause, or stands alone in its paragraph."""
        s = self.stream
        p = s.paragraph[m.start]
        if gap == "+1" and s.first[p + 1] - m.end <= 2 and m.start - s.first[p] <= 2:
            return "L"
        if m.possessive or m.modifies:
            return "-"
        return left if left in ("^", ",", "Q", "o", "that", "and", "but") else "-"

    def _relation(self, situation: Situation, m: Mention) -> str:
        """What the mention is to the verbs of saying around the quotation."""
        after, before, earlier = situation.after, situation.before, situation.earlier
        if after is not None and after.subject is m:
            side = "=" if m.start > situation.token else "<"
            return (
                f"A{self._gap_after(situation.token, after)}{'i' if after.inverted else ''}{'' if after.saying else 'c'}{side}"
            )
        if before is not None and before.subject is m:
            return f"B{self._gap_before(situation.token, before)}{'i' if before.inverted else ''}{'' if before.saying else 'c'}"
        if before is not None and before.relative is m:
            return "W"
        if earlier is not None and earlier.subject is m:
            return (
                f"E{'0' if situation.context[4] == '$' else ''}{'i' if earlier.inverted else ''}{'' if earlier.saying else 'c'}"
            )
        if situation.first is not None and situation.first.subject is m:
            return f"F{'' if situation.first.saying else 'c'}"
        if situation.later is not None and situation.later.subject is m:
            return f"L{'' if situation.later.saying else 'c'}"
        clause = self.subject_of.get(id(m))
        if clause is None:
            return "-"
        return f"O{'' if clause.saying else 'c'}"


def _common(word: str) -> str:
    """A word that can be a feature: names are not, lest the model learn by heart who speaks."""
    return word if word.islower() else word[0] if not word[0].isalnum() else "N"
