"""Where somebody finds what is theirs: the hub, App Home, what waits, what happened since."""
