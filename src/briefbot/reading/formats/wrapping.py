"""Lines that a mail program has broken → the lines that were written: a paragraph is one again."""

import re
from collections.abc import Sequence

# Code points of a line that a program breaks; one that writes longer lines breaks none.
_WIDTHS = range(50, 81)
_QUOTED = re.compile(r"(?:> ?)*")
# What begins a line of its own: a list's mark, a rule, a label of a head, a sign of quotation.
_OWN = re.compile(r"\s|[-*•·>|#=_+~]|\d{1,3}[.)]\s|[A-Z][\w-]*:\s")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = frozenset(".!?:…")
_SIGNATURE = "-- "


def unwrapped(text: str, *, flowed: bool = False, without_space: bool = False) -> str:
    """A text with the lines that were broken joined again.

    `flowed`: a space at a line's end says that it goes on (RFC 3676), which is left out where the text is `without_space`. Else
    a line goes on that has no room for the first word of the next, at the width of the longest line, or a long one that ends as
    no sentence does where the next begins with a small letter.
    """
    lines = text.split("\n")
    return "\n".join(_flowed(lines, "" if without_space else " ") if flowed else _filled(lines))


def _flowed(lines: Sequence[str], space: str) -> list[str]:
    joined: list[str] = []
    open_marks: str | None = None
    for line in lines:
        marks = _QUOTED.match(line)
        quoted = marks[0].replace(" ", "") if marks else ""
        words = line[len(marks[0]) :] if marks and quoted else line.removeprefix(" ")  # which stands before "From" and ">"
        if open_marks == quoted:
            joined[-1] += words.rstrip(" ") if words == _SIGNATURE else words
        else:
            joined.append(f"{quoted} {words}" if quoted else words)
        open_marks = quoted if words.endswith(" ") and words != _SIGNATURE else None
        if open_marks is not None:
            joined[-1] = joined[-1].rstrip(" ") + space
    return [line.rstrip(" ") if line != _SIGNATURE else line for line in joined]


def _filled(lines: Sequence[str]) -> list[str]:
    width = max((len(line.rstrip()) for line in lines), default=0)
    if width not in _WIDTHS:
        return [*lines]
    joined = [lines[0]]
    last = lines[0].rstrip()
    for line in lines[1:]:
        is_full = len(last) + 1 + len(line.split(" ", 1)[0]) > width
        goes_on = is_full or (len(last) >= _WIDTHS.start and line[:1].islower() and last[-1] not in _ENDS)
        if last and line and goes_on and not _OWN.match(line) and not last.startswith(">") and _LETTER.search(last):
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
        last = line.rstrip()
    return joined
