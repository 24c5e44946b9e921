"""The Hopfield lab: a picture is damaged, units flip one by one, and the energy falls into a memory."""
