"""Digests: when one is due, what becomes of those that were missed, and what each holds; decided from values, never sent."""
