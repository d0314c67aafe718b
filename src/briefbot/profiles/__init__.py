"""Profiles: what somebody said as a whole: when, where, on what, and how their words for one matter changed."""
