"""Rows of a sheet of participants as tests write them, looked at and taken over."""

from ontact.commons.registrations.actions.importing import import_participants
from ontact.commons.registrations.forms.desk_sheet import lines_in
from ontact.commons.registrations.queries.participants import plan_of
from ontact.foundation.actor import SYSTEM
from ontact.foundation.ids import uuid7

HEAD = ["이름", "전자우편", "전화", "생년월일", "보호자", "보호자 전자우편", "보호자 전화", "보호자 동의"]


def an_adult(name, email="", phone=""):
    return [name, email, phone, "", "", "", "", ""]


def a_child(name, guardian, email, born_on="2019-03-01", evidence="종이"):
    return [name, "", "", born_on, guardian, email, "", evidence]


def plan(programme, *rows):
    return plan_of(programme, lines_in([HEAD, *rows], programme.sign_up_terms.questions.all()))


def taken_over(programme, *rows, key=None, **facts):
    lines = lines_in([HEAD, *rows], programme.sign_up_terms.questions.all())
    return import_participants(programme=programme, rows=lines, key=key or uuid7(), by=SYSTEM, **facts)
