"""The convolution lab: one filter slid by hand, then a network of filters against networks without."""
