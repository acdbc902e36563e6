"""Where the weights come from: a folder on disk, or an id of the Hugging Face hub that is fetched first."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from export.refusal import Refusal, first_line

HUB_ID = re.compile(r"^[A-Za-z0-9][\w.-]*/[\w.-]+$")
# Other precisions and other frameworks' copies of the same weights: a repository may hold 14 GB of them.
NEVER_FETCHED = ["*.fp16.*", "*.bin", "*.ckpt", "*.msgpack", "*.h5", "*.onnx", "*.onnx_data"]


@dataclass(frozen=True)
class Source:
    """An official folder on disk and what to call it."""

    folder: Path
    name: str
    """The id of the hub, or the folder's own name: no path of this machine ends up in a pack."""
    is_from_hub: bool

    def part(self, name: str) -> Path:
        return self.folder / name


def find_source(given: str, patterns: list[str], revision: str | None = None) -> Source:
    """The folder `given`, or the files of the hub's repository `given` that match `patterns`."""
    folder = Path(given)
    if folder.is_dir():
        return Source(folder, folder.resolve().name, False)
    if not HUB_ID.match(given):
        raise Refusal(
            f'Expected a folder, or an id of the Hugging Face hub such as "owner/name", but received "{given}".'
        )
    from huggingface_hub import snapshot_download

    print(f"fetching {given} from the Hugging Face hub", flush=True)
    try:
        path = snapshot_download(given, revision=revision, allow_patterns=patterns, ignore_patterns=NEVER_FETCHED)
    except Exception as thrown:  # The hub's client has dozens of kinds: all of them mean that there are no files.
        raise Refusal(
            f'"{given}" is no folder here, and the Hugging Face hub did not give it ({first_line(thrown)}); '
            "download the repository by other means and give its folder."
        ) from thrown
    return Source(Path(path), given, True)


def read_json(path: Path, what: str) -> dict:
    """A JSON object that the official layout has at this place."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refusal(
            f"Expected {what}, {path.name} in {path.parent}, but there is none; "
            "give the folder in the layout of the Hugging Face hub."
        ) from None
    except (OSError, ValueError) as thrown:
        raise Refusal(f"Expected JSON in {path}, but it cannot be read: {first_line(thrown)}.") from thrown
    if not isinstance(content, dict):
        raise Refusal(f"Expected a JSON object in {path}, but received a {type(content).__name__}.")
    return content


def licence_of(folder: Path) -> str | None:
    """The licence that the repository's card names between its two lines of dashes."""
    card = folder / "README.md"
    if not card.is_file():
        return None
    head = re.match(r"^---\n(.*?)\n---", card.read_text(encoding="utf-8", errors="replace"), re.S)
    line = head and re.search(r"^license:\s*(\S.*?)\s*$", head.group(1), re.M)
    return line.group(1) if line else None
