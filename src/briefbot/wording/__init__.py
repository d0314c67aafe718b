"""The program's own sentences in the reader's language: catalogues, locale, characters that are safe to show."""
