"""A house rule and a reporter for cslint."""
