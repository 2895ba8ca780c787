"""Which body is meant: the names offices and places go by, and whose report a question asks about."""
