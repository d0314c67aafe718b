"""Reading: bytes → Document → quotations and passages."""
