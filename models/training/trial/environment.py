"""A Python that has what the trainings and their checks need. Nothing here needs more than Python itself."""

import hashlib
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MODELS = Path(__file__).resolve().parents[2]
REQUIREMENTS = (MODELS / "training/requirements.txt", MODELS / "export/check-requirements.txt")
PINNED = (*REQUIREMENTS, MODELS / "export-requirements.txt")
CACHE = Path("~/.cache/depthroom-training").expanduser()


def find_python() -> Path:
    """This Python where it has all pinned versions, else that of a virtual environment, which is made anew when a version changes."""
    if has_pinned():
        return Path(sys.executable)
    environment = CACHE / "venv"
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp, wanted = environment / "requirements.sha256", sha256_of_pinned()
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    print("making a virtual environment in", environment, flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
    # Linux alone has CUDA in its ordinary build of torch. The CPU build counts as the same version, so what follows keeps it.
    if sys.platform == "linux":
        index = "https://download.pytorch.org/whl/cpu"
        install(python, [f"torch=={pinned_versions()['torch']}+cpu", "--no-deps", "--extra-index-url", index])
    install(python, [word for path in REQUIREMENTS for word in ("-r", str(path))])
    stamp.write_text(wanted)
    return python


def install(python: Path, what: list[str]) -> None:
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what], check=True)


def pinned_versions() -> dict[str, str]:
    """Version by package, of all files."""
    lines = [line for path in PINNED for line in path.read_text(encoding="utf-8").splitlines()]
    found = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in lines]
    return {match[1]: match[2] for match in found if match}


def sha256_of_pinned() -> str:
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in PINNED)).hexdigest()


def has_pinned() -> bool:
    try:
        return all(version(name).partition("+")[0] == wanted for name, wanted in pinned_versions().items())
    except PackageNotFoundError:
        return False
