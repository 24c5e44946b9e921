"""tui-nn: learn how neural networks learn, in a terminal."""
