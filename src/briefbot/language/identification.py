"""The language of a whole text."""

import functools
import re
from collections.abc import Callable

# Unrestricted, the identifier took Russian for Bulgarian and single English words for Galician.
_LANGUAGES = (
    *("ar", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko"),
    *("nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk", "vi", "zh"),
)
# Code points. A shorter text is too little to tell a language from, and a longer one tells it no better.
_LEAST = 25
_ENOUGH = 1_500
_LEAST_CONFIDENCE = 0.8
# Words of English and of no other language written in these letters. Nearly each of 840 news articles has 4 % of them, and then
# nobody else need be asked: loading the identifier takes .5 s and 75 MB, asking it 2 ms a document.
_ENGLISH = frozenset(
    "and are but from has have his not said that the their they this were which who with would".split(),
)
_ENGLISH_SHARE = 0.04
_FEWEST = 2
_SHORT = 40  # words, of which one must do where no letter speaks against it
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where the text is too short or too mixed to tell."""
    sample = text[:_ENOUGH].strip()
    if sum(character.isalpha() for character in sample) < _LEAST:
        return None
    if _is_plain_english(sample):
        return "en"
    language, confidence = _identifier()(sample)
    return language if confidence >= _LEAST_CONFIDENCE else None


def _is_plain_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    short = len(words) < _SHORT and "".join(words).isascii()
    return sum(word in _ENGLISH for word in words) >= (1 if short else max(_FEWEST, _ENGLISH_SHARE * len(words)))


@functools.cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    """The identifier, loaded when it is first needed: that takes longer than reading a document."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 — see above

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier.classify  # type: ignore[no-any-return]
