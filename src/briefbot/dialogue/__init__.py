"""What somebody may ask for and what they are told, as values: requests, replies, preferences, links, time zones."""
