"""Historical machines, one file each."""
