"""EDF, EDF+ and BDF at the file border."""
