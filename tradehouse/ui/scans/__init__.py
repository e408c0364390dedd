"""Scans of certificates in the window: their tiles in the detail panel, and the viewer."""
