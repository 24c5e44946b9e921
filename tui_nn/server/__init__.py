"""The class over SSH: who may come in, and a process of its own for each who does."""
