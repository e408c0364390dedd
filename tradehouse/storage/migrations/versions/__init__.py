"""One module a revision; frozen once shipped."""
