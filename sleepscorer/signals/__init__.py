"""Pure functions on sampled signals; units are named in the arguments."""
