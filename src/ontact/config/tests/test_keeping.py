"""A backup is of one moment, a restore is proved, and nothing unusable touches a hall."""

import sqlite3
import threading
from pathlib import Path

import pytest
from tests.machines import do_without

from ontact.config.launch.hall import Hall
from ontact.config.launch.postgres import Cluster, programs
from ontact.config.launch.trouble import Trouble
from ontact.config.tests.backups import manifest, with_other_manifest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def new_halls_database(request):
    """Gives each hall an empty database of its own."""
    if request.param == "sqlite":
        yield lambda: None
        return
    found = programs()
    if found is None:
        do_without("PostgreSQL")
    import psycopg

    with Cluster(found) as url:
        names = iter(range(100))

        def make() -> str:
            name = f"hall{next(names)}"
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f"CREATE DATABASE {name}")
            return url.rsplit("/", 1)[0] + f"/{name}"

        yield make


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory, new_halls_database):
    """A hall that is not open: a folder with tables, and with uploaded files."""

    def make(*, filled: bool = True) -> Hall:
        hall = Hall(
            tmp_path_factory.mktemp("kept"), demo=False, database_url=new_halls_database(), livekit=False
        )
        if filled:
            hall.prepare()
            (hall.state.var / "media" / "a").mkdir()
            (hall.state.var / "media" / "a" / "paper.pdf").write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 40)
        return hall

    return make


@pytest.fixture(scope="module")
def source(new_folder):
    return new_folder()


@pytest.fixture(scope="module")
def backup(source):
    file = source.state.var / "backup.tar"
    source.manage("backup", str(file))
    return file


def test_a_backup_says_what_it_holds_and_only_its_owner_may_read_it(source, backup):
    told = manifest(backup)
    assert (backup.stat().st_mode & 0o777) == 0o600
    assert told["tables"]["django_migrations"]["rows"] == len(told["migrations"])
    assert {"database", "secrets.env", "media/a/paper.pdf"} <= set(told["files"])


def test_a_restored_hall_is_the_same_hall(source, backup, new_folder, tmp_path):
    hall = new_folder(filled=False)
    hall.state.make()
    said = hall.manage("restore", str(backup))
    assert "Restored and proved" in said
    assert (hall.state.var / "media/a/paper.pdf").read_bytes() == (
        source.state.var / "media/a/paper.pdf"
    ).read_bytes()
    assert hall.state.secrets.read_text() == source.state.secrets.read_text()
    again = tmp_path / "again.tar"
    hall.manage("backup", str(again))
    assert manifest(again)["tables"] == manifest(backup)["tables"]


def test_a_hall_that_holds_something_is_not_overwritten(source, backup):
    with pytest.raises(Trouble, match="This hall is not empty"):
        source.manage("restore", str(backup))


def test_a_torn_backup_touches_nothing(backup, new_folder, tmp_path):
    torn = tmp_path / "torn.tar"
    torn.write_bytes(backup.read_bytes()[:-20_000])
    hall = new_folder(filled=False)
    hall.state.make()
    before = everything_in(hall.state.var)
    with pytest.raises(Trouble, match="is incomplete or no backup of Ontact"):
        hall.manage("restore", str(torn))
    assert everything_in(hall.state.var) - before == {"log/manage.log"}


def test_tables_that_differ_after_loading_are_named(backup, new_folder, tmp_path):
    told = manifest(backup)["tables"]
    told["django_migrations"]["rows"] += 1
    wrong = with_other_manifest(backup, tmp_path / "wrong.tar", tables=told)
    hall = new_folder(filled=False)
    hall.state.make()
    with pytest.raises(Trouble, match=r"django_migrations has \d+ rows instead of \d+"):
        hall.manage("restore", str(wrong))


def test_a_backup_while_others_write_is_of_one_moment(new_halls_database, source, tmp_path):
    if source.database_url:
        pytest.skip("PostgreSQL's own snapshot; the counting above uses it")
    enough, file = threading.Event(), source.state.var / "db.sqlite3"

    def write() -> None:
        with sqlite3.connect(file, timeout=20) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS twin_a (n integer)")
            connection.execute("CREATE TABLE IF NOT EXISTS twin_b (n integer)")
        for n in range(100_000):
            if enough.is_set():
                break
            with sqlite3.connect(file, timeout=20) as connection:
                connection.execute("INSERT INTO twin_a VALUES (?)", (n,))
                connection.execute("INSERT INTO twin_b VALUES (?)", (n,))
        with sqlite3.connect(file, timeout=20) as connection:
            connection.execute("DROP TABLE twin_a")
            connection.execute("DROP TABLE twin_b")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        source.manage("backup", str(tmp_path / "busy.tar"))
    finally:
        enough.set()
        writer.join()
    told = manifest(tmp_path / "busy.tar")["tables"]
    assert told["twin_a"]["rows"] > 0
    assert told["twin_a"]["sha256"] == told["twin_b"]["sha256"]


def test_an_upgrade_backs_up_first_and_then_has_nothing_to_do(new_folder):
    hall = new_folder()
    hall.manage("migrate", "mfa", "zero", "--verbosity", "0", "--skip-checks")
    assert "migrations applied" in hall.manage("upgrade")
    assert len(list((hall.state.var / "backups").glob("before-*.tar"))) == 1
    assert "Nothing to do" in hall.manage("upgrade")


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
