"""Packages in the window: what one brings, what both sides changed, and packing one for another catalogue."""
