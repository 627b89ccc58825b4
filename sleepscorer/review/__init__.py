"""Which epochs deserve a look, why, and how many errors are left."""
