"""Roundtable: a Slack assistant that helps a facilitator hold a case planning conference.

The map. Imports point one way; `tests/test_architecture.py` holds who may import whom.

    domain         what is true in the practice: people, conference, plan, clocks, rights; imports nothing
    flows          guided conversations and forms as data: Flow, Step, conditions, reading answers
    profiles       practice profiles: one TOML file for each jurisdiction, and their loader
    services       what people do: one function each, one unit of work each; ports.py holds the Protocols;
                   in rooms: people, preparing, agenda, calling, meeting, entries, plan, rules, seeing,
                   delivery, family_page
    storage        the only SQL: tables, unit of work, encryption, audit chain, queues, migrations
    render         messages/ -> Block Kit, modals, the home page, plain text
    documents      the plan and the narrative -> DOCX, PDF; sealing and checking them
    notices        what goes out unasked: each message of the outbox, composed from the record as it is then
    slack          Slack out: messenger, pacing, the manifest
    mail           e-mail out: one at a time, to the agency's mail server
    handlers       Slack in: commands, buttons and forms, thin, by conversation; in the rooms of the services
    web            Flask routes: health, metrics, Slack over HTTP, private pages for families
    practice       a local Slack with a browser page; it knows nothing of the bot but its protocol

    app            puts the parts together; with `run` it is the bot
    cli            the command `roundtable`, which calls the modules below
    run            start, say so, work, stop
    starting       what must be true before the bot takes work
    socket_mode    work over Socket Mode, watched
    socket_answers answers over it, sent when they are given
    scheduler      the ticks: outbox, inbox, reminders; and the watch over them
    paper_room     joins documents to the messages that carry them
    mail_room      the mail server and the office, as the settings say
    trouble        what to do when a message can never be delivered
    settings       the environment as frozen settings
    setting_names  every variable, in the operator's words
    setting_rules  what each setting may hold
    clock          the machine's clock, or the practice workspace's
    logs           log lines without anybody's words
    database       opens the database for commands that look after it
    master_key     finds the key that opens the record
    doctor         looks at everything the bot needs
    finding        one thing that it looked at
    running_bot    how the bot is doing that runs, for the doctor
    pulse          how this process of the bot is doing, for /health and administrators
    verify         whether a file, a fingerprint or the record is as Roundtable made it
    profile_check  checks practice profiles

Words that people read are in messages/, never here.
"""
