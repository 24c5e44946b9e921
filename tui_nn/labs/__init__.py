"""Labs: everything on the learner's screen as one pure value per lab."""
