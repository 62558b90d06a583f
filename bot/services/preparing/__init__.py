"""Each person before a conference: the private talk, what they need, whether all is ready."""
