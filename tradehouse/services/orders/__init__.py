"""Orders: a list that a buyer filled in comes back, is compared with what was offered, and becomes a draft order."""
