"""Doctor: what is wrong with a set-up, and how it is mended. It looks, and changes nothing."""
