"""The graph lab: a formula as a computation graph, values on their way forward and slopes on their way back."""
