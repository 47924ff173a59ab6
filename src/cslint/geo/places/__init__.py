"""The world, offline: countries, cities, outlines, and what is near to what.

``countries.country`` tells what country a code or a name means, ``cities.find`` where a city of a name lies and how
large it is, ``outlines.contains`` whether a position is in a country, ``near`` how far off it is and what was meant.
``data/README.md`` says where the data come from. A first look-up of each costs some milliseconds.
"""
