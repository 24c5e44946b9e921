"""The heads lab: one trunk, five output layers; what a network answers is decided by its last two lines."""
