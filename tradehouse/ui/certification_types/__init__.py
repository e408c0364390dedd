"""The window of certification types: those of the program, changed where staff changed them, and the house's own."""
