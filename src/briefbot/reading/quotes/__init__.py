"""Quotations and reported speech: who says what in one document.

`find_quotes` is the interface; `language_of` says in which language it reads a text. The steps, each in its module:
`conventions` brings the text's marks to one convention; `marks` finds marked words; `stream` folds them away; `mentions` finds
who could be speaking; `clauses` who says; `entities` and `coreference` who that is; `features` and `ranking` choose;
`attribution` puts it together; `statements` does the same for speech without marks. `russian` holds what the grammar of Russian
does otherwise.
"""

from briefbot.model import Analysis, Document
from briefbot.reading.quotes.attribution import analyse, language_of
from briefbot.reading.quotes.budget import TooMuchWorkError

__all__ = ["TooMuchWorkError", "find_quotes", "language_of"]


def find_quotes(document: Document) -> Analysis:
    """The quotations and reported statements of a document, in the order of its text, each with its source.

    Offsets are code points into `document.text`. Time is linear in the text. TooMuchWorkError, and nothing else, where it
    would take more work than any article makes (`budget`).
    """
    return analyse(document.text, document.language)
