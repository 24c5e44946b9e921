"""The gates lab: threshold units of 1943 with wires that excite or inhibit, and their truth table."""
