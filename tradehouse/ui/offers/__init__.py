"""Offers beside their records: a buyer's offers, an offer's terms, lines and orders."""
