"""Read GeoJSON with the position of every member, and find what is malformed."""
