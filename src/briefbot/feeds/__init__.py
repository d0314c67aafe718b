"""Feeds: what is known of each, when it is looked at next, and which of its items are news."""
