"""Training in the window: sessions, participants, lists of attendance, what partners carry."""
