"""The collapse lab: two layers of one input, and the one line that they make if nothing bends between them."""
