"""Takes the pictures of docs/pictures/ anew (`make pictures`): the bot itself, photographed in Chromium.

Needs Chromium, and pdftoppm (poppler-utils) for the page of the plan. Everybody in them is invented.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import expect, sync_playwright

from bot.practice.player.hands import Hands, elements
from tests.practice.browser.camera import PICTURES, Camera, practice_world
from tests.practice.browser.conftest import chromium
from tests.practice.browser.reading import choose
from tests.practice.browser.take_stages import photograph_stages
from tests.scenarios.world import World

MEETING = {
    "kind": "case_planning_conference",
    "date": "2026-03-18",
    "start": "15:30",
    "end": "17:00",
    "zone": "America/Chicago",
    "place": "Library, meeting room B",
    "ways": ["in_person", "phone", "video"],
}
WITHOUT_SLACK: tuple[dict[str, Any], ...] = (
    {"role": "mother", "name": "Dana Reyes", "language": "en"},
    {"role": "father", "name": "Marcus Harlow", "language": "en"},
    {"role": "child", "name": "June Reyes"},
    {"role": "resource_parent", "name": "Gail Okafor"},
)
WITH_SLACK = (
    ("guardian_ad_litem", "Tom Weller"),
    ("casa", "Ruth Ellison"),
    ("third_party_not_managing_case", "Lena Voss"),
)
WHY = "June was not safe at home when no sober adult was there to look after her at night."
STRENGTHS = (
    ("Gail", "Dana calls June every night at 7:30 and reads to her."),
    ("Dana", "Dana asked for help with drinking herself."),
    ("Marcus", "Marcus has steady work and keeps in touch."),
)
NEEDS = (
    ("Priya", "A sober adult with June at all times, above all at night."),
    ("Gail", "Regular asthma care for June."),
)
TASKS: tuple[dict[str, str], ...] = (
    {
        "owner": "Priya",
        "text": "Send the referral to Prairie Light and tell Dana when it is in.",
        "done_when": "The receipt is on file",
        "due": "2026-03-20",
    },
    {
        "owner": "Dana",
        "text": "Call Prairie Light, book an intake and go to it.",
        "done_when": "Intake letter shown to Priya",
        "due": "2026-04-01",
    },
    {
        "owner": "Priya",
        "text": "Ask for heat money with Dana and fit two smoke alarms.",
        "done_when": "Alarms tested, repair booked",
        "due": "2026-04-30",
    },
)


def prepare(made: World, camera: Camera) -> None:
    """Name staff, open the case, bring the team in, plan the conference."""
    priya, tom, sam = (made.person(name) for name in ("Priya Nandan", "Tom Weller", "Sam Ortiz"))
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.name_staff(sam, "Sam Ortiz", ("endorser",))
    with camera.as_person(priya, made.channel, 820) as page:
        made.open_case(priya, made.channel)
        hub = made.hub(priya)
        camera.take(page, "hub")
        due = priya.open(hub, "do:due", channel=made.channel)
        expect(page.get_by_role("dialog")).to_contain_text(due["title"]["text"])
        camera.take(page, "due-dates")
        priya.close()
    made.form(
        priya,
        hub,
        "open:person",
        role="facilitator",
        name="Omar Haddad",
        slack_user=made.person("Omar Haddad").user,
    )
    for role, name in WITH_SLACK:
        made.form(priya, hub, "open:person", role=role, name=name, slack_user=made.person(name).user)
    for person in WITHOUT_SLACK:
        made.form(priya, hub, "open:person", **person)
    rosa = {"role": "relative_support", "name": "Rosa Reyes", "relation": "grandmother", "language": "es"}
    made.form(priya, hub, "open:person", **rosa, asked_for_by=made.id_of(priya, "Dana"))
    made.form(priya, hub, "open:schedule", **MEETING)
    made.direct(tom, "You are invited")
    with camera.as_person(tom, "messages", 700) as page:
        camera.take(page, "invitation")


def hold(made: World, camera: Camera) -> None:
    """The conference up to the worries and needs: the card, and a form that says what is wrong."""
    priya, omar = made.person("Priya Nandan"), made.person("Omar Haddad")
    made.at("2026-03-18T20:30:00+00:00")
    omar.say(made.channel, "Everyone is here or on the line. We can start.")
    priya.press(made.hub(priya), "do:start", channel=made.channel)
    made.until(lambda: "Welcome" in made.card(priya)["text"])
    made.form(priya, made.hub(priya), "open:background", why_we_are_here=WHY, household="Reyes")
    for name, how in (("Dana", "in_person"), ("Marcus", "phone"), ("June", "part"), ("Gail", "video")):
        attend(made, priya, name, how=how)
    for name in ("Priya", "Tom", "Lena", "Rosa"):
        attend(made, priya, name, how="in_person")
    for said_by, text in STRENGTHS:
        add(made, priya, "strength", text=text, said_by=made.id_of(priya, said_by))
    add(made, priya, "need", text=NEEDS[0][1], said_by=made.id_of(priya, NEEDS[0][0]))
    go_to(made, priya, "Worries and needs")
    omar.command(made.channel, f"/conference need {NEEDS[1][1]}")
    with camera.as_person(omar, made.channel, 820) as page:
        expect(page.locator(".messages")).to_contain_text("Needs recorded: 2")
        camera.take(page, "conference")
    add(made, priya, "goal", text="June comes home to a safe, warm home.")
    goal = next(iter(made.choices(priya, "objective", "goal_id").values()))
    add(
        made,
        priya,
        "objective",
        goal_id=goal,
        text="A sober adult is with June every night.",
        measure="12 weeks of the night log with no gap",
        by_date="2026-08-19",
        need_ids=[next(iter(made.choices(priya, "objective", "need_ids").values()))],
    )
    go_to(made, priya, "Who does what")
    with_an_error(made, camera)
    for task in TASKS:
        add_task(made, priya, task)


def with_an_error(made: World, camera: Camera) -> None:
    """A task whose day has passed: the words stay, and what is wrong stands under its field."""
    omar = made.person("Omar Haddad")
    with camera.as_person(omar, made.channel, 1000) as page:
        omar.open(made.card(omar), "open:task", channel=made.channel)
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("What will be done?").fill(TASKS[1]["text"])
        choose(dialog, "Who will do it?", "Dana")
        dialog.get_by_label("How will we know that it is done?").fill(TASKS[1]["done_when"])
        dialog.get_by_label("By which day?").fill("2026-03-01")
        dialog.get_by_role("button", name="Save", exact=True).click()
        expect(dialog.get_by_role("alert").first).to_be_visible()
        camera.take(page, "form-error")
        omar.close()


def close(made: World, camera: Camera) -> None:
    """What is open, the seal, the question to each person, answers and copies, the page of tasks."""
    priya, omar, tom = (made.person(name) for name in ("Priya Nandan", "Omar Haddad", "Tom Weller"))
    made.at("2026-03-18T22:00:00+00:00")
    priya.press(made.card(priya), "do:end", channel=made.channel)
    made.until(lambda: "over" in made.card(priya)["text"])
    with camera.as_person(omar, made.channel, 900) as page:
        omar.open(made.card(omar), "do:gaps", channel=made.channel)
        camera.take(page, "what-is-open")
        omar.close()
    finish(made, priya)
    priya.press(made.whole_plan_seen(priya), "do:seal")
    made.until(lambda: "Version 1" in str(priya.modal()))
    priya.close()
    made.direct(tom, "chance to take part")
    with camera.as_person(tom, "messages", 700) as page:
        camera.take(page, "chance-to-take-part")
    with camera.as_person(priya, made.channel, 1000) as page:
        answered(made, priya)
        priya.open(made.hub(priya), "do:answers", channel=made.channel)
        camera.take(page, "answers")
        priya.close()
    with camera.as_person(priya, "app", 620) as page:
        expect(page.get_by_text("Your tasks")).to_be_visible()
        camera.take(page, "home")


def finish(made: World, who: Hands) -> None:
    """What the list asked for, after the people have gone home."""
    child = next(iter(made.choices(who, "voice", "child_id").values()))
    add(
        made,
        who,
        "voice",
        child_id=child,
        how="letter_or_drawing",
        said="I miss my mom's stories at bedtime.",
    )
    add(made, who, "permanency", child_id=child, goal="reintegration", concurrent="permanent_custodianship")
    add(
        made,
        who,
        "visit",
        child_id=child,
        with_person=made.id_of(who, "Dana"),
        how_often="2 times a week, 2 hours",
        where="Family center",
        supervised="yes",
        starts="2026-03-20",
    )
    view = who.open(made.card(who), "do:gaps", channel=made.channel)
    who.open(view, "open:attendance")
    who.fill({"person_id": made_id(who, "person_id", "Ruth"), "how": "absent_invited"})
    who.fill({"reason": "Sick on the day", "input": "Sent a note.", "follow_up_by": "2026-03-24"})
    who.submit()
    who.close()


def answered(made: World, who: Hands) -> None:
    """Two people without Slack were asked, each in turn: the part they had, and apart from it their view."""
    for name, manner, view in (("Dana", "own_hand", "agrees"), ("Marcus", "spoken", "disagrees")):
        answers = who.open(made.hub(who), "do:answers", channel=made.channel)
        who.open(answers, "open:acknowledgement")
        person = made_id(who, "person_id", name)
        who.fill({"person_id": person, "answer": "yes", "manner": manner, "on": "2026-03-18"})
        who.submit()
        who.close()
        answers = who.open(made.hub(who), "do:answers", channel=made.channel)
        who.open(answers, "open:view")
        who.fill({"person_id": person, "view": view})
        who.submit()
        who.close()


def paper(made: World) -> None:
    """The first page of the plan as the bot sends it."""
    priya = made.person("Priya Nandan")
    papers = priya.open(made.hub(priya), "do:papers", channel=made.channel)
    values = (str(element.get("value", "")) for _, element in elements(papers))
    value = next(one for one in values if one.endswith(":plan.pdf"))
    priya.press(papers, "do:get_paper", value)
    made.until(lambda: any(one.get("files") for one in priya.direct()), 60)
    file = next(one["files"][0] for one in priya.direct() if one.get("files"))
    pdf = PICTURES / "plan.pdf"
    pdf.write_bytes(made.desk.file(priya.user, file["id"]))
    program = shutil.which("pdftoppm")
    if program is None:
        sys.exit("The picture of the plan needs pdftoppm: apt-get install poppler-utils.")
    first_page = ["-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([program, *first_page, str(pdf), str(PICTURES / "plan")], check=True)
    pdf.unlink()
    print("docs/pictures/plan.png")


def attend(made: World, who: Hands, name: str, **values: str) -> None:
    """Note how somebody took part."""
    person = made.id_of(who, name)
    made.form(who, made.hub(who), "open:attendance", person_id=person, **values)


def add(made: World, who: Hands, kind: str, **values: Any) -> None:
    """Add one more entry through its list: the button at its end carries the case, the others an entry."""
    view = made.entries(who, kind)
    case = [element for _, element in elements(view) if element["action_id"].startswith(f"open:{kind}")][-1]
    who.open(view, f"open:{kind}", case["value"])
    who.fill(values)
    who.submit()
    who.close()


def add_task(made: World, who: Hands, task: dict[str, str]) -> None:
    """A task for the first objective."""
    objective = next(iter(made.choices(who, "task", "objective_id").values()))
    told = {name: value for name, value in task.items() if name != "owner"}
    add(made, who, "task", owner_id=made.id_of(who, task["owner"]), objective_id=objective, **told)


def go_to(made: World, who: Hands, stage: str) -> None:
    """Tap Next until the card shows this stage."""
    while stage not in made.card(who)["text"]:
        before = made.card(who)["text"]
        who.press(made.card(who), "do:next_stage", channel=made.channel)
        made.until(lambda before=before: made.card(who)["text"] != before)  # type: ignore[misc]


def made_id(who: Hands, step: str, name: str) -> str:
    """The value of a choice in the form on top, by its words."""
    block = next(one for one in who.modal()["blocks"] if one.get("block_id") == step)
    options = block["element"]["options"]
    return str(next(one["value"] for one in options if one["text"]["text"].startswith(name)))


def main() -> None:
    """Play once from the opening to the plan and photograph what its people see on the way."""
    PICTURES.mkdir(exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, practice_world(Path(folder)) as made:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            camera = Camera(browser, made.desk.url)
            prepare(made, camera)
            hold(made, camera)
            close(made, camera)
            photograph_stages(made, camera)
            browser.close()
        paper(made)
        broken = made.breaches()
    if broken:
        sys.exit(f"Rules of Slack's were broken on the way: {broken}")


if __name__ == "__main__":
    main()
