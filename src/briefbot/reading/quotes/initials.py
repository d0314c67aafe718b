"""Offices by their letters: "the CS" means the Cabinet Secretary of the article."""

from collections.abc import Mapping, Sequence

from briefbot.language.lexicon import PERSON, TITLE
from briefbot.reading.quotes.entities import Entities
from briefbot.reading.quotes.mentions import NAME, Mention
from briefbot.reading.quotes.tokens import Stream

_LENGTHS = (2, 3)  # letters


def initials(words: Sequence[str], bits: Mapping[str, int]) -> set[str]:
    """The initials of the offices in a description, in small letters: "cs" and "wcs" of "water cabinet secretary"."""
    ends = [k + 1 for k, word in enumerate(words) if bits.get(word, 0) & (PERSON | TITLE)]
    runs = (words[end - n : end] for end in ends for n in _LENGTHS if end >= n)
    return {"".join(word[0] for word in run) for run in runs if all(word.isalpha() for word in run)}


def take_letters(stream: Stream, mentions: Sequence[Mention], entities: Entities, bearers: Mapping[str, Sequence[int]]) -> None:
    """Give "the CS" to the one whose office has these initials, where no body of the article has them."""
    for m in mentions:
        if m.kind is not NAME or len(m.core) != 1 or not m.start or stream.words[m.start - 1].lower() != "the" or m.modifies:
            continue
        letters = m.core[0]
        if not letters.isupper() or len(letters) not in _LENGTHS or entities.all[m.entity].full != m.core:
            continue
        having = set(bearers.get(letters.lower(), ()))
        entities.budget.spend(len(having))
        if len(having) == 1 and entities.all[min(having)].first < m.start:
            m.entity = having.pop()
