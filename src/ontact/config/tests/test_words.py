"""The word collector sees sentences in Python, templates and TypeScript, and complains about what is not complete."""

import pytest
from babel.messages.pofile import read_po

from ontact.config import sentences, words

TEMPLATE = """<main>
    {% if a %}<h1>{% translate "A quiet title" %}</h1>{% endif %}
      {% include "x.html" with label=_("Enter now") %}
  {% blocktranslate count n=n %}{{ n }} seat{% plural %}{{ n }} seats{% endblocktranslate %}
</main>"""
TSX = 'export const a = <p title={gettext("A tip")}>{ngettext("%(n)s hand", "%(n)s hands", n)}</p>;\n'
PYTHON = 'from django.utils.translation import gettext_lazy as _\nx = _("A rule for %(name)s")\n'


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with one sentence of each sort."""
    folder = tmp_path / "quiet"
    (folder / "templates").mkdir(parents=True)
    (folder / "apps.py").write_text(PYTHON)
    (folder / "templates" / "page.html").write_text(TEMPLATE)
    (folder / "room.tsx").write_text(TSX)
    for module in (sentences, words):
        monkeypatch.setattr(module, "HOUSE", tmp_path)
    (tmp_path / "foundation").mkdir()
    return folder


def translate(package, domain, **korean):
    file = sentences.catalogue_of(package, domain)
    catalogue = words.read(file)
    for message in catalogue:
        if message.id:
            message.string = ("한국어",) if message.pluralizable else "한국어"
    for english, text in korean.items():
        catalogue[english.replace("_", " ")].string = text
    with file.open("wb") as out:
        sentences.write_po(out, catalogue)


def test_all_sorts_of_sources_are_read(package):
    assert (sentences.collect(package, "django"), sentences.collect(package, "djangojs")) == (4, 2)
    catalogue = words.read(sentences.catalogue_of(package, "django"))
    assert {str(message.id) for message in catalogue if message.id} == {
        "A quiet title",
        "Enter now",
        "A rule for %(name)s",
        "('%(n)s seat', '%(n)s seats')",
    }


def test_missing_korean_is_named(package):
    sentences.collect(package, "django")
    assert "quiet (django): no Korean for: A quiet title" in list(sentences.complaints())
    assert "quiet (djangojs): not in the catalogue: A tip" in list(sentences.complaints())


def test_a_complete_package_draws_no_complaint_but_a_lost_placeholder_does(package):
    for domain in ("django", "djangojs"):
        sentences.collect(package, domain)
        translate(package, domain)
    assert [c for c in sentences.complaints() if "placeholders" not in c] == []
    assert "quiet (django): the placeholders differ: A rule for %(name)s" in list(sentences.complaints())


def test_what_nobody_says_any_more_is_named_and_swept_away(package):
    sentences.collect(package, "django")
    translate(package, "django")
    (package / "templates" / "page.html").write_text("")
    assert "quiet (django): nobody says this any more: Enter now" in list(sentences.complaints())
    sentences.collect(package, "django")
    with sentences.catalogue_of(package, "django").open("rb") as file:
        assert [m.id for m in read_po(file) if m.id] == ["A rule for %(name)s"]


def test_two_koreans_for_one_sentence_are_named(package, tmp_path):
    other = tmp_path / "loud"
    other.mkdir()
    (other / "apps.py").write_text(PYTHON)
    for folder, text in ((package, "%(name)s 규칙"), (other, "%(name)s 규정")):
        sentences.collect(folder, "django")
        file = sentences.catalogue_of(folder, "django")
        catalogue = words.read(file)
        catalogue["A rule for %(name)s"].string = text
        with file.open("wb") as out:
            sentences.write_po(out, catalogue)
    assert "quiet and loud (django) translate differently: A rule for %(name)s" in list(
        sentences.complaints()
    )


def test_compiling_writes_what_gettext_reads(package):
    import gettext

    sentences.collect(package, "django")
    translate(package, "django")
    assert words.compile_all() == 1
    with sentences.catalogue_of(package, "django").with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("A quiet title") == "한국어"
