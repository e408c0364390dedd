"""Lists that come back filled in: an order of a buyer, the results of a showcase."""
