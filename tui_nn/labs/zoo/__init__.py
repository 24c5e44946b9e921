"""The zoo: cards of architectures, a sketch each, after the chart of the Asimov Institute; the drawings are ours."""
