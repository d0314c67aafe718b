"""The contents of the site: each part with its folder, and its pages in the order in which they are read."""

_RUN = """
    install documents feeds telegram web settings messages commands
    moving postgresql containers webhook scaling operations security licences
"""
PARTS = {
    "Use": ("use", "guide ask follow check page settings terms library"),
    "Run": ("run", _RUN),
    "Know": ("know", "quotations russian figures questions answers checking digests people retrieval delivery benchmarks"),
    "Change": ("change", "design recipes languages"),
}
