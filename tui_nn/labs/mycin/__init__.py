"""The lab mycin: fifteen invented rules, certainty factors, and a stack of goals that says why it asks."""
