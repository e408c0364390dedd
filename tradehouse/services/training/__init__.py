"""Programmes that train: their sessions, who took part, sheets of attendance, figures as reported."""
