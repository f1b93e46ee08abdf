"""Reading a document: a page picture with its text at once, the exact page by pdf.js on wish, in a closed frame."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontact.commons.media.access import asset_door
from ontact.commons.media.forms import PageForm
from ontact.commons.media.queries import page_url, url_of
from ontact.commons.media.views.bytes import SIGNED
from ontact.foundation.access import Who, access


@access(Who.EVERYONE, why=SIGNED)
@require_safe
def view(request: HttpRequest, stamp: str, asset_id: UUID) -> HttpResponse:
    """`?page=3`; with `?in=panel` without the city's frame, for the side panel of a room."""
    asset = asset_door(stamp, asset_id)
    if not asset.can_be_read_here:
        raise Http404
    in_panel = request.GET.get("in") == "panel"
    form = PageForm(
        {"page": request.GET.get("page", "1"), "in": "panel" if in_panel else ""}, of=max(asset.page_count, 1)
    )
    page = asset.pages.filter(number=form.number).first()
    after = asset.pages.filter(number=form.number + 1).first()
    facts = {
        "asset": asset,
        "page": page,
        "picture": page_url(page) if page else "",
        "next_picture": page_url(after) if after else "",
        "pages": asset.page_count,
        "number": form.number,
        "before": form.number - 1,
        "after": form.number + 1 if after else 0,
        "form": form,
        "in_panel": in_panel,
        "base": "web/bare.html" if in_panel else "web/page.html",
        "pdf": url_of(asset) if asset.is_pdf else "",
        "download": url_of(asset, download=True),
    }
    return render(request, "media/view.html", facts)


@access(
    Who.EVERYONE,
    why="An empty frame with pdf.js in it: it has no address of a file, no cookies and no origin.",
)
@require_safe
def frame(request: HttpRequest) -> HttpResponse:
    """The closed room in which foreign PDFs are drawn: what breaks out of pdf.js finds no origin and no network."""
    answer = render(request, "media/frame.html")
    here = f"{request.scheme}://{request.get_host()}"
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {here} 'wasm-unsafe-eval'; style-src {here} 'unsafe-inline'; "
        f"connect-src {here}/static/; "
        "img-src blob: data:; font-src blob: data:; worker-src blob:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-scripts"
    )
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
