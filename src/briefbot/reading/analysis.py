"""The version of how documents are cut into passages and attributed."""

# Raised when the same text would be cut or attributed otherwise: what was stored before is then analysed again.
ANALYSIS_VERSION = 9
