"""Which rows of the ledger are what was asked for: by words with a margin, never by a guess."""
