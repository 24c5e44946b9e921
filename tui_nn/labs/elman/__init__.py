"""Elman's lab: a recurrent network guesses the next letter of ba, dii, guuu."""
