"""Which language a question is asked in."""

from briefbot.core.questions.english import ENGLISH
from briefbot.core.questions.language import Language


def language_of(question: str) -> Language:  # noqa: ARG001 (one language only)
    """English."""
    return ENGLISH
