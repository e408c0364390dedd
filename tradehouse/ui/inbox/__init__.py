"""The inbox in the window: files that suppliers sent, hundreds at once."""
