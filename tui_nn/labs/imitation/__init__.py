"""The imitation lab: two who answer, X and Y; one is a person's recording, one a machine with rules. Who is who?"""
