"""The practice workspace: a Slack on loopback that speaks the real protocol and is as strict as Slack.

settings, model, facts      what it is made with, what it holds, what Slack's methods take
workspace                   the state, under one lock, and the parts around it
blockkit/                   Slack's rules for blocks and views
api/                        Slack's face: the Web API, response_url, files
delivery/                   Slack -> bot: sockets, signed posts, deadlines, retries
people/                     the people's face: what Slack's client lets a person do
server                      both faces on one port
"""
