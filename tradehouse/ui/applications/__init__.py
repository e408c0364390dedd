"""The board of applications for certificates: columns of cards, one of them in detail, and what makes a certificate of it."""
