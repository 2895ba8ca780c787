"""Several values together: differences, shares, sums, rankings, series."""
