"""Tradehouse: the catalogue desk of a trading house for small producers."""
