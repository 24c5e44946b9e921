"""The mathematics: NumPy only; no clock, no files, no global randomness, no terminal."""
