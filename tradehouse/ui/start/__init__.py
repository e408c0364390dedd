"""The first page that a newcomer sees."""
