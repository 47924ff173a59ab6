"""Check a pull request by the rules of its target branch."""
