"""An address as a square that a phone's camera reads (a QR code), drawn as SVG in the page itself."""

import io

import segno
from markupsafe import Markup, escape

# About as large as two thumbs on a screen, and on paper.
SCALE, BORDER = 6, 4


def square(address: str, says: str) -> Markup:
    """Black on white whatever the page looks like; `says` is what a screen reader reads instead."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=SCALE, border=BORDER, dark="#000", light="#fff", xmldecl=False, nl=False
    )
    # The picture is made of digits; of the words only `says` goes in, escaped.
    picture = drawn.getvalue().decode().replace("<svg ", f'<svg role="img" aria-label="{escape(says)}" ', 1)
    return Markup(picture)
