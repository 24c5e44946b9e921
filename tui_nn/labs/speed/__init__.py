"""One product of matrices, by one worker and by many."""
