"""The Boltzmann lab: the encoder of 1985 learns a code of its own, and its units decide by chance."""
