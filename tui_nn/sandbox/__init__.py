"""The sandbox: a learner's function in a process of its own, checked against the author's, within limits."""
