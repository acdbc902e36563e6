"""Stage 7: model cards (README.md in every pack) and docs/starter-packs.md, from the numbers that evaluate.py wrote.

    python3 cards.py --packs resources/packs --numbers numbers.json --recipe photos.json --out docs/starter-packs.md --sheet starter-packs.jpg
"""
import argparse
import json
import os

SYSTEMS = ("marigold", "metricgold", "zoedepth", "betterdepth")
WHAT = {
    "marigold": "One photo in, affine-invariant depth out: near is small, far is large, scale and shift are unknown.",
    "metricgold": "One photo in, metric depth out, on a logarithmic scale from 0.1 to 80 metres. The metres are an estimate, see Limits.",
    "zoedepth": "One photo in, metric depth in metres out, in one pass of a feed-forward network.",
    "betterdepth": "A photo and a coarse disparity map in, a sharper disparity map out.",
}
DEPTH = """**EfficientNet-Lite0's encoder** (pretrained on ImageNet, trained further here) and a small decoder give disparity from the photo and its mirror
  image, both stretched to 224 x 352{metres}. The refiner of BetterDepth's starter brings outlines to full size"""
METRIC = """. ZoeDepth's metric-bins head (32 seed bins on a logarithmic axis, attractors at three scales, log-binomial probabilities) gives metres, in photos
  that look like rooms the **untouched FastDepth** beside it; they give the disparity its scale and shift"""
LATENT = f"""* Photo encoder (`vae_encoder.onnx`): {DEPTH}. The depth codec's encoder turns the map into a 4-channel latent at 1/4. **It does not reconstruct
  photos: its latent already is a depth latent**, so this pack is a feed-forward network in Marigold's clothes.
* UNet: small and convolutional, 8 input channels (image, noise), timestep and prompt by scale and shift; it starts as the identity on the image latent, estimates the
  clean latent and hands out v; zero terminal SNR, trailing steps. It changes little, and more steps change little.
* Decoder (`vae_decoder.onnx`): trained on depth maps only, 1/4 to full size.
"""
ARCHITECTURE = {
    "marigold": LATENT.replace("{metres}", ""),
    "metricgold": LATENT.replace("{metres}", METRIC),
    "zoedepth": f"""* {DEPTH.replace("{metres}", METRIC)}. ZoeDepth's BEiT is not used.
* Height and width are free (multiples of 32); the shape of the photo is kept.
""",
    "betterdepth": """* Photo encoder (`vae_encoder.onnx`): the first quarter of FastDepth's encoder and a branch for the pixels; a 4-channel latent at 1/4
  that tells where outlines are.
* **A second encoder for the coarse map** (`coarse_encoder.onnx`, `graphs.coarseEncoder` in pack.json): the published system sends both through one.
* UNet: 12 input channels (image, coarse, noise), small and convolutional; it estimates the clean latent and hands out v.
* Decoder: 4 channels at 1/4 back to full size.
""",
}
LEARNT = {
    "marigold": "relative disparity of TCMonoDepth on photos, exact depth on scenes",
    "metricgold": "relative disparity of TCMonoDepth on photos, metres of FastDepth on indoor photos, exact metres on scenes; photos taken outdoors teach no metres",
    "zoedepth": "relative disparity of TCMonoDepth on photos, metres of FastDepth on indoor photos, exact metres on scenes; photos taken outdoors teach no metres",
    "betterdepth": "sharp truth from scenes and from cut-outs pasted on photos; coarse maps are that truth with few pixels, blur and displaced outlines, or TCMonoDepth's answer on scenes",
}
SMALL = "It learnt from some 1,300 photos and a small teacher: unusual subjects and views, thin things and clutter go wrong."
METRES = "The metres of rooms are FastDepth's; outdoors they are a guess{far}."
LIMITS = {
    "marigold": [SMALL, "Outlines come from the photo: strong texture can show in the map."],
    "metricgold": [METRES.replace("{far}", ""), SMALL],
    "zoedepth": [METRES.replace("{far}", ", and nothing is farther than 60 m"), SMALL],
    "betterdepth": ["It sharpens outlines that the coarse map has; it invents none, and what the coarse map gets wrong at large stays wrong.",
                    "Strong texture right beside an outline can pull the outline over."],
}


def rows(numbers, names):
    table = numbers["motorcycle"]
    return "| | AbsRel | delta < 1.25 |\n|---|---|---|\n" + "".join(f"| {n} | {table[n][0]:.3f} | {table[n][1]:.3f} |\n" for n in names if n in table)


def edge_rows(numbers):
    lines = "| | gradient on true edges | error within 3 pixels of them |\n|---|---|---|\n"
    return lines + "".join(f"| {n} | {g:.4f} | {e:.4f} |\n" for n, (g, e) in numbers["edges"].items())


def of_system(numbers, system):
    title = {"marigold": "Marigold", "metricgold": "MetricGold", "zoedepth": "ZoeDepth", "betterdepth": "BetterDepth"}[system]
    own = [n for n in numbers["motorcycle"] if n.startswith(title) or (system == "betterdepth" and n.startswith("coarse"))]
    return own + ["TCMonoDepth, fitted", "FastDepth, metres", "FastDepth, fitted", "vertical ramp, fitted", "constant (true median)"]


def card(system, pack, numbers, recipe, size):
    photos = [p for p in recipe["photos"] if p["split"] == "train"]
    credits = "".join(f"  - `{name}`: {p['photos']} photo{'s' * (p['photos'] > 1)} ({p['licence']})\n" for name, p in sorted(recipe["packages"].items(), key=lambda i: -i[1]["photos"]))
    title = pack["title"].split(" (")[0]
    distance = numbers.get("distance to the teacher", {})
    text = f"""# {pack['title']}

**Starter weights, not the published {title} weights.** A small network with the same graph signatures, so that
every pipeline runs on a fresh machine. For real quality load the published weights.

{WHAT[system]}

* Files: {', '.join('`' + g['file'] + '`' for g in pack['graphs'].values())}
* {pack['parameters']:,} parameters, stored as 16-bit floats, {size:.1f} MB; one 768-pixel photo takes {numbers['seconds'][system]:.1f} s on two cores
* Licence of the weights: Apache-2.0. They contain weights derived from FastDepth (MIT, Copyright (c) 2019 Diana Wofk and Fangchang Ma;
  its notice is kept in the pack `fastdepth`){', and from EfficientNet-Lite0 (Apache-2.0, Copyright Google LLC)' if system != 'betterdepth' else ''}.

## Architecture

{ARCHITECTURE[system]}
## Training data

* {len(photos)} photos for training and {len(recipe['photos']) - len(photos)} for validation, from packages of Debian, npm and PyPI, cut into labelled parts, many with cut-outs pasted on them
  (`tuxpaint-stamps-default`, GPL-2). No photo is part of this pack. By package (licences that its copyright file, package.json or metadata names):
{credits}* Ray-cast rooms, streets and table tops with exact metric depth (`models/training/scenes.py`), textured with parts of those photos.
* What it learnt from: {LEARNT[system]}.
* Teachers: TCMonoDepth small (MIT; relative), FastDepth (MIT; metres indoors). TCMonoDepth's weights are not part of this pack.

## Measured

On scikit-image's `motorcycle` stereo pair (exact disparity), never trained on, but looked at while the work went on, and a poor result there led to a rebuild: not a blind test. One picture is a
sanity check, not a benchmark. "Fitted" means after the best scale and shift.

{rows(numbers, of_system(numbers, system))}"""
    if system == "betterdepth":
        text += f"\nEdges, as shares of the disparity range (disparity fitted to the truth):\n\n{edge_rows(numbers)}"
    elif title in distance:
        text += f"\nMean distance to the relative teacher on {len(recipe['photos']) - len(photos)} unseen photos, in its standard deviations: **{distance[title]:.2f}** (vertical ramp {distance['vertical ramp' + ', as depth' * (system == 'marigold')]:.2f}).\n"
    return text + "\n## Limits\n\n" + "".join(f"* {line}\n" for line in LIMITS[system])


def overview(packs, numbers, sheet, notes):
    head = "# Starter packs\n\nSmall packs with the graph signatures of the four systems, so that every pipeline runs on a fresh machine. **Not the published weights.**\n"
    head += "How they are made: `models/training/README.md`. This page is written by `models/training/cards.py` from what `models/training/evaluate.py` measured.\n\n"
    head += "| pack | parameters | MB | seconds, 768-pixel photo, two cores |\n|---|---|---|---|\n"
    head += "".join(f"| `{s}-starter` | {p['parameters']:,} | {numbers['megabytes'][s]:.1f} | {numbers['seconds'][s]:.2f} |\n" for s, p in packs.items())
    head += f"\n![Held-out photos and the maps of the four packs, near bright]({sheet})\n\nHeld-out photos; near is bright. `coarse 24 x 16` is TCMonoDepth's map reduced to that size, the last column what BetterDepth makes of it.\n"
    head += "\n## Held-out numbers\n\nscikit-image's `motorcycle` stereo pair, exact disparity. \"Fitted\" = after the best scale and shift.\n\n" + rows(numbers, numbers["motorcycle"])
    head += "\n## BetterDepth: edges against its coarse input\n\n" + edge_rows(numbers)
    if "distance to the teacher" in numbers:
        head += "\n## Distance to the relative teacher on unseen photos\n\nMean absolute difference after the best scale and shift, in the teacher's standard deviations; Marigold writes depth and is measured on depth, the others on disparity.\n\n| | |\n|---|---|\n"
        head += "".join(f"| {k} | {v:.3f} |\n" for k, v in numbers["distance to the teacher"].items())
    return head + ("\n" + open(notes).read() if notes else "")


def main():
    parser = argparse.ArgumentParser()
    for name in ("packs", "numbers", "recipe", "out", "sheet"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--notes", help="Markdown to end the page with: what stays out of reach and why")
    a = parser.parse_args()
    numbers, recipe = json.load(open(a.numbers)), json.load(open(a.recipe))
    packs = {}
    for system in SYSTEMS:
        folder = os.path.join(a.packs, system + "-starter")
        packs[system] = json.load(open(os.path.join(folder, "pack.json")))
        size = sum(g["bytes"] for g in packs[system]["graphs"].values()) / 1e6
        open(os.path.join(folder, "README.md"), "w").write(card(system, packs[system], numbers, recipe, size))
    open(a.out, "w").write(overview(packs, numbers, a.sheet, a.notes))


if __name__ == "__main__":
    main()
