"""Networks of the papers and of our own, in PyTorch."""
