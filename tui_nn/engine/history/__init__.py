"""Historical machines, one file each: small, honest, and run here as they were meant."""
