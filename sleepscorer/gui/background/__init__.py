"""Work off the thread of the window."""
