"""The lab explosion: a tree in which every position has b moves, searched d moves deep, and how long that takes."""
