"""Choosing who goes to an exhibition."""
