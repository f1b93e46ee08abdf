"""What is torn, altered, foreign or from next year is refused by reading alone."""

import shutil
import tarfile

import pytest

from ontact.config.keeping import Unusable, examine
from ontact.config.launch.hall import Hall
from ontact.config.tests.backups import manifest, with_other_manifest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A backup of a bare hall with one paper."""
    hall = Hall(tmp_path_factory.mktemp("kept"), demo=False, livekit=False)
    hall.prepare()
    (hall.state.var / "media" / "paper.pdf").write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 40)
    hall.manage("backup", str(hall.state.var / "backup.tar"))
    return hall.state.var / "backup.tar"


@pytest.fixture
def backup(made_once, tmp_path):
    return shutil.copy(made_once, tmp_path / "backup.tar")


def test_a_whole_backup_is_usable(backup):
    told = manifest(backup)
    assert (examine(backup).files, told["engine"]) == (told["files"], "sqlite")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.2, 0.6, 0.9, 0.999])
def test_a_torn_backup_is_refused(backup, share):
    words = backup.read_bytes().rstrip(b"\0")
    backup.write_bytes(words[: int(len(words) * share)])
    with pytest.raises(Unusable, match="incomplete or no backup of Ontact"):
        examine(backup)


def test_one_changed_byte_is_found(backup):
    words = bytearray(backup.read_bytes())
    words[words.index(b"%PDF-1.7") + 20] ^= 1
    backup.write_bytes(words)
    with pytest.raises(Unusable, match="damaged: media/paper.pdf is not as it was written"):
        examine(backup)


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        (
            {"migrations": ["journal.0999_next_year"], "release": "9.9"},
            r"newer Ontact \(9.9\); this one does not know",
        ),
        ({"format": 99, "release": "9.9"}, r"newer Ontact \(9.9\). Install that release first"),
        ({"engine": "oracle"}, "holds a oracle database; this hall runs on sqlite"),
        ({"format": "x"}, "it is no backup of Ontact"),
        ({"files": {"media/none.pdf": {"bytes": 1, "sha256": "0"}}}, "damaged: media/none.pdf"),
    ],
)
def test_a_claim_that_does_not_fit_is_refused(backup, tmp_path, claim, answer):
    with pytest.raises(Unusable, match=answer):
        examine(with_other_manifest(backup, tmp_path / "other.tar", **claim))


def test_a_file_that_climbs_out_is_refused(backup, tmp_path):
    evil, words = tmp_path / "evil.tar", tmp_path / "words"
    words.write_text("x")
    with tarfile.open(evil, "w") as tar:
        tar.add(words, "../../escaped")
    with pytest.raises(Unusable, match="does not belong there"):
        examine(evil)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Unusable, match="cannot be read"):
        examine(tmp_path / "none.tar")


def test_sessions_stay_out_of_the_counting(backup):
    assert "django_session" not in manifest(backup)["tables"]
