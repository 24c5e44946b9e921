"""The threshold lab: where to draw the line between yes and no, what mistakes cost, and whether chances are true."""
