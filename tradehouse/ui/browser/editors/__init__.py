"""Editors for the kinds of fields. Each shows a value, hands over what was typed when it is left, and can take it back."""
