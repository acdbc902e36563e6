"""The stages of the smoke run, small, each as the arguments of a Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.trial.environment import MODELS

Command = list[str | Path]


@dataclass(frozen=True)
class Trial:
    """A run of the whole chain in one folder."""

    out: Path
    fastdepth: Path
    samples: Path

    def stages(self) -> Iterator[tuple[str, Command]]:
        """(name, command) in their order."""
        yield "check", [MODELS / "export/check.py"]
        yield from self.data()
        yield from self.trainings()
        yield from self.packs()

    def data(self) -> Iterator[tuple[str, Command]]:
        out = self.out
        pictures: Command = ["--recipe", out / "recipe", "--unpacked", out / "unpacked", *self.stamps]
        yield "draw", stage("trial.draw", "--samples", self.samples, "--out", out)
        found: Command = ["--out", out / "candidates.json", "--thumbnails", out / "thumbnails"]
        yield "find_photos", stage("find_photos", "--unpacked", out / "unpacked", *found)
        yield "split", stage("trial.split", "--candidates", out / "candidates.json", "--out", out / "recipe")
        views: Command = ["--out", out / "views", "--per-photo", "4"]
        yield "make_views", stage("make_views", *pictures, *self.teachers, *views)
        yield "scenes", stage("scenes", *pictures, "--count", "12", "--out", out / "scenes_1.npz")
        track: Command = ["--recipe", out / "track/recipe", "--unpacked", out / "track/unpacked"]
        yield "track", stage("trial.track", *track)
        yield "tracks", stage("tracks", *track, "--count", "6", "--out", out / "scenes_2.npz")
        yield "room", stage("trial.room", "--unpacked", out / "room")
        yield "rooms", stage("rooms", "--unpacked", out / "room", "--count", "6", "--out", out / "scenes_3.npz")
        yield "onnx_module", stage("trial.same_answers", "--graph", self.fastdepth)
        scenes: Command = ["--scenes", out / "scenes_*.npz", "--out", out / "photos.npz"]
        yield "pack_photos", stage("pack_photos", *pictures, *scenes)

    def trainings(self) -> Iterator[tuple[str, Command]]:
        out = self.out
        learnt: Command = ["--views", out / "views/views_*.npz", "--scenes", out / "scenes_*.npz"]
        codec: Command = ["--codec", out / "codec.pt"]
        fastdepth: Command = ["--fastdepth", self.fastdepth]
        small: Command = ["--batch", "2", "--minutes", "0.2"]
        often: Command = ["--check-every", "1000"]
        depth: Command = ["--photos", out / "photos.npz", "--scene-batch", "2", "--weights", out / "depth_weights.pt"]
        yield "train_depth", stage("train_depth", *depth, *self.teachers, "--out", out / "depth.pt", *small, *often)
        yield "train_codec", stage("train_codec", *learnt, "--out", out / "codec.pt", *small)
        given: Command = [*learnt, *self.stamps, *fastdepth, "--relative", self.fastdepth, *codec]
        better: Command = ["--out", out / "betterdepth.pt", *small, *often]
        yield "train_betterdepth", stage("train_betterdepth", *given, *better)
        yield from self.heads(learnt, codec, fastdepth)

    def heads(self, learnt: Command, codec: Command, fastdepth: Command) -> Iterator[tuple[str, Command]]:
        """What is learnt on the features of the frozen network."""
        out = self.out
        frozen: Command = ["--depth", out / "depth.pt", "--betterdepth", out / "betterdepth.pt"]
        features: Command = ["--features", out / "features"]
        made: Command = ["--out", out / "features", "--batch", "4"]
        yield "make_features", stage("make_features", *learnt, *self.stamps, *fastdepth, *codec, *frozen, *made)
        small: Command = ["--batch", "4", "--minutes", "0.1"]
        given: Command = [*features, "--depth", out / "depth.pt", "--out", out / "zoedepth.pt"]
        yield "train_zoe", stage("train_zoe", *given, *small)
        starts: dict[str, Command] = {"marigold": [], "metricgold": ["--start", out / "marigold.pt"]}
        for system, start in starts.items():
            given = ["--system", system, *features, *codec, "--out", out / f"{system}.pt"]
            yield f"train_unet {system}", stage("train_unet", *given, *small, *start)

    def packs(self) -> Iterator[tuple[str, Command]]:
        out = self.out
        packs: Command = ["--packs", out / "packs"]
        parts = ("codec", "betterdepth", "depth", "zoedepth", "marigold", "metricgold")
        trained = [word for part in parts for word in (f"--{part}", out / f"{part}.pt")]
        again = [word for part in parts[:3] for word in (f"--{part}", out / f"{part}_again.pt")]
        fastdepth: Command = ["--fastdepth", self.fastdepth]
        yield "export", stage("export", *fastdepth, *trained, "--out", out / "packs")
        shipped: Command = ["--metricgold-from", self.fastdepth.parents[1], "--out", out / "shipped"]
        yield "export --metricgold-from", stage("export", *fastdepth, *trained[:6], *shipped)
        yield "from_pack", stage("from_pack", *packs, *fastdepth, *again)
        held_out: Command = ["--motorcycle", out / "motorcycle", "--validation", out / "views"]
        numbers: Command = ["--json", out / "numbers.json", "--sheet", out / "sheet.jpg"]
        yield "evaluate", stage("evaluate", *packs, *self.teachers, *held_out, *numbers)
        few: Command = ["--validation", out / "views", "--scenes", out / "scenes_1.npz", "--few", "2", "--members"]
        yield "compare", stage("compare", *packs, *few, "--json", out / "compared.json")
        known: Command = ["--numbers", out / "numbers.json", "--recipe", out / "recipe"]
        yield "cards", stage("cards", *packs, *known, "--out", out / "starter-packs.md", "--sheet", "sheet.jpg")

    @property
    def teachers(self) -> Command:
        return ["--relative", self.fastdepth, "--metric", self.fastdepth]

    @property
    def stamps(self) -> Command:
        return ["--stamps", self.out / "stamps" / "*.png"]


def stage(name: str, *arguments: str | Path) -> Command:
    return ["-m", f"training.{name}", *arguments]
