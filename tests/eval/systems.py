"""What the gate measures: each section's files, and the report on what the program does with them.

A new section is a new entry here; `python -m tests.eval --update` then pins its floors.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefbot.core.quotes import find_quotes

from . import quote_figures
from .corpus import article_paths, articles
from .figures import Report


@dataclass(frozen=True, slots=True)
class System:
    """One section: the files that its figures depend on, and how to measure."""

    files: Callable[[], list[Path]]
    report: Callable[[], Report]


SYSTEMS = {"quotes": System(article_paths, lambda: quote_figures.report(articles(), find_quotes))}
