"""Shapes on the earth: rings, measures, what is wrong with a polygon, and where it lies.

Positions are pairs of longitude and latitude in degrees, as GeoJSON has them; a `Place` has latitude first,
as the front matter does.
"""
