"""Follows and digests: what came in, what each digest shows of it, and when it is sent.

`news` holds what came in, `planner` writes down the digests that are due, `following` answers those who follow and ask.
"""
