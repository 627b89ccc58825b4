"""One open night, what undo takes back, and where it was left."""
