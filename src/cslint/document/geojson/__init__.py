"""GeoJSON with the position of every member, and what is malformed in it."""
