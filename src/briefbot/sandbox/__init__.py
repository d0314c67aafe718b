"""Formats from outside, read in a process of its own that may hang, grow or crash: it is ended, and costs one document."""
