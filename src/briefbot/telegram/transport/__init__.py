"""Fetching updates and sending messages: Telegram as a network service, with its limits and failures."""
