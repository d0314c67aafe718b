"""The health of a running program: whether it works, what it did so far, and where that is told."""
