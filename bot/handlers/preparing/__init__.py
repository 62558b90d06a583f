"""Each person before a conference: the private talk, getting ready, ways to meet, whether all is ready."""
