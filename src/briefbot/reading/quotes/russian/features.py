"""What tells, in Russian, whose the marked words are, or that they are a name or nobody's.

Russian says it more plainly than English: words of somebody stand behind a colon or before a dash, and names of ships, papers
and firms in the same marks. So the features are few, and their weights are set by hand, not fitted.
"""

import functools
from bisect import bisect_left
from collections.abc import Iterator

from briefbot.language.lexicon import CALLING, CUE
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.entities import PERSON_KIND, PLACE_KIND
from briefbot.reading.quotes.features import FeatureMaker, Previous, Situation
from briefbot.reading.quotes.marks import Marked
from briefbot.reading.quotes.mentions import NAME, PRONOUN_KIND, Mention
from briefbot.reading.quotes.ranking import Model
from briefbot.reading.quotes.russian.clauses import RussianClause
from briefbot.reading.quotes.russian.grammar import governed, nouns
from briefbot.reading.quotes.templates import Feature, Sums
from briefbot.reading.quotes.tokens import QUOTE

_TITLE = "tn"  # what `Situation.is_title` looks for
_STOPS = frozenset(".!?…,—–-")
_DASHES = frozenset("—–-")
_REACH = 12  # tokens
_SIGNS = 6  # tokens of a paragraph that is one piece of speech
_RIVALS = 8  # mentions before one that are looked at
_FEW, _MANY = 3, 6  # words: a name or a scare quote has few, an utterance has many

# Log odds, set by hand on articles of the project's own.
CANDIDATE = {
    "again": 10.0,  # another paragraph of the same quotation
    "behind0": 8.0, "behind1": 7.0, "behind2": 5.0,  # subject of the clause behind the words, by distance
    "announced": 8.0,  # subject of the clause that ends in a colon before them
    "before0": 7.0, "before1": 6.0, "before2": 5.0,
    "first": 4.0, "relative": 0.5, "label": 8.0,
    "speaker": 5.0,  # spoke last in the same paragraph
    "beside": 6.0,  # does something behind them: "«…», — Громов развёл руками"
    "earlier": 3.5, "later": 1.0, "other": 0.5,
    "calling": -0.5, "pronoun": 0.3, "far": -1.0, "subject": 1.0, "oblique": -1.5, "outside": -1.5,
    "inside": -3.5,  # spoke in another sentence, while these words are part of one that says nothing of him
    "answers": 9.0,  # the one whom an interview is with
    "asks": -30.0,  # nobody else's than the interviewer's
    "denied": -30.0,  # of whom the narrator says that he did not say it
    "relayed": -6.0,  # a medium that passes on what somebody said
    "colon": 6.0,  # opens the sentence that ends in a colon
}  # fmt: skip
NOBODY = {_TITLE: 30.0, "scare": 4.5, "word": 9.0, "whole": -1.0, "utterance": -6.0, "fragment": 2.5, "spoken": -30.0}
UNKNOWN = 3.0  # somebody whom no candidate stands for
_GOES_ON = 0.2  # where a speaker is no likelier, whoever speaks next is not taken to go on
# Under this no name is shown. On news that was read for it, what fell between .3 and this was wrong as often as right.
THRESHOLD = 0.55


def model_of(english: Model) -> Model:
    """The weights of Russian; whom a pronoun means is ranked as in English."""
    return Model(Sums(CANDIDATE), NOBODY, english.antecedent, 1.0, THRESHOLD, UNKNOWN, goes_on=_GOES_ON)


class RussianFeatures(FeatureMaker):
    """Situations, candidates and features for the quotations of one Russian document."""

    @functools.cached_property
    def _questions(self) -> frozenset[int]:
        """The paragraphs that are a question of an interview: speech behind a dash alone, up to a question mark.

        Where questions and answers take turns, what stands where a question would is one, too ("— Говорят, вы устали.").
        """
        asked = {p for p, last in self._speeches.items() if last == "?" and p + 1 in self._opened}
        return frozenset(asked.union(*(self._by_turns(run) for run in self._dialogues())))

    def _by_turns(self, run: list[int]) -> list[int]:
        """Every other paragraph of a dialogue, where it begins with a question, and no answer is one."""
        questions = [p for p in run[::2] if p in self._speeches]
        marked = sum(self._speeches[p] == "?" for p in questions)
        if self._speeches.get(run[0]) != "?" or any(self._speeches.get(p) == "?" for p in run[1::2]):
            return []
        return questions if len(questions) == len(run[::2]) and 2 * marked >= len(questions) else []

    def _dialogues(self) -> Iterator[list[int]]:
        """The runs of paragraphs that open with speech, each of two at least, an even number."""
        run: list[int] = []
        for p in [*sorted(self._opened), -1]:
            if run and p != run[-1] + 1:
                if len(run) > 1:
                    yield run[: len(run) // 2 * 2]
                run = []
            run.append(p)

    @functools.cached_property
    def _opened(self) -> frozenset[int]:
        """The paragraphs that open with speech behind a dash, or are nothing but marked words."""
        s = self.stream
        places = zip(s.quote_at, self.marked, strict=True)
        opened = {s.paragraph[k] for k, one in places if one.spoken and k == s.first[s.paragraph[k]]}
        return frozenset(opened.union(self._speeches))

    @functools.cached_property
    def _answers(self) -> frozenset[int]:
        """The paragraphs that answer: behind a question, up to the next one."""
        return frozenset(p for p in self._opened if p - 1 in self._questions and p not in self._questions)

    @functools.cached_property
    def _speeches(self) -> dict[int, str]:
        """Paragraphs that are nothing but somebody's words → their last character."""
        s = self.stream
        alone = [(s.paragraph[k], one) for k, one in zip(s.quote_at, self.marked, strict=True) if self._stands_alone(k)]
        return {p: self.text[one.end - 1] for p, one in alone}

    def _stands_alone(self, k: int) -> bool:
        """Whether marked words are all that a paragraph holds, but for signs."""
        s = self.stream
        p = s.paragraph[k]
        few = s.first[p + 1] - s.first[p] <= _SIGNS  # a paragraph of ten thousand quotations is looked at by none of them
        return few and all(word is QUOTE or not word[0].isalnum() for word in s.words[s.first[p] : s.first[p + 1]])

    @functools.cached_property
    def _guest(self) -> Mention | None:
        """Whom an interview is with: the one person whom the paragraphs before the first question name in full."""
        first = min(self._questions, default=-1)
        until = self.stream.first[first] if first >= 0 else 0
        named = [m for m in self.mentions if m.kind is NAME and m.start < until and len(m.core) > 1]
        people = {m.entity: m for m in named if self.entities.all[m.entity].kind == PERSON_KIND}
        return next(iter(people.values())) if len(people) == 1 else None

    @functools.cached_property
    def _denied(self) -> set[tuple[int, int]]:
        """Mentions, each with the sentence in which the narrator says that it did not say something."""
        denied = [c for c in self.clauses if isinstance(c, RussianClause) and c.denied]
        return {(id(c.subject), self.stream.sentence[c.cue]) for c in denied}

    def _clauses_before(self, at: int, sentence: int, paragraph: int) -> tuple[Clause | None, Clause | None, Clause | None]:
        """As in English, but a verb of a relative clause, or a place's ("…, что Москва ждёт"), gives way to the main one."""
        before, first, earlier = super()._clauses_before(at, sentence, paragraph)
        if before is not None and first is not None and (self._is_relative(before) or self._is_places(before)):
            before, first = first, before
        return before, first, earlier

    def _is_places(self, clause: Clause) -> bool:
        """Whether a verb's subject is a place."""
        entity = self.entities.of(clause.subject) if clause.subject is not None else None
        return entity is not None and entity.kind == PLACE_KIND

    def _is_relative(self, clause: Clause) -> bool:
        """Whether "который" stands between a verb and the comma before it."""
        s = self.stream
        for k in range(clause.cue - 1, max(-1, clause.cue - _REACH), -1):
            if s.words[k] == ",":
                return False
            if s.words[k].lower().startswith("котор"):
                return True
        return False

    def _context(self, q: int, k: int, before: Clause | None, after: Clause | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        s = self.stream
        marked = self.marked[q]
        content = self.text[marked.start : marked.end]
        first, last = s.first[s.paragraph[k]], s.first[s.paragraph[k] + 1]
        prior = "^" if k == first or s.sentence[k - 1] != s.sentence[k] else self._class(k - 1)
        following = "$" if k + 1 == last or s.sentence[k + 1] != s.sentence[k] else self._class(k + 1)
        small = content[0].islower()
        if small and prior == ",":
            prior = "w"  # a fragment, for all that a comma stands before it
        chained = "q" if QUOTE in s.words[max(first, k - 40) : k] else "-"
        alone = k == first and k + 1 == last
        context = (
            prior, "s" if small else "c", "1" if k == first else "0", chained, following, "--",
            "A" if alone else "-", "c" if self._is_announced(k) else "-",
        )  # fmt: skip
        return context, (self._own(marked, k, prior, following, content, before, after),)

    def _own(
        self, marked: Marked, k: int, prior: str, following: str, content: str, before: Clause | None, after: Clause | None
    ) -> str:
        """What marked words are by themselves: a name, a scare quote, a fragment, or whole words."""
        if marked.spoken:
            return "spoken"
        size = len(content.split())
        if content[0].islower():
            if size == 1 and not self._is_called(k):
                return "word"
            return "scare" if before is None and after is None else "fragment"
        names_it = prior == "-" and before is None and after is None and self._noun_before(k - 1) and size < _MANY
        if names_it and content[-1] not in _STOPS:
            return _TITLE  # "ещё одной организации — «Партии моста»"
        if self._is_title(k, prior, following, content, size):
            return _TITLE
        if size >= _MANY and (content[-1] in _STOPS or prior in "^:"):
            return "utterance"
        return "whole" if size >= _FEW or prior in "^:" else "scare"

    def _is_called(self, k: int) -> bool:
        """Whether a single word is what somebody answered or called something: a verb stands right before it, or near it."""
        bits = self.stream.bits
        return bool(k and bits[k - 1] & CUE) or any(b & CALLING for b in bits[max(0, k - 4) : k])

    def _is_title(self, k: int, prior: str, following: str, content: str, size: int) -> bool:
        """Whether words with a capital are the name of something: inside a sentence, and not announced."""
        s = self.stream
        if prior == "that":  # "что «Север» не будет": a firm's or a ship's
            return size == 1 and following not in {",", "-", "$", "."} and content[-1] not in _STOPS
        if prior == ":":
            return False
        if prior == "^":
            if following == "v" and s.bits[k + 1] & CALLING:
                return False
            return following == ":" or (size < _MANY and following in {"w", "N", "v", "p", "o"} and content[-1] not in _STOPS)
        if prior in {",", "-", "Q"}:
            return size < _FEW and following not in {",", "-", "$", "."}
        noun = self._noun_before(k)
        utterance = content[-1] in ".!?…," or "," in content
        return not (utterance and size >= _MANY) or (noun and not s.bits[k - 1] & CUE and size < _MANY)

    def _noun_before(self, k: int) -> bool:
        return bool(nouns(self.stream.words[k - 1].lower()))

    def _class(self, i: int) -> str:
        """What a word beside marked words does."""
        s = self.stream
        word = s.words[i]
        if word is QUOTE:
            return "Q"
        if not word[0].isalnum():
            return word if word in ",:.;()" else "-"
        low = word.lower()
        if low == "что":
            return "that"
        if s.bits[i] & CUE:
            return "v"
        if governed(low):
            return "p"
        if low in {"и", "а", "но", "как"}:
            return "o"
        return "N" if word[0].isupper() else "w"

    def candidates(self, situation: Situation, previous: Previous) -> list[Mention]:
        """The mentions among which the speaker is looked for: subjects of the sentences around, and who was named in them."""
        found = super().candidates(situation, previous)
        if self._guest is not None and situation.paragraph in self._answers and self._guest not in found:
            found = [self._guest, *found]
        return [m for m in found if m.gender != "w" and not (m.kind is PRONOUN_KIND and m.gender in {"i", "n"})]

    def features(self, situation: Situation, found: list[Mention], previous: Previous, q: int) -> list[list[Feature]]:
        """Features of each candidate: names."""
        return [[*self._features(situation, m, previous, q)] for m in found]

    def _features(self, situation: Situation, m: Mention, previous: Previous, q: int) -> list[str]:
        s = self.stream
        names = [self._relation_to(situation, m)]
        if previous.mention is not None and self._is_same(m, previous.mention):
            if previous.group == self.marked[q].group:
                names.append("again")
            elif s.paragraph[previous.token] == situation.paragraph and self._is_bare(situation):
                names.append("speaker")
        if situation.context[0] not in "^:-" and (names[0] in {"earlier", "later"} or "speaker" in names):
            names.append("inside")
        names += self._in_interview(situation, m)
        clause = self.subject_of.get(id(m))
        if clause is not None and not clause.saying:
            names.append("calling")
        if (id(m), situation.sentence) in self._denied:
            names.append("denied")
        if isinstance(clause, RussianClause) and clause.relayed:
            names.append("relayed")
        if m.kind is PRONOUN_KIND and not m.possessive:
            names.append("pronoun")
        if names[0] in {"", "other"}:
            names.append("subject" if "nomn" in m.cases and not self._is_governed(m) else "oblique")
            if s.paragraph[m.start] != situation.paragraph:
                names.append("outside")
        return names

    def _in_interview(self, situation: Situation, m: Mention) -> list[str]:
        """What an interview's questions and answers say of somebody."""
        if situation.paragraph in self._questions:
            return ["asks"]
        return ["answers"] if m is self._guest and situation.paragraph in self._answers else []

    def _is_bare(self, situation: Situation) -> bool:
        """Whether no clause of their own sentence says whose the words are."""
        announced = situation.context[0] == ":"  # "Громов шутку не оценил: «…»"
        return not announced and all(c is None or c.subject is None for c in (situation.after, situation.before))

    def _is_same(self, m: Mention, other: Mention) -> bool:
        return m is other or (m.entity >= 0 and m.entity == other.entity)

    def _is_governed(self, m: Mention) -> bool:
        return m.start > 0 and bool(governed(self.stream.words[m.start - 1].lower()))

    def _relation_to(self, situation: Situation, m: Mention) -> str:
        """What a mention is to the verbs of saying around the words, "" where it is nothing."""
        k = situation.token
        after, before, earlier = situation.after, situation.before, situation.earlier
        if after is not None and after.subject is m and m.start > k:
            return "behind" + self._distance(k, min(after.cue, max(m.start, k)))
        if before is not None and before.subject is m:
            announced = situation.context[0] == ":" or situation.context[7] == "c"
            return "announced" if announced else "before" + self._distance(before.cue, k)
        if any(c is not None and c.subject is m for c in (situation.first, after)):
            return "first"
        if situation.context[0] == ":" and before is None and self._opens_sentence(situation, m):
            return "colon"
        if earlier is not None and earlier.subject is m:
            return "earlier"
        if situation.later is not None and situation.later.subject is m:
            return "later"
        if situation.context[7] == "c" and self._announces(situation, m):
            return "announced"
        beside = after is None and self._begins_tag(k, m)
        return "beside" if beside else "other" if id(m) in self.subject_of else ""

    def _begins_tag(self, k: int, m: Mention) -> bool:
        """Whether somebody who does something stands right behind the words and a dash: "«…», — Громов не скрывал слёз"."""
        s = self.stream
        start = m.start if m.phrase < 0 else m.phrase
        between = s.words[k + 1 : start] if start <= k + 3 else []
        return bool(between) and between[-1] in _DASHES and "nomn" in m.cases and s.sentence[start] == s.sentence[k]

    def _distance(self, a: int, b: int) -> str:
        """How many words lie between two tokens: 0 none or signs alone, 1 a few, 2 many."""
        between = sum(word[0].isalnum() for word in self.stream.words[a + 1 : b])
        return "0" if not between else "1" if between <= 5 else "2"

    def _opens_sentence(self, situation: Situation, m: Mention) -> bool:
        """Whether a mention is the first of the sentence that could do something: "Громов был краток: «…»"."""
        s = self.stream
        if s.sentence[m.start] != situation.sentence or m.start > situation.token or "nomn" not in m.cases:
            return False
        at = bisect_left(self.starts, m.start)
        rivals = (o for o in self.mentions[max(0, at - _RIVALS) : at] if s.sentence[o.start] == situation.sentence)
        rival = any("nomn" in o.cases and o.gender != "w" and not self._is_governed(o) for o in rivals)
        return not rival and not self._is_governed(m)

    def _announces(self, situation: Situation, m: Mention) -> bool:
        """Whether a mention is the subject of the clause, or opens the paragraph, that announces the words."""
        clause = self.subject_of.get(id(m))
        if clause is not None:
            return self.stream.paragraph[clause.cue] == situation.paragraph - 1
        return m.kind is NAME and "nomn" in m.cases and m.start == self.stream.first[situation.paragraph - 1]
