"""Places: where documents are from, beside files."""

# Articles of the web: one address is one document, whichever way it came.
WEB = "web"
