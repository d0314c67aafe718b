"""A document as its narrator's words: tokens with each quotation folded into one, so that "QUOTE , he said ." is five."""

import re
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from briefbot.language.lexicon import CUE, Lexicon
from briefbot.model import Span
from briefbot.reading.quotes.marks import Marked

QUOTE = "“”"
# A letter may carry its accent as a character of its own; "Ã" and a sign is how badly decoded pages write an accented one.
_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*|(?<=[ÃÂ\u0303\u0302])[\x80-\xbf])"
# White space goes with the token behind it: looking for a token at each space took half of the time.
_TOKEN = re.compile(
    r"\s*+([a-z]+(?=[ ,])|[A-Z][a-z]+(?= [a-z])|"  # most words, with one look
    r"[A-Z]-(?:[A-Z]\.){2,}|(?:[^\W\d_]\.)+(?=[^\W\d_]{2})|(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|St|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Prof|Rev"
    r"|Hon|Messrs|Supt|Insp|Det|Spc|Pvt|Jr|Sr|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Wed|Thurs|Fri)\."
    # a word without a vowel ("Fr.", "Msgr.") is short for one; Ng is a name
    r"|(?!Ng\.)[A-Z][b-df-hj-np-tvwxz]{1,3}\.(?=\s[A-Z])"
    r"|[^\W\d_]\.(?=\s[^\W\d_])|['’](?:s|ve|re|ll|d|m)\b|n['’]t\b|"
    + _LETTER
    + r"+(?:[-&](?=[^\W_])[^\W_]+|['’](?!(?:s|ve|re|ll)\b)(?=[^\W\d_]{2})[^\W\d_]+"
    r"|\.(?=(?:com|org|net|info|ru|инфо|ру|рф)\b)[a-zа-я]+)*"
    r"|\d+(?:[.,:]\d+)*\w*(?:-[^\W\d_]+)*|[@#]\w+|''|``|\S)"
)
_ENDS = frozenset(".?!")
_CLOSE_TAG = frozenset(".,")


class Stream(NamedTuple):
    """Parallel lists over tokens. `first[p]` is paragraph p's first token (one more entry closes the list).

    `sentence[i]` numbers sentences through the document. `quote_at[q]` is the token that stands for marked words number q.
    """

    words: list[str]
    starts: list[int]
    bits: list[int]
    sentence: list[int]
    paragraph: list[int]
    first: list[int]
    quote_at: list[int]

    def opens(self, i: int) -> bool:
        """Whether a sentence begins with token `i`."""
        return i == 0 or self.sentence[i - 1] != self.sentence[i]

    def end(self, i: int) -> int:
        """Where a word token ends (not for quotations)."""
        return self.starts[i] + len(self.words[i])


def stream(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked], lexicon: Lexicon) -> Stream:
    """Tokens of the text outside of marked words, paragraph by paragraph."""
    words: list[str] = []
    starts: list[int] = []
    first = [0]
    quote_at: list[int] = []
    q = 0
    for span in paragraphs:
        position = span.start
        while q < len(marked) and marked[q].outer_start < span.end:
            _tokenize(text, position, marked[q].outer_start, words, starts)
            quote_at.append(len(words))
            words.append(QUOTE)
            starts.append(marked[q].outer_start)
            position = marked[q].outer_end
            q += 1
        _tokenize(text, position, span.end, words, starts)
        first.append(len(words))
    bits = list(map(lexicon.bits.get, map(str.lower, words), repeat(0)))
    sentence, paragraph = _numbers(text, words, bits, first, marked)
    return Stream(words, starts, bits, sentence, paragraph, first, quote_at)


def _tokenize(text: str, start: int, end: int, words: list[str], starts: list[int]) -> None:
    """Add the tokens of a part of the text and their places, each the next one: only white space stands between two."""
    found = _TOKEN.findall(text, start, end)
    words += found
    place, find = starts.append, text.find
    for word in found:
        start = find(word, start)
        place(start)
        start += len(word)


def _numbers(
    text: str, words: list[str], bits: list[int], first: list[int], marked: Sequence[Marked]
) -> tuple[list[int], list[int]]:
    """Each token's sentence and paragraph."""
    sentence: list[int] = []
    paragraph: list[int] = []
    number = q = 0
    for p in range(len(first) - 1):
        start, end = first[p], first[p + 1]
        paragraph += [p] * (end - start)
        for i in range(start, end):
            sentence.append(number)
            word = words[i]
            if word in _ENDS:
                number += i + 1 < end and _begins(words[i + 1])
            elif word is QUOTE:
                number += i + 1 < end and _ends_sentence(text[marked[q].end - 1], words, bits, i + 1, end)
                q += 1
        number += 1
    return sentence, paragraph


def _begins(word: str) -> bool:
    return word is QUOTE or word[0].isupper() or word[0].isdigit() or word in "([#@"


def _ends_sentence(last: str, words: list[str], bits: list[int], i: int, end: int) -> bool:
    """Whether marked words whose last character is `last` end a sentence before token `i`."""
    if last not in _ENDS or not _begins(words[i]):
        return False
    if last == "." or any(b & CUE for b in bits[i : min(i + 5, end)]):
        return last == "."
    # "“Is it?” Moor shot back.": a tag, though its verb is in no list
    return not any(words[n] == "back" and words[n + 1] in _CLOSE_TAG for n in range(i + 2, min(i + 5, end - 1)))
