"""Photos that look for their products: the plan of an intake, and the tray of those that found none."""
