"""The bugs lab: five mistakes around softmax, each learning beside the version without it."""
