"""Titles, names and publishers as a line may hold them: text from elsewhere that must not change what stands beside it."""

import re

# Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), and what ends them.
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ENDS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", _POP), **dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)}
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069\n\u2029]")
_LINE_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def closed(text: str) -> str:
    """Text with what ends each change of direction that it leaves open, so that none reaches what follows it."""
    left: list[str] = []
    for sign in _DIRECTION.findall(text):
        if sign in _ENDS:
            left.append(_ENDS[sign])
        elif sign in "\n\u2029":  # a paragraph's end ends them all
            left.clear()
        elif sign == _POP and left[-1:] == [_POP]:
            left.pop()
        elif sign == _POP_ISOLATE and _POP_ISOLATE in left:
            del left[len(left) - 1 - left[::-1].index(_POP_ISOLATE) :]
    return text + "".join(reversed(left))


def fact(text: str) -> str:
    """A title, name or publisher in one line, closed, with a sign in place of each control character."""
    return closed(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub(" ", text)))
