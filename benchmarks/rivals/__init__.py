"""Other programs measured beside this one: how each is installed, driven and told of."""
