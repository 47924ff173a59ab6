"""Places, geometry and drawings of maps."""
