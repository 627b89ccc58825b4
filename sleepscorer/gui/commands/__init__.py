"""Commands of the window: their rows, keys and menus, the palette."""
