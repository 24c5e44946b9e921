"""The teacher's board: the room at a glance, and everything that leads it."""
