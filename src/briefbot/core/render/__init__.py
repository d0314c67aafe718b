"""Answers as text for people: one module for each place where they are shown."""
