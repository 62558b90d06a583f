"""Every variable of the environment: what it means and where its value comes from."""

from dataclasses import dataclass

SLACK_API = "https://slack.com/api/"
APPS = "https://api.slack.com/apps"


@dataclass(frozen=True)
class Variable:
    """What a variable means and where its value comes from, in the operator's words."""

    meaning: str
    source: str


VARIABLES = {
    "SLACK_BOT_TOKEN": Variable(
        "the bot's own token; it starts with xoxb-", f"{APPS}, your app, Install App, Bot User OAuth Token"
    ),
    "SLACK_APP_TOKEN": Variable(
        "the token for Socket Mode; it starts with xapp-",
        f"{APPS}, your app, Basic Information, App-Level Tokens, with the scope connections:write",
    ),
    "SLACK_SIGNING_SECRET": Variable(
        "the secret that proves a request over HTTP comes from Slack; 32 hexadecimal characters",
        f"{APPS}, your app, Basic Information, App Credentials, Signing Secret",
    ),
    "SLACK_API_URL": Variable(
        "the address of Slack's Web API; https unless it is this machine",
        f"leave it out for Slack itself ({SLACK_API})",
    ),
    "DATABASE_URL": Variable(
        "where the record is kept; sqlite:///file.db or postgresql://user:password@host/name",
        "leave it out for roundtable.db in the working directory, or ask whoever runs your PostgreSQL",
    ),
    "ROUNDTABLE_ADMINS": Variable(
        "Slack user ids of the people who name staff, separated by commas",
        "Slack, the person's profile, the menu with three dots, Copy member ID",
    ),
    "ROUNDTABLE_MASTER_KEY": Variable(
        "the key that opens the record; 32 random bytes in base64",
        "openssl rand -base64 32, once, kept where your other secrets are kept",
    ),
    "ROUNDTABLE_ANCHORS": Variable(
        "the file, apart from the database, in which the ends of the audit chains are written down each hour",
        "leave it out for roundtable.db.anchors beside a SQLite file; a disk of its own is better",
    ),
    "HOST": Variable(
        "the address to listen on for HTTP", "leave it out for 127.0.0.1; 0.0.0.0 in a container"
    ),
    "PORT": Variable("the port to listen on, from 1 to 65535", "leave it out for 3000"),
    "ROUNDTABLE_CLOCK_FILE": Variable(
        "the file that moves the clock in the practice workspace",
        "the practice workspace alone; leave it out otherwise",
    ),
    "ROUNDTABLE_ZONE": Variable(
        "the time zone of a person whose zone Slack does not say, such as America/Chicago",
        "leave it out for UTC, or the names in the IANA time zone list",
    ),
    "ROUNDTABLE_SMTP_HOST": Variable(
        "the mail server that takes our e-mails; without it nobody is reached by e-mail",
        "whoever runs your agency's mail",
    ),
    "ROUNDTABLE_SMTP_PORT": Variable(
        "the mail server's port, from 1 to 65535", "leave it out for 587, or 465 with ROUNDTABLE_SMTP_TLS=tls"
    ),
    "ROUNDTABLE_SMTP_TLS": Variable(
        "how the line to the mail server is kept secret: starttls, tls, or none on this machine alone",
        "leave it out for starttls, or ask whoever runs your agency's mail",
    ),
    "ROUNDTABLE_SMTP_USER": Variable(
        "the name to log in to the mail server with, together with ROUNDTABLE_SMTP_PASSWORD",
        "whoever runs your agency's mail; leave both out where no login is asked for",
    ),
    "ROUNDTABLE_SMTP_PASSWORD": Variable(
        "the password to log in to the mail server with, together with ROUNDTABLE_SMTP_USER",
        "whoever runs your agency's mail; leave both out where no login is asked for",
    ),
    "ROUNDTABLE_SMTP_FROM": Variable(
        "the address that our e-mails come from; nobody reads what is sent to it",
        "an address of your agency that names no family and no team, such as no-reply@agency.example",
    ),
    "ROUNDTABLE_OFFICE_EMAIL": Variable(
        "the address that stands in calendar files as who invites",
        "leave it out for ROUNDTABLE_SMTP_FROM; without either it is an address that nobody has",
    ),
    "ROUNDTABLE_OFFICE_PHONE": Variable(
        "the phone number where families can say whether they come; it stands in e-mails",
        "your agency's office, as it is printed on its letters",
    ),
    "ROUNDTABLE_PLAN_TEMPLATE": Variable(
        "a Word template of your own for the plan; check it with `roundtable template check FILE`",
        "leave it out for ours; `roundtable template write FILE` gives you ours to change",
    ),
    "ROUNDTABLE_PROFILES": Variable(
        "the folder of practice profiles that your agency wrote itself, each a .toml file",
        "make a folder, copy the nearest profile into it and change it; docs/profiles.md says how",
    ),
    "ROUNDTABLE_READ_THREADS": Variable(
        "whether marked replies under a conference's card go into the record: yes or no",
        "your agency decides; leave it out for no. With yes, update the app with `roundtable manifest`",
    ),
    "ROUNDTABLE_FAMILY_PAGE": Variable(
        "the public address of the private pages for families, https unless it is this machine",
        "the name that your web server answers to, such as https://pages.agency.example;"
        " leave it out for no such pages",
    ),
    "ROUNDTABLE_MESSAGES_PER_MINUTE": Variable(
        "how many messages a minute Slack takes from this app in your workspace, all processes together",
        "leave it out for 300; lower it when the log says ratelimited again and again",
    ),
    "LOG_LEVEL": Variable("how much is logged: debug, info, warning or error", "leave it out for info"),
}
"""Every variable, in the order in which an operator meets them."""
