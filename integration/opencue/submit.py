"""Submits the photos of a list as an OpenCue job: one layer whose frames are chunks of the list. Needs pyoutline and a running Cuebot; not tried
against one.

    python submit.py list.txt fastdepth /shared/out /shared/data --chunk 50
"""

import argparse
import shlex

import outline
import outline.cuerun
from outline.modules.shell import Shell

parser = argparse.ArgumentParser(description=__doc__)
for name in ("list", "pack", "out", "data"):
    parser.add_argument(name)
parser.add_argument("--chunk", type=int, default=50)
given = parser.parse_args()

with open(given.list, encoding="utf-8") as lines:
    photos = sum(1 for line in lines if line.strip())
chunks = -(-photos // given.chunk)

# #IFRAME# is the number of the frame; the shell makes lines of the list of it. A chunk has a data folder of its own, which it finds again.
script = (
    f"first=$(( (#IFRAME# - 1) * {given.chunk} + 1 )); last=$(( #IFRAME# * {given.chunk} )); "
    f"export DEPTHROOM_HOME={shlex.quote(given.data)}/chunk-#IFRAME#; mkdir -p \"$DEPTHROOM_HOME\"; "
    f"exec depthroom estimate --list {shlex.quote(given.list)} --range $first-$last "
    f"--pack {shlex.quote(given.pack)} -o {shlex.quote(given.out)} --json"
)
job = outline.Outline(f"depthroom_{given.pack}", frame_range=f"1-{chunks}")
job.add_layer(Shell("estimate", command=["bash", "-c", script], range=f"1-{chunks}"))
outline.cuerun.launch(job, use_pycuerun=False)
