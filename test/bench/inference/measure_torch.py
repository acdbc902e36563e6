"""
One network in torch: measure_torch.py <unet-8|unet-12|vae-decoder|zoedepth> <eager|sdpa|compile> <cpu|cuda> <fp32|fp16> <runs> <rows> <columns>.
Prints one line of JSON, as measure-graph.ts does; `eager` writes its attention out. Random weights of full size.
"""

import json
import os
import resource
import sys
import time
import warnings
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "models"))
warnings.filterwarnings("ignore")

from diffusers.models.attention_processor import AttnProcessor, AttnProcessor2_0  # noqa: E402

from export.latent_modules import Decoder, Unet  # noqa: E402
from export.random_full import random_checkpoint, random_zoedepth  # noqa: E402


def network(name: str, mode: str, rows: int, columns: int) -> tuple[torch.nn.Module, list[torch.Tensor]]:
    if name == "zoedepth":
        model = random_zoedepth()
        model.backbone.config._attn_implementation = "eager" if mode == "eager" else "sdpa"
        return model, [torch.randn(1, 3, rows, columns)]
    checkpoint = random_checkpoint(12 if name == "unet-12" else 8)
    part = checkpoint.vae if name == "vae-decoder" else checkpoint.unet
    part.set_attn_processor(AttnProcessor() if mode == "eager" else AttnProcessor2_0())
    if name == "vae-decoder":
        return Decoder(part), [torch.randn(1, 4, rows, columns)]
    prompt = torch.from_numpy(checkpoint.prompt)[None]
    return Unet(part), [torch.randn(1, part.config.in_channels, rows, columns), torch.tensor(500), prompt]


def megabytes(what: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1024


def main() -> None:
    name, mode, device, dtype, runs, rows, columns = sys.argv[1:]
    if os.environ.get("DEPTHROOM_BENCH_THREADS"):
        torch.set_num_threads(int(os.environ["DEPTHROOM_BENCH_THREADS"]))
    # Random weights of a billion parameters are made where they are used: on a card at once.
    torch.set_default_device(device)
    module, inputs = network(name, mode, int(rows), int(columns))
    module = module.eval().to(device)
    if dtype == "fp16":
        module = module.half()
        if name in ("vae-decoder", "zoedepth"):
            inputs = [each.half() for each in inputs]
    inputs = [each.to(device) for each in inputs]
    opened = megabytes("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    if mode == "compile":
        module = torch.compile(module, mode="reduce-overhead" if device == "cuda" else "default")

    def wait() -> None:
        if device == "cuda":
            torch.cuda.synchronize()

    taken, processor = [], []
    with torch.inference_mode():
        for _ in range(int(runs) + 1):
            at, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
            module(*inputs)
            wait()
            now = resource.getrusage(resource.RUSAGE_SELF)
            taken.append(1000 * (time.perf_counter() - at))
            processor.append(1000 * (now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime))
    peak = megabytes("VmHWM")
    facts = {
        "opening": 0,
        "first": taken[0],
        "milliseconds": taken[1:],
        "processor": processor[1:],
        "peak": peak,
        "above": peak - opened,
        "version": torch.__version__,
        "device": torch.cuda.get_device_name() if device == "cuda" else "cpu",
        "deviceMemory": torch.cuda.max_memory_allocated() / 2**20 if device == "cuda" else None,
    }
    print(json.dumps(facts))


main()
