"""A class: its students, what they did, what the teacher asks of the room. No terminal and no network."""
