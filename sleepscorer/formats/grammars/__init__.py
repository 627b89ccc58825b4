"""Grammars of other programs' files: each turns one family of files into timed labels."""
