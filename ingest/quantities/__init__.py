"""Quantities: how many, how much, what share, with bounds and units."""
