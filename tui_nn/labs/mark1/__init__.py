"""The Mark I lab: Rosenblatt's machine of 1960 in software, with letters or symbols of one's own."""
