"""Review of a pre-scored night: the queue of doubtful epochs, its rules and reasons."""
