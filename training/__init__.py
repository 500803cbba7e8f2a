"""Makes the weights that the package ships: `python -m training`."""
