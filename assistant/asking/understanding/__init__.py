"""A question understood: its indicator, years, comparison, and the words it is asked in."""
