"""Replies drawn for people and scripts."""
