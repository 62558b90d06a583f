"""The people's face: everything that Slack's client would let a person do, as JSON."""
