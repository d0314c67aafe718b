"""Replies as Telegram messages and keyboards."""
