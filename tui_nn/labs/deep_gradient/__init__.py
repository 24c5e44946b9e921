"""The lab of deep gradients: how large the slope of the loss still is when it reaches the first layer."""
