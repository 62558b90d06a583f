"""Every form in Slack: opened by a button, offered with its draft, read, kept, answered."""

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.errors import AlreadyDone, NotFound, NotNow, PlanningError, SomeoneElseChangedThis
from bot.flows.answers import read_all, zones
from bot.flows.values import Option, Raw, dump, load
from bot.handlers.accounts import refuse_unreachable
from bot.handlers.choices import Sources
from bot.handlers.desk import Desk, View
from bot.handlers.drawing import Drawing
from bot.handlers.entries.once_more import emptied
from bot.handlers.errors import tell
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.telling_back import TellingBack
from bot.handlers.wording import as_told
from bot.render.fields import suggestions
from bot.services import drafts
from bot.services.acting import Acting, OnCase

Body = Mapping[str, Any]
FORM = re.compile(r"^form:(.+)$")
ANSWER = re.compile(r"^answer(:[\w-]+)?$")
OPEN = re.compile(r"^open:([a-z_]+)(:\d+)?$")


MovesOn = Callable[[Subject, WebClient, BoltContext], None]


class Forms:
    """All forms by their flow's name; made once and never changed."""

    def __init__(self, desk: Desk, forms: Iterable[Form], moves_on: MovesOn) -> None:
        """`moves_on` hears of each form that was kept: a talk that opened it goes on."""
        self._desk = desk
        self._moves_on = moves_on
        self._forms = {form.flow.name: form for form in forms}

    def register(self, app: App) -> None:
        """The four things that can happen to a form."""
        app.action(OPEN)(self.open_by_button)
        app.view(FORM)(self.submit)
        app.action(ANSWER)(self.changed)
        app.options(ANSWER)(self.suggest)

    def open_by_button(
        self, ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext
    ) -> None:
        """A button `open:<flow>` with the subject as its value."""
        name = OPEN.match(body["actions"][0]["action_id"])
        if name is None or name[1] not in self._forms:
            raise NotFound("older_version")
        ack()
        self.open(name[1], body["actions"][0]["value"], body, client, respond, context)

    def open(
        self,
        name: str,
        subject: str,
        body: Body,
        client: WebClient,
        respond: Respond | None,
        context: BoltContext,
        answers: Values | None = None,
    ) -> None:
        """Show a form about a subject; `answers` were typed just now and stand in it."""
        about = Subject.read(subject)
        try:
            view = self.view(name, about, context, answers)
        except NotNow:
            drafts.keep_beside(context["acting"], name, about.draft, answers or {})
            raise
        _keep_words(context["acting"], name, about, answers)
        self._desk.open(client, body, view, respond, context["language"])

    def view(
        self,
        name: str,
        subject: Subject,
        context: BoltContext,
        answers: Mapping[str, Raw] | None = None,
        offered: bool = True,
    ) -> View:
        """The form's modal for this person, their draft in it; `offered` says so. Raises NotAllowed."""
        form, acting = self._forms[name], context["acting"]
        kept = load(drafts.draft(acting, name, subject.draft))
        with form.looking(acting, subject) as (on, thing):
            drawing = Drawing(self._desk.words, context["language"], form, on, thing)
            sources = self._sources(on, acting, drawing.language, kept)
            if not offered:
                return drawing.as_typed(sources, subject, kept)
            return drawing.with_draft(sources, subject, kept, answers)

    def submit(self, ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        """Read, keep, answer; whatever is wrong is said there, and nothing typed is lost."""
        view = body["view"]
        name, subject = _names(view)
        if name not in self._forms:
            raise NotFound("older_version")
        raw, acting, language = raw_values(view), context["acting"], context["language"]
        try:
            follows = self._kept(name, subject, raw, client, context)
        except AlreadyDone as error:
            # What was kept then may have died before its draft was dropped.
            _drop_drafts(acting, name, subject, raw)
            tell(self._desk, error, ack, body, language)
        except PlanningError as error:
            drafts.save_draft(acting, name, subject.following(raw).draft, dump(raw))
            newer = self._newer(error, name, subject, raw, context)
            if newer:
                ack(response_action="update", view=newer)
            else:
                tell(self._desk, error, ack, body, language)
        else:
            ack(response_action="update", view=follows())
            self._desk.wake()
            self._moves_on(subject, client, context)

    def changed(self, ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        """An answer on which others hang: keep what is there so far and ask what follows from it."""
        ack()
        view = body["view"]
        name, subject = _names(view)
        if name not in self._forms:
            return
        raw = raw_values(view)
        subject = subject.following(raw)
        drafts.save_draft(context["acting"], name, subject.draft, dump(raw))
        shown = self.view(name, subject, context, offered=False)
        self._desk.update(client, view["id"], shown, only_if=view["hash"])

    def suggest(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """The options of a long list for the letters typed so far."""
        name, subject = _names(body["view"])
        form, language = self._forms[name], context["language"]
        step = form.flow.step(body["block_id"])
        typed = str(body.get("value") or "")
        if step.answer == "zone":
            found = suggestions([Option(zone, zone) for zone in sorted(zones())], typed)
        else:
            with form.looking(context["acting"], subject) as (on, _):
                sources = self._sources(on, context["acting"], language, {})
                found = suggestions(sources.named(step.source), typed)
        ack(options=[_as_option(one) for one in found])

    def _sources(
        self, on: OnCase | None, acting: Acting, language: str, answers: Mapping[str, Any]
    ) -> Sources:
        """Where options come from; before there is a case, the profile chosen so far says."""
        profile = None if on else acting.agency.profiles.get(str(answers.get("profile")))
        return Sources(self._desk.words, language, profile, on, tuple(acting.agency.profiles.values()))

    def _kept(
        self, name: str, subject: Subject, raw: Mapping[str, Raw], client: WebClient, context: BoltContext
    ) -> Callable[[], View]:
        """Keep what was typed; what draws the view that follows. Of one unit, that is drawn within it."""
        form = self._forms[name]
        if not form.in_one or subject.version is not None:
            done = self._keep(name, subject, raw, client, context)
            return lambda: self._after(done, context)
        with context["acting"].in_one(form.right, subject.id) as acting:
            within = BoltContext({**context, "acting": acting})
            view = self._after(self._keep(name, subject, raw, client, within), within)
        return lambda: view

    def _after(self, done: Done, context: BoltContext) -> View:
        if done.next_form:
            following = self.view(done.next_form, Subject.read(done.next_subject), context)
            if not done.above:
                return following
            said = self._desk.words.message(f"forms/{done.above}", context["language"], **done.values)
            return emptied(following, said, done.tag)
        return self._desk.words.view(f"receipts/{done.receipt}", context["language"], **done.values)

    def _keep(
        self, name: str, subject: Subject, raw: Mapping[str, Raw], client: WebClient, context: BoltContext
    ) -> Done:
        form, acting, language = self._forms[name], context["acting"], context["language"]
        with form.looking(acting, subject) as (on, thing):
            options = self._sources(on, acting, language, raw).of(form.flow)
            before = form.answers_of(thing)
            # Read here, while the case is open: options are looked up for what was answered alone.
            values = read_all(form.flow, raw, ChainMap({**form.facts(on, subject)}, cast(Any, options)))
            says = form.says(on, raw) if form.tells else {}
        refuse_unreachable(self._desk, client, form.flow, values, before)
        heard = {"told": as_told(self._desk.words, form.tells, language, **says)} if form.tells else {}
        done = form.keep(acting, subject, {**values, **heard})
        told = TellingBack(self._desk.words, language, form.flow, options).all_of(values)
        _drop_drafts(acting, name, subject, raw)
        return replace(done, values={**done.values, "told": told})

    def _newer(
        self,
        error: PlanningError,
        name: str,
        subject: Subject,
        raw: Mapping[str, Raw],
        context: BoltContext,
    ) -> View | None:
        """The same form over what somebody else made of the thing meanwhile; None for any other error."""
        if (
            not isinstance(error, SomeoneElseChangedThis)
            or subject.version is None
            or error.problem == "busy"
        ):
            return None
        form, acting = self._forms[name], context["acting"]
        with form.looking(acting, subject) as (on, thing):
            drawing = Drawing(self._desk.words, context["language"], form, on, thing)
            return drawing.over_newer(self._sources(on, acting, drawing.language, raw), raw)


def _keep_words(acting: Acting, name: str, about: Subject, answers: Values | None) -> None:
    """Should the form not open, the words that were typed wait in the draft."""
    if answers:
        kept = load(drafts.draft(acting, name, about.draft))
        drafts.save_draft(acting, name, about.draft, dump({**kept, **answers}))


def _drop_drafts(acting: Acting, name: str, subject: Subject, raw: Mapping[str, Raw]) -> None:
    """What was kept is not offered again."""
    for of in {subject.draft, subject.following(raw).draft}:
        drafts.drop_draft(acting, name, of)


def raw_values(view: Mapping[str, Any]) -> dict[str, Raw]:
    """What stands in a view's inputs, by step."""
    return {
        block: _raw(element)
        for block, elements in view["state"]["values"].items()
        for element in elements.values()
    }


def _raw(element: Mapping[str, Any]) -> Raw:
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"] or ()]
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    for key in ("value", "selected_date", "selected_time", "selected_user"):
        if element.get(key):
            return str(element[key])
    users: Sequence[str] | None = element.get("selected_users")
    return users


def _names(view: Mapping[str, Any]) -> tuple[str, Subject]:
    found = FORM.match(view["callback_id"])
    return (found[1] if found else ""), Subject.read(view["private_metadata"])


def _as_option(option: Option) -> dict[str, Any]:
    text = {"type": "plain_text", "text": option.text, "emoji": False}
    return {"text": text, "value": option.value}
