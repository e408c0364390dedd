"""The inbox: files that suppliers sent, hundreds at once, with what can be told of each, until they are imported."""
