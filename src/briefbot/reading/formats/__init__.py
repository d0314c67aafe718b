"""Formats of input: bytes → documents."""
