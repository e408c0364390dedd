"""The radar of certificates: a board of counts, a timeline, whose turn it is, and reminding them."""
