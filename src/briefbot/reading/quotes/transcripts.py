"""Transcripts and interviews: paragraphs that begin with who speaks, and those that go on with it, without marks.

Whether a text is one is told by its evidence: several turns of at least two speakers, one of whom comes back, whose words are
sentences. So an article with "Note:" or "WASHINGTON:" is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefbot.model import Attribution, Span, SpeakerSource
from briefbot.reading.page.forms import Form, form
from briefbot.reading.quotes.guests import full_names
from briefbot.reading.quotes.guests import guest as guest_of
from briefbot.reading.quotes.labels import (
    ALONE,
    ANSWER,
    DASHED,
    INLINE,
    LETTERED,
    QUESTION,
    STOPPED,
    Label,
    label,
    likely,
)
from briefbot.reading.quotes.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefbot.language.lexicon import Lexicon

_INITIALS = 4  # so many capitals are a name, fewer may be initials
_FEWEST = 3  # turns that make a transcript
_FEWEST_QUESTIONS = 2
_SENTENCES = 0.6  # the share of turns that end as sentences do
_ABOUT_THEM = 0.4  # of so many turns that begin with "he" or "she", the labels are who is told of
_LABELLED = 0.25  # the share of paragraphs from the first label to the last that have one
# A label names the speaker as surely as "said" does; who answers is inferred from whom the introduction is about.
_LABEL_IS_RIGHT, _CONTINUED_IS_RIGHT, _ANSWER_IS_RIGHT = 0.9, 0.8, 0.7
_ENDS = re.compile(r"[.!?…:;—–-][\"'”’»)\]*_]*$")
_ASIDE = re.compile(r"[\[(*_].*[\])*_]\W?$|[-–—*_=~#\s]+$|\d{1,2}[.:]\d{2}\s?(?:[ap]\.?m\.?)?$", re.DOTALL | re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:this|the|our|his|her) (?:\w+ )?(?:transcript|interview|conversation|podcast|episode|hearing|meeting|session|briefing|"
    r"sitting|debate|event|call|committee|house|question)\b|transcri|edited|listen|subscribe|follow|read|watch|end\b|ends\b|©|copyright",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:(?:\*\*|__|\*|_)[^*_\n]{3,300}\?(?:\*\*|__|\*|_)|(?:#{1,6} |\d{1,2}[.)] )?[^\W\d_a-z][^\n.!?:“”\"]{2,200}\?)"
)
# A label that was not read as one: its words are somebody else's.
_LABELLED_OTHERWISE = re.compile(r"\W{0,3}[^\W_][^:!?\n“”\"]{0,30}(?::|\.\s?[–—−])\s|[^\W\d_][\w.]*\s[^\W\d_a-z]{3,}\.\s")
_THEY = re.compile(r"(?:He|She|His|Her)\b")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MARKED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]\W?$")


class _Placed(NamedTuple):
    """A label, the paragraph that its words begin in, and the one that it stands in: the same, or the one before."""

    label: Label
    paragraph: int
    opening: int


def turns(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> list[Said]:
    """The turns of a text, paragraph by paragraph in its order; none where the text is no transcript."""
    places = likely(text, paragraphs)
    places[ALONE] = sorted(places[ALONE] + places[INLINE])  # a label on a line of its own may have its colon
    for forms in ((INLINE, LETTERED), (STOPPED,), (DASHED,), (ALONE,)):
        found = _labels(text, paragraphs, places[forms[0]], lexicon, forms)
        if found and found[0].opening == 0 and _is_headline(text[found[0].label.words : paragraphs[found[0].paragraph].end]):
            found = found[1:]
        if len(found) < _FEWEST:
            continue
        names = _Names(text, found, text[: paragraphs[found[0].opening].start], lexicon)
        found = _without_notes(text, found, names)
        if len(found) >= _FEWEST and _is_transcript(text, paragraphs, found, names, alone=forms == (ALONE,)):
            return list(_turns(text, paragraphs, found, names, lexicon, alone=forms == (ALONE,)))
    return list(_answers(text, paragraphs, lexicon))


def _answers(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> Iterator[Said]:
    """The turns of an interview whose questions are set apart (**Who pays?**), and whose guest the introduction names."""
    asked = [
        at
        for at, paragraph in enumerate(paragraphs)
        if text[paragraph.end - 1] in "?*_" and _ASKED.fullmatch(text, paragraph.start, paragraph.end)
    ]
    if len(asked) < _FEWEST_QUESTIONS or any(b - a < 2 for a, b in pairwise(asked)):  # questions behind each other are a list
        return
    guest = guest_of(text, paragraphs[: asked[0]], lexicon, told=True)
    if guest is None:
        return
    goes_on = any(b - a > 2 for a, b in pairwise(asked))
    for at, until in zip(asked, [*asked[1:], len(paragraphs) if goes_on else asked[-1] + 2], strict=True):
        for further in range(at + 1, min(until, len(paragraphs))):
            span = paragraphs[further]
            if not _goes_on(text, span, guest):
                break
            source = SpeakerSource(Attribution.NAMED, guest, span, None, _ANSWER_IS_RIGHT)
            yield Said(span, source, opens=further == at + 1)


def _labels(
    text: str, paragraphs: Sequence[Span], places: Sequence[int], lexicon: Lexicon, forms: Sequence[re.Pattern[str]]
) -> list[_Placed]:
    """The labels of a text in some forms; in one on a line of its own, the words are the next paragraph's."""
    found: list[_Placed] = []
    if len(places) < _FEWEST:
        return found
    for at in places:
        paragraph = paragraphs[at]
        its = next((one for pattern in forms if (one := label(pattern, text, paragraph, lexicon))), None)
        if its is None or (forms != (ALONE,) and _MARKED.match(text, its.words, paragraph.end)):
            continue
        if its.words < paragraph.end:
            if found and found[-1].paragraph == at:
                found.pop()  # a label on a line of its own above another one: nobody speaks between them
            found.append(_Placed(its, at, at))
        elif at + 1 < len(paragraphs):
            found.append(_Placed(its._replace(words=paragraphs[at + 1].start), at + 1, at))
    return found


def _without_notes(text: str, found: Sequence[_Placed], names: _Names) -> list[_Placed]:
    """The labels but for words that come once and are nobody's name."""
    counts = Counter(one.label.key for one in found)
    return [
        one
        for one in found
        if counts[one.label.key] > 1
        or one.label.sure
        or not one.label.name
        or names.knows(one.label)
        or one.label.place.of(text).isupper()
    ]


def _is_headline(words: str) -> bool:
    """Whether what stands behind a colon Is Set as Headlines Are."""
    weighty = [word for word in words.split() if len(word) > 3]
    return len(weighty) > 1 and sum(not word[0].islower() for word in weighty) > 0.8 * len(weighty)


def _is_transcript(text: str, paragraphs: Sequence[Span], found: Sequence[_Placed], names: _Names, *, alone: bool) -> bool:
    """Whether labels are evidence of a conversation: somebody comes back, and what stands behind them are sentences."""
    counts = Counter(names.of(one.label) or one.label.key for one in found)
    sure = {one.label.key for one in found if one.label.sure or names.knows(one.label)}
    again = [key for key, count in counts.items() if count > 1]
    if len(counts) < 2 or not again or len(found) < _LABELLED * (found[-1].paragraph - found[0].paragraph + 1):
        return False
    if alone and len(again) < 2:
        return False
    if not sure and not (len(again) > 1 and all(one.label.place.of(text).isupper() for one in found)):
        return False
    spans = [Span(one.label.words, paragraphs[one.paragraph].end) for one in found]
    told = sum(_is_sentence(text, words.start, words.end) and not _is_headline(words.of(text)) for words in spans)
    about = sum(_THEY.match(text, words.start) is not None for words in spans)  # a list that tells of them
    return told >= _SENTENCES * len(found) and about < _ABOUT_THEM * len(found)


def _is_sentence(text: str, start: int, end: int) -> bool:
    return _ENDS.search(text, max(start, end - 6), end) is not None and _LETTERS.search(text, start, end) is not None


def _turns(
    text: str, paragraphs: Sequence[Span], found: Sequence[_Placed], names: _Names, lexicon: Lexicon, *, alone: bool
) -> Iterator[Said]:
    """Every labelled paragraph, and those behind it that go on with the turn."""
    guest = guest_of(text, paragraphs[: found[0].paragraph], lexicon) if any(one.label.key in ANSWER for one in found) else None
    goes_on = sum(b.opening - a.paragraph > 1 for a, b in pairwise(found)) > 1
    for number, (its, at, _) in enumerate(found):
        speaker = guest if its.key in ANSWER else names.of(its)
        sure = _ANSWER_IS_RIGHT if its.key in ANSWER else _LABEL_IS_RIGHT
        yield Said(Span(its.words, paragraphs[at].end), _source(speaker, its, sure), opens=True)
        last = number + 1 == len(found)
        until = len(paragraphs) if last else found[number + 1].opening
        for further in range(at + 1, until):
            span = paragraphs[further]
            same_block = text.count("\n", paragraphs[further - 1].end, span.start) < 2
            if (last and not goes_on and not (alone and same_block)) or not _goes_on(text, span, speaker):
                break
            yield Said(span, _source(speaker, its, min(sure, _CONTINUED_IS_RIGHT)), opens=False)


def _goes_on(text: str, paragraph: Span, speaker: str | None) -> bool:
    """Whether a paragraph without a label is more of the turn: sentences, no stage direction, and not about the speaker."""
    words = paragraph.of(text)
    if _LABELLED_OTHERWISE.match(words) or words.isupper():
        return False
    if _ASIDE.match(words) or _ABOUT.match(words) or not _ENDS.search(words) or form(words) not in (Form.PROSE, Form.SENTENCE):
        return False
    return speaker is None or not any(name in words for name in speaker.split() if len(name) > 2)


def _source(speaker: str | None, its: Label, sure: float) -> SpeakerSource:
    if speaker is None:
        why = Attribution.UNRESOLVED if its.key in ANSWER or its.name else Attribution.UNNAMED
        return SpeakerSource(why, None, its.place, None, sure)
    return SpeakerSource(Attribution.NAMED, speaker, its.place, None, sure)


class _Names:
    """Whom labels mean: the full names that other labels and the text give, by the family name."""

    def __init__(self, text: str, found: Sequence[_Placed], introduction: str, lexicon: Lexicon) -> None:
        self.full: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)  # family name → given name → the name
        self.written: dict[str, str] = {}  # a word in small letters → as the text writes it but in capitals
        self.roles: dict[str, tuple[str, ...]] = {}
        for name in full_names(text, lexicon):
            self._learn(name)
        for one in found:
            if len(one.label.name) > 1:
                self._learn(one.label.name)
                self.roles.setdefault(" ".join(one.label.place.of(text).split()).casefold(), one.label.name)
        # Who takes part may be called by the given name or by initials alone; who is only spoken of may not.
        labels = [one.label.name for one in found if len(one.label.name) > 1]
        self.present = {tuple(word.casefold() for word in name): name for name in [*full_names(introduction, lexicon), *labels]}
        # Their numbers by given name and by initials.
        self.called: dict[str, list[int]] = defaultdict(list)
        self.lettered: dict[str, list[int]] = defaultdict(list)
        for number, bare in enumerate(self.present):
            self.called[bare[0]].append(number)
            self.lettered["".join(part[0] for part in bare)].append(number)
        self.named = list(self.present.values())
        self.text = text

    def _learn(self, name: tuple[str, ...]) -> None:
        by_given = self.full[name[-1].casefold()]
        given = name[0].casefold().rstrip(".")
        if len(name) > len(by_given.get(given, ())) or by_given[given][-1].isupper():
            by_given[given] = name
        for word in name:
            if not word.isupper():
                self.written.setdefault(word.casefold(), word)

    def knows(self, its: Label) -> bool:
        """Whether the text gives the full name of who a single name, or initials, on a label are."""
        return len(its.name) == 1 and len(self._longer(its.name[0])) == 1

    def _longer(self, word: str) -> list[tuple[str, ...]]:
        """The full names that a family name, a given name or initials can stand for."""
        key = word.casefold().replace(".", "")
        family = list(self.full.get(key, {}).values())
        if family:
            return family
        short = word.isupper() and len(key) < _INITIALS
        numbers = {*self.called.get(key, ()), *(self.lettered.get(key, ()) if short else ())}
        return [self.named[number] for number in sorted(numbers)]

    def of(self, its: Label) -> str | None:
        """The fullest name of who a label means; None for a role that the text gives nobody."""
        name = its.name or self.roles.get(" ".join(its.place.of(self.text).split()).casefold(), ())
        if not name and " " not in its.key and its.key not in QUESTION and len(self.full.get(its.key, ())) == 1:
            name = (its.place.of(self.text).strip(),)
        if not name:
            return None
        if len(name) == 1:
            longer = self._longer(name[0])
            if len(longer) != 1 and not its.sure and name[0].isupper() and len(name[0].replace(".", "")) < _INITIALS:
                return None  # initials of nobody whom the text names, or of two
            name = longer[0] if len(longer) == 1 else name
        else:
            known = self.full.get(name[-1].casefold(), {})
            name = max(known.get(name[0].casefold().rstrip("."), name), name, key=len)
        return " ".join(self._cased(word) for word in name)

    def _cased(self, word: str) -> str:
        """A word in the letters that names have: "O'DARE" is written O'Dare, where the text does not write it otherwise."""
        if not word.isupper() or len(word.strip(".")) < 2:
            return word
        known = self.written.get(word.casefold())
        return known or re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
