"""Tour, keys, and what is said of the program."""
