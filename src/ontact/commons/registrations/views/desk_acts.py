"""Acts of the desk of places, each asked for on a page of its own that says what follows from it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.desk import places_door, wish_door
from ontact.commons.registrations.actions.desk import choose, release, resize
from ontact.commons.registrations.actions.desk_acts import answer_for, draw_now, withdraw_for
from ontact.commons.registrations.actions.drawing import draw_is_due_at, promise_draw
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.errors import FewerThanTaken
from ontact.commons.registrations.forms.desk import ChoiceForm, OfferAnswerForm, PoolForm, WithdrawalForm
from ontact.commons.registrations.models import Allotment, Draw, Extent, Pool, Registration
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.desk import pools_of
from ontact.commons.registrations.queries.desk_choice import AT_ONCE, free_places, undecided
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Tick, look at it once more, confirm. `?only=` one unit, from its own page."""
    programme = places_door(request, programme_id)
    if programme.sign_up_terms.allotment != Allotment.CHOICE:
        raise Http404
    units = undecided(programme, _uuid(request.GET.get("only", "")))
    form = ChoiceForm(request.POST or None, units=units)
    facts = {"programme": programme, "form": form, "count": len(units), "at_once": AT_ONCE}
    # Of single sessions each has its own number; the list of pools says them.
    is_whole = programme.sign_up_terms.extent == Extent.SERIES
    facts["free"] = free_places(programme) if is_whole else None
    if not form.is_valid():
        return render(request, "registrations/desk_choice.html", facts)
    chosen = form.chosen
    if "confirmed" not in request.POST:
        people = [one for members in chosen for one in members]
        facts |= {"people": people, "units": [str(members[0].unit) for members in chosen]}
        return render(request, "registrations/desk_choice_confirm.html", facts)
    for members in chosen:
        choose(registration=members[0], chosen=form.is_yes, by=signed_in(request).actor())
    words = ngettext("%(count)d decision is entered.", "%(count)d decisions are entered.", len(chosen))
    messages.success(request, words % {"count": len(chosen)})
    return redirect("registrations:desk", programme.pk)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def pools(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """A form for each pool; fewer places than are taken is answered beside the number that was typed."""
    programme = places_door(request, programme_id)
    found = {pool.pk: pool for pool in pools_of(programme)}
    sent = PoolForm(request.POST, auto_id=f"pool-{request.POST.get('pool', '')}-%s")
    if request.method == "POST" and sent.is_valid():
        pool = found.get(sent.cleaned_data["pool"])
        if pool is None:
            raise Http404
        if sent.is_outdated(pool):
            sent = sent.look_again_at(pool)
        elif _resized(request, sent, pool):
            return redirect("registrations:desk_pools", programme.pk)
    forms = [
        (one, sent if str(one.pk) == request.POST.get("pool") else PoolForm.of(one)) for one in found.values()
    ]
    return render(request, "registrations/desk_pools.html", {"programme": programme, "forms": forms})


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def release_kept(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = places_door(request, programme_id)
    if request.method == "POST":
        release(programme=programme, by=signed_in(request).actor())
        messages.success(request, _("The desk's places are everybody's now."))
        return redirect("registrations:desk", programme.pk)
    kept = [pool for pool in pools_of(programme) if pool.kept and not pool.is_closed]
    facts = {"programme": programme, "terms": programme.sign_up_terms, "kept": kept}
    return render(request, "registrations/desk_release.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Promise it before sign-up opens; when it is due it can be drawn at once, without waiting for the round."""
    programme = places_door(request, programme_id)
    terms = programme.sign_up_terms
    if terms.allotment not in (Allotment.LOTTERY, Allotment.WINDOW):
        raise Http404
    moment, due_at = now(), draw_is_due_at(programme, terms)
    if request.method == "POST":
        return _draw_or_promise(request, programme)
    facts = {
        "programme": programme,
        "terms": terms,
        "draw": Draw.objects.filter(programme=programme).first(),
        "due_at": due_at,
        "is_due": due_at is not None and due_at <= moment,
        "has_opened": programme.opens_at is not None and programme.opens_at <= moment,
    }
    return render(request, "registrations/desk_draw.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    wish = wish_door(request, registration_id)
    company = list(
        Registration.objects.filter(unit=wish.unit, state__in=LIVE_STATES)
        .exclude(pk=wish.pk)
        .select_related("person")
    )
    form = WithdrawalForm(request.POST or None, has_company=bool(company))
    if form.is_valid():
        going = [wish, *company] if form.takes_all else [wish]
        withdraw_for(registrations=going, because=form.cleaned_data["because"], by=signed_in(request).actor())
        messages.success(request, _("Withdrawn. What came free is offered to the next in line."))
        return redirect("registrations:desk_place", wish.pk)
    facts = {"wish": wish, "company": company, "form": form, "is_live": wish.state in LIVE_STATES}
    return render(request, "registrations/desk_withdrawal.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_answer(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """For somebody who telephones while the offer holds."""
    wish = wish_door(request, registration_id)
    form = OfferAnswerForm(request.POST or None)
    if form.is_valid():
        answer = answer_for(registration=wish, **form.cleaned_data, by=signed_in(request).actor())
        _say_what_became(request, answer.registrations)
        return redirect("registrations:desk_place", wish.pk)
    facts = {"wish": wish, "form": form, "is_offered": wish.state == State.OFFERED}
    return render(request, "registrations/desk_answer.html", facts)


def _resized(request: HttpRequest, sent: PoolForm, pool: Pool) -> bool:
    facts = sent.cleaned_data
    try:
        resize(pool=pool, capacity=facts["capacity"], key=facts["key"], by=signed_in(request).actor())
    except FewerThanTaken as no:
        sent.add_error("capacity", f"{no.sentence} {no.advice}")
        return False
    messages.success(request, _("There are %(capacity)d places now.") % {"capacity": facts["capacity"]})
    return True


def _draw_or_promise(request: HttpRequest, programme: Programme) -> HttpResponse:
    actor = signed_in(request).actor()
    if request.POST.get("act") == "draw":
        draw_now(programme=programme, by=actor)
        messages.success(request, _("The lots are drawn. Everybody's page says what fell to them."))
    else:
        promise_draw(programme=programme, by=actor)
        messages.success(request, _("The draw is promised; its commitment can be read by everybody."))
    return redirect("registrations:desk_draw", programme.pk)


def _say_what_became(request: HttpRequest, registrations: tuple[Registration, ...]) -> None:
    states = {one.state for one in registrations}
    if State.PLACED in states:
        messages.success(request, _("Accepted: the place is theirs."))
    elif State.LAPSED in states:
        messages.warning(request, _("The offer had run out; the place went to the next in line."))
    else:
        messages.success(request, _("Declined; the place is offered to the next in line."))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
