"""The private page for one person, at /family/: small pages without scripts, behind a link and a code."""
