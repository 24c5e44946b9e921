"""The parity lab: how many random association units parity needs, and which of them can never do."""
