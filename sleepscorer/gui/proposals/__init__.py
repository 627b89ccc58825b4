"""Events that a scorer proposes: the run in the background, and their review one by one."""
