"""Saved pages: a stored plain text → headline, date, byline, article paragraphs and what only surrounds them."""

from briefbot.reading.page.dates import read_date
from briefbot.reading.page.layout import Page, read_page

__all__ = ["Page", "read_date", "read_page"]
