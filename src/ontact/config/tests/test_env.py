"""The operator's words are read loudly: nonsense is refused, the demo stays at home, no secret has a default."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from ontact.config import env


@pytest.mark.parametrize(
    ("word", "answer"), [("1", True), ("yes", True), ("0", False), ("off", False), ("", False)]
)
def test_a_flag_understands_these(monkeypatch, word, answer):
    monkeypatch.setenv("ONTACT_TRIAL", word)

    assert env.flag("ONTACT_TRIAL") is answer


def test_a_flag_refuses_nonsense(monkeypatch):
    monkeypatch.setenv("ONTACT_TRIAL", "maybe")

    with pytest.raises(ImproperlyConfigured, match="write 1 or 0"):
        env.flag("ONTACT_TRIAL")


def test_a_secret_that_nobody_set_is_a_new_one_each_time(monkeypatch):
    monkeypatch.delenv("ONTACT_TRIAL", raising=False)

    assert env.secret("ONTACT_TRIAL") != env.secret("ONTACT_TRIAL")


def test_the_demo_is_content_at_home():
    env.refuse_open_demo("http://localhost:8000", ["localhost", "127.0.0.1", "[::1]"], "")


@pytest.mark.parametrize(
    ("base_url", "hosts", "mail"),
    [
        ("https://hall.suwon.example", ["localhost"], ""),
        ("http://localhost:8000", ["localhost", "192.168.0.4"], ""),
        ("http://localhost:8000", ["*"], ""),
        ("http://localhost:8000", ["localhost"], "smtp://mail.suwon.example"),
    ],
)
def test_the_demo_refuses_the_world(base_url, hosts, mail):
    with pytest.raises(ImproperlyConfigured, match="ONTACT_DEMO"):
        env.refuse_open_demo(base_url, hosts, mail)


def test_a_folder_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("ONTACT_TRIAL", str(tmp_path / "nowhere"))

    with pytest.raises(ImproperlyConfigured, match="nowhere"):
        env.folders("ONTACT_TRIAL")


def test_another_database_than_the_two_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="sqlite"):
        env.database("mysql://root@localhost/hall", tmp_path)
