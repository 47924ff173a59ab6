"""What must hold whatever happens around the program."""
