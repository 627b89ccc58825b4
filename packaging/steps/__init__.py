"""What ``packaging/build.py`` does, a module per package."""
