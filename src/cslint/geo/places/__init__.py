"""Offline data about the world: countries, cities, outlines, and distances.

``countries.country`` finds the country of a code or a name, ``cities.find`` the cities of a name with position and
population, ``outlines.contains`` whether a position is in a country, ``plausibility`` what a wrong position probably
meant. ``data/README.md`` names the sources. The first use of each takes some milliseconds.
"""
