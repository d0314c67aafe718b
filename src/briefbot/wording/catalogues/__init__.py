"""The catalogues: what Briefbot says for itself in other languages than English, one file a language (gettext's .po)."""
