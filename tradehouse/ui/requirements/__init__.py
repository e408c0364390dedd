"""Which certificates products need in which market: a board of all, and a section about one product."""
