"""All that is known of a language: its words, titles, names, scripts and stems."""
