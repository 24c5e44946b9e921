"""What a learner has done: an append-only log of facts and what is folded from it."""
