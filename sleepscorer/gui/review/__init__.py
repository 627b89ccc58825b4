"""The review of doubtful epochs."""
