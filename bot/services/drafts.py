"""Half-filled forms: kept at each click in them and each refused submit, offered again, dropped when done."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.delivery import Draft
from bot.flows.values import Raw, dump, load
from bot.services.acting import Acting

EMPTY = "{}"


def save_draft(acting: Acting, form: str, subject_id: str, values: str) -> None:
    """Keep what one person has typed so far (JSON); the newest wins. Their own draft needs no right."""
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        known = work.first(Draft, slack_user=acting.user, form=form, subject_id=subject_id)
        if known:
            work.replace(replace(known, values=values, saved_at=work.now))
        else:
            work.add(
                Draft(
                    workspace_id=work.workspace_id,
                    id=work.new_id(),
                    slack_user=acting.user,
                    form=form,
                    subject_id=subject_id,
                    values=values,
                    saved_at=work.now,
                )
            )
        work.commit()


def draft(acting: Acting, form: str, subject_id: str) -> str:
    """What this person left half-filled in a form about this subject; `{}` when there is nothing."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        known = work.first(Draft, slack_user=acting.user, form=form, subject_id=subject_id)
    return known.values if known else EMPTY


def keep_beside(acting: Acting, form: str, subject_id: str, typed: Mapping[str, Raw]) -> None:
    """What cannot be recorded right now waits below what waits there already: no sentence takes its place."""
    if not typed:
        return
    kept = load(draft(acting, form, subject_id))
    both = {name: _below(kept.get(name), said) for name, said in typed.items()}
    save_draft(acting, form, subject_id, dump({**kept, **both}))


def _below(waiting: Raw, said: Raw) -> Raw:
    if not isinstance(waiting, str) or not isinstance(said, str) or waiting in ("", said):
        return said
    return waiting if said in waiting.split("\n") else f"{waiting}\n{said}"


def drop_draft(acting: Acting, form: str, subject_id: str) -> None:
    """The form was kept: nothing of it is offered again."""
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        work.drop(Draft, slack_user=acting.user, form=form, subject_id=subject_id)
        work.commit()
