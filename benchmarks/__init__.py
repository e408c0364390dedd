"""Measured against peers and against the raw floor, in one run; ratios travel between machines, seconds do not."""
