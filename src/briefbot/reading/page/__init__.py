"""Saved pages: a stored plain text → headline, date, byline, article paragraphs and what only surrounds them."""

from briefbot.reading.page.dates import read_date
from briefbot.reading.page.layout import read_page
from briefbot.reading.page.model import Page

__all__ = ["Page", "read_date", "read_page"]
