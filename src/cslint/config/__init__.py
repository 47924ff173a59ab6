"""Read ``cslint.toml`` and ``[tool.cslint]`` in ``pyproject.toml``."""
