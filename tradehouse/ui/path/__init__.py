"""The path of a supplier in the window: figures, steps up, mentoring."""
