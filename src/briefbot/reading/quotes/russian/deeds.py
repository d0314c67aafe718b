"""What a participle behind a name makes of its bearer: who headed, wrote or organised something, and what."""

from briefbot.language.ru.callings import DOERS
from briefbot.language.ru.morphology import words
from briefbot.reading.quotes.mentions import Mention
from briefbot.reading.quotes.russian.grammar import governed, nouns
from briefbot.reading.quotes.tokens import QUOTE, Stream

_REACH = 6  # tokens behind a name among which its participle and the thing stand


def deed(stream: Stream, m: Mention) -> tuple[list[str], list[str]] | None:
    """The roles, and what they narrow down to: "Анна Громова, возглавившая исследование" is the head of "исследование"."""
    behind = range(m.end + 1, min(m.end + _REACH, len(stream.words))) if stream.words[m.end : m.end + 1] == [","] else range(0)
    for k in behind:
        if stream.sentence[k] != stream.sentence[m.start] or not stream.words[k][0].isalpha():
            return None
        first = words(stream.words[k].lower())[:1]
        if roles := next((DOERS[one.lemma] for one in first if one.part == "PRTF" and one.lemma in DOERS), ""):
            rest = stream.words[k + 1 : behind.stop]
            thing = next((word for word in rest if nouns(word.lower()) or governed(word.lower())), "")
            return (roles.split(), [thing]) if _is_object(thing) else None
    return None


def _is_object(word: str) -> bool:
    """Whether a word is a noun that somebody did something to."""
    read = words(word.lower())[:1] if word and word is not QUOTE else ()
    return any(one.part == "NOUN" and one.case in {"accs", "ablt"} for one in read)
