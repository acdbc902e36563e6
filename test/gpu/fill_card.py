"""Takes the memory of the first card but for some: fill_card.py <megabytes to leave>. Says "held" and holds it until its input ends."""

import sys

import torch

leave = int(sys.argv[1]) << 20
free, _ = torch.cuda.mem_get_info(0)
held = [torch.empty(max(0, free - leave), dtype=torch.uint8, device="cuda")]
print("held", flush=True)
sys.stdin.read()
