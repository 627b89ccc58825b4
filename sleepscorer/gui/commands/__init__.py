"""What can be done in the window: actions, their keys and menus, the palette."""
