"""Headlines as they are compared: without the signs that mark them, and what differs between their printings."""

import re
import unicodedata

# A heading as Markdown marks it.
_MARKED = re.compile(r"^(?:#{1,6}\s+(?P<words>[^\n]*?)\s*#*|(?P<mark>\*\*|__)(?P<strong>[^\n*_]+)(?P=mark))$")
_STRAIGHT = str.maketrans("“”„«»‘’‚`", '"""""\'\'\'\'')


def unmarked(heading: str) -> str:
    """A heading without the signs that mark it as one."""
    match = _MARKED.match(heading)
    return (match["words"] or match["strong"] or heading) if match else heading


def compared(title: str) -> str:
    """A title without what differs between its printings: case, spaces, quotation marks' shapes, the full stop."""
    folded = unicodedata.normalize("NFKC", unmarked(title)).casefold().translate(_STRAIGHT)
    return "".join(character for character in folded if not character.isspace() and character not in ".\"'")
