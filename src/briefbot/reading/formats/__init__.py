"""Formats of input: bytes → documents. `table` lists them; each is a module beside it."""
