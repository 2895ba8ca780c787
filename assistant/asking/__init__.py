"""Question → evidence → Answer: figures from the ledger, articles of laws, passages of reports."""
