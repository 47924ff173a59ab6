"""What is asked of a case study: instructions read from comments, profiles, and the contract that follows."""
