"""Draws the sample's product photos: small solids, a studio that lights them, patterns of the trade, one scene a product."""
