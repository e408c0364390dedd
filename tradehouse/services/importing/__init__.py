"""Importing: files are understood, planned against the catalogue, and applied exactly as planned."""
