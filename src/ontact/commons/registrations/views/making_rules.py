"""House rules of an organisation: what holds, what held, a new one from its figures, the end of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.making import house_door, house_rule_door
from ontact.commons.registrations.actions.house_rules import RuleStands, end_rule, make_rule
from ontact.commons.registrations.forms.house_rules import FORMS
from ontact.commons.registrations.models import HouseRule
from ontact.commons.registrations.views.making_frame import actor_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_safe
def house_rules(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    house = house_door(request, organisation_id)
    rows = list(HouseRule.objects.filter(organisation=house).order_by("-since", "-created_at"))
    facts = {
        "house": house,
        "crumbs": _crumbs((str(house.name), "")),
        "standing": [rule for rule in rows if rule.until is None],
        "over": [rule for rule in rows if rule.until is not None],
        "moment": now(),
    }
    return render(request, "registrations/house_rules.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def house_rule_new(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """?rule=<code> names its kind; without one the kinds that do not stand yet are offered."""
    house = house_door(request, organisation_id)
    code = request.GET.get("rule", "")
    title = _("Make a rule")
    standing = HouseRule.objects.filter(organisation=house, until=None)
    facts: dict[str, Any] = {"house": house, "title": title, "crumbs": _crumbs(_above(house), (title, ""))}
    if code not in FORMS:
        had = set(standing.values_list("code", flat=True))
        facts["kinds"] = [
            {"code": one.value, "label": one.label, "explains": FORMS[one.value].explains}
            for one in HouseRule.Code
            if one.value not in had
        ]
        return render(request, "registrations/house_rule_kinds.html", facts)
    if standing.filter(code=code).exists() and request.method != "POST":
        raise RuleStands
    form = FORMS[code](request.POST or None, organisation=house)
    if request.POST.get("act") == "propose":
        form = form.with_a_proposal()
    elif form.is_valid():
        told: dict[str, Any] = {"numbers": form.numbers, "words": form.words, "since": form.begins_at}
        make_rule(organisation=house, code=code, **told, by=actor_of(request))
        messages.success(request, _("The rule is published."))
        return redirect("registrations:house_rules", house.pk)
    facts |= {"form": form, "label": HouseRule.Code(code).label, "explains": form.explains}
    return render(request, "registrations/house_rule_new.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def house_rule_end(request: HttpRequest, organisation_id: UUID, house_rule_id: UUID) -> HttpResponse:
    rule = house_rule_door(request, organisation_id, house_rule_id)
    house = rule.organisation
    if request.method == "POST":
        end_rule(rule=rule, by=actor_of(request))
        messages.success(request, _("The rule has ended; it refuses nobody any more."))
        return redirect("registrations:house_rules", house.pk)
    title = _("End this rule")
    moment = now()
    running = (
        Programme.objects.announced(moment).filter(host=house, cancelled_at=None, ends_at__gt=moment).count()
    )
    words = ngettext(
        "From this moment on it refuses nobody in %(count)d programme. Who was refused by it stays refused.",
        "From this moment on it refuses nobody in %(count)d programmes. Who was refused by it stays refused.",
        running,
    )
    facts = {
        "house": house,
        "title": title,
        "rule": rule,
        "text": words % {"count": running},
        "submit": _("End “%(rule)s”") % {"rule": rule.get_code_display()},
        "back": reverse("registrations:house_rules", args=[house.pk]),
        "crumbs": _crumbs(_above(house), (title, "")),
    }
    return render(request, "registrations/house_rule_end.html", facts)


def _above(house: Organisation) -> tuple[str, str]:
    return str(house.name), reverse("registrations:house_rules", args=[house.pk])


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    crumbs = [(_("Programmes to prepare"), reverse("registrations:making_list")), *more]
    return [{"label": label, "href": href} for label, href in crumbs]
