"""A learner's seat in a class: the app, and what the teacher asks of it."""
