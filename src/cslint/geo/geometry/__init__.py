"""Geometry on the earth: rings, distances, areas, invalid polygons, and the location of a map.

Positions are pairs of longitude and latitude in degrees, as in GeoJSON; a `LatLon` has latitude first, as in
front matter.
"""
