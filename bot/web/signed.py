"""Lets only what Slack signed come as far as being read."""

from collections.abc import Callable

from flask import Request, Response
from slack_sdk.signature import SignatureVerifier

Answer = Callable[[Request], Response]
NOT_SLACK = 401


def signed_only(secret: str, answer: Answer) -> Answer:
    """For Bolt, which reads a body before it looks who signed it: there a stranger's fails as if ours."""
    verifier = SignatureVerifier(secret)

    def guarded(request: Request) -> Response:
        return answer(request) if _is_signed(verifier, request) else Response(status=NOT_SLACK)

    return guarded


def _is_signed(verifier: SignatureVerifier, request: Request) -> bool:
    moment = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    # Neither a number that is none nor a sign beyond ASCII can be compared.
    well_formed = moment.isascii() and moment.isdecimal() and signature.isascii()
    try:
        return well_formed and verifier.is_valid(request.get_data(), moment, signature)
    except UnicodeDecodeError:
        return False  # Slack writes UTF-8
