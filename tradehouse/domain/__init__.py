"""The trade itself: fields, rules, words and figures. Standard library only, no files except shipped data."""
