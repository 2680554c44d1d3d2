"""What holds for every template that comes with the app: someone can run it tomorrow, in any room."""

import re
from collections import Counter
from itertools import chain

import pytest

from frameworks.library import FrameworkLibrary
from frameworks.source import read_text
from sessions.fitting import check_in_full, fits
from sessions.model import Step, Template
from sessions.prompts import placeholders
from sessions.templates import BUNDLED, TemplateLibrary

FRAMEWORKS = FrameworkLibrary(None)
KNOWN = {framework.id: framework for framework in FRAMEWORKS.all()}
TEMPLATES = TemplateLibrary(None, FRAMEWORKS).all()
every = pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)

WANTED = {
    "action-learning-set", "actions-review", "cluster-swap", "cluster-swap-review", "coaching-trio",
    "deputies-ten-day-swap", "evidence-and-action-audit", "feedback-360-debrief", "improvement-project",
    "key-areas-self-review", "partner-problem-solving", "plan-an-activity", "quality-pair-talk", "reading-share",
    "review-an-activity", "shadow-a-pupil", "shadow-another-service", "standards-self-review", "what-if",
}  # fmt: skip
# Those that open with what an earlier session left.
SERIES = {"actions-review", "cluster-swap-review", "review-an-activity", "what-if", "action-learning-set"}


def paragraphs(step: Step) -> list[str]:
    return [" ".join(text.split()) for text in re.split(r"\n\s*\n", step.private) if text.strip()]


def test_the_templates_are_all_there():
    assert {template.id for template in TEMPLATES} == WANTED


@every
def test_its_file_is_called_as_it_is_and_has_no_fault(template: Template):
    path = BUNDLED / f"{template.id}.md"
    assert check_in_full(read_text(path), path.name, KNOWN) == []


@every
def test_it_takes_between_40_and_150_minutes_in_at_least_five_steps(template: Template):
    assert 40 <= template.minutes <= 150
    assert len(template.steps) >= 5


@every
def test_every_step_says_what_the_room_does_and_what_the_facilitator_says_and_watches_for(template: Template):
    for step in template.steps:
        assert step.prompt, step.title
        assert len(step.private.split()) >= 25, step.title
        assert re.search(r"“[^”]+”|\"[^\"]+\"", step.private), (
            f"{step.title}: no sentence to say as it stands"
        )
    assert len(template.intro.split()) >= 15


def test_no_private_note_occurs_twice():
    said = Counter(chain.from_iterable(paragraphs(step) for template in TEMPLATES for step in template.steps))
    assert [text for text, count in said.items() if count > 1] == []


@every
def test_the_welcome_says_what_is_written_down_who_sees_it_and_when_it_is_deleted(template: Template):
    prompt = template.steps[0].prompt
    assert "delete_by" in placeholders(prompt)
    assert re.search(r"\bwrit(e|ten)\b|\btyped\b|\bnotes?\b", prompt, re.IGNORECASE)
    assert re.search(
        r"\bsees?\b|\bseen\b|\bfor (all|you|your|the)\b|\bshared\b|\bread\b", prompt, re.IGNORECASE
    )


@every
def test_it_leads_to_an_action_or_a_learning_point(template: Template):
    assert {"action", "point"} & {field.kind for step in template.steps for field in step.capture}


@every
def test_it_closes_with_the_review_date_and_asks_for_nothing_more(template: Template):
    last = template.steps[-1]
    assert "review_date" in placeholders(last.prompt)
    assert not last.capture
    assert not last.choose


@every
def test_every_prompt_fits_the_smallest_stage(template: Template):
    unfit = {id: fit for id, fit in fits(template, KNOWN).items() if not fit.fits}
    running_on = {
        step.id for step in template.steps if {"definition", "statements"} & {*placeholders(step.prompt)}
    }
    assert {id for id in unfit if id not in running_on} == set()


@every
def test_its_fields_can_be_read_at_80_columns_and_its_forms_ask_for_little(template: Template):
    for step in template.steps:
        assert len(step.capture) <= 8, step.title
        for field in step.capture:
            assert len(field.name) <= 32, field.name
            assert len(field.hint) <= 64, field.hint


def test_series_and_reviews_open_with_what_was_left():
    opening = {
        template.id
        for template in TEMPLATES
        if any(step.for_each == "earlier" for step in template.steps[:5])
    }
    assert opening >= SERIES


def test_reviews_of_any_kind_of_session_ask_about_actions_and_signs_of_progress():
    (review,) = [template for template in TEMPLATES if template.id == "actions-review"]
    assert review.framework == ""
    asked = {kind for step in review.steps for kind in step.earlier}
    assert {"action", "progress"} <= asked
