"""Counting in English: a number with its noun, for what is said in English alone (the command line, `doctor`, logs).

What is translated is counted by the catalogues instead (`ReaderLocale.count`).
"""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: "1 day", "2 days", "1,200 days"; `many` where the plural does not only add an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
