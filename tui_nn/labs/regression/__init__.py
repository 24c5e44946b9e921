"""The regression lab: a line through points, by hand, by formula and by descent."""
