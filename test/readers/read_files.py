"""Reads depth images with OpenCV, OpenEXR, OpenImageIO, tifffile, Pillow, NumPy and exiftool, and compares them with the truth.

Usage: read_files.py FOLDER (made by make-files.ts). Prints one line a check; exits with 1 where one fails.
"""
import base64
import importlib.metadata
import io
import json
import os
import shutil
import subprocess
import sys

os.environ["OPENCV_IO_ENABLE_OPENEXR"] = "1"
import numpy as np

FOLDER = sys.argv[1]
TRUTH = np.load(os.path.join(FOLDER, "truth.npy"))
VALID = np.isfinite(TRUTH)
FAILED = []


def path(name):
    return os.path.join(FOLDER, name)


def load(name):
    try:
        module = __import__(name)
        for package in (name, {"cv2": "opencv-python-headless", "PIL": "pillow"}.get(name, name)):
            try:
                return module, importlib.metadata.version(package)
            except importlib.metadata.PackageNotFoundError:
                pass
        return module, "?"
    except ImportError:
        print(f"-     {name} is not installed: left out")
        return None, None


def check(reader, file, what, passed, detail=""):
    print(f"{'ok  ' if passed else 'FAIL'}  {file:16} {reader:14} {what} {detail}".rstrip())
    if not passed:
        FAILED.append((reader, file, what))


def same(values, truth=TRUTH):
    """Equal bits, and NaN where there is NaN."""
    return values.dtype == np.float32 and np.array_equal(values, truth.astype(np.float32), equal_nan=True)


def decoded(codes, scale):
    black, white = scale["black"], scale["white"]
    share = (codes.astype(np.float64) - black["code"]) / (white["code"] - black["code"])
    b, w = black["value"], white["value"]
    if scale["mapping"] == "linear":
        return b + share * (w - b)
    if scale["mapping"] == "inverse":
        return 1 / (1 / b + share * (1 / w - 1 / b))
    return b * (w / b) ** share


def steps_off(codes, scale):
    """How many steps of the codes the truth lies beside what the formula gives back."""
    back = {"linear": lambda v: v, "inverse": lambda v: 1 / v, "log": np.log}[scale["mapping"]]
    b, w = back(scale["black"]["value"]), back(scale["white"]["value"])
    step = abs(w - b) / (scale["white"]["code"] - scale["black"]["code"])
    return np.max(np.abs(back(decoded(codes, scale)[VALID]) - back(TRUTH[VALID].astype(np.float64)))) / step


def grey(reader, file, codes, scale):
    off = steps_off(codes, scale)
    passed = codes.dtype == np.uint16 and codes.shape == TRUTH.shape and off <= 0.501 and np.all(codes[~VALID] == 0)
    check(reader, file, "16-bit codes", passed, f"(at most {off:.3f} steps from the truth)")


def linear(code):
    code = code / 255
    return np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4)


cv2, v = load("cv2")
print(f"OpenCV {v}") if cv2 else None
tifffile, v = load("tifffile")
print(f"tifffile {v}") if tifffile else None
PIL, v = load("PIL")
print(f"Pillow {v}") if PIL else None
OpenEXR, v = load("OpenEXR")
print(f"OpenEXR {v}") if OpenEXR else None
OpenImageIO, v = load("OpenImageIO")
print(f"OpenImageIO {v}") if OpenImageIO else None
exiftool = shutil.which("exiftool")
if exiftool:
    print("exiftool", subprocess.run([exiftool, "-ver"], capture_output=True, text=True).stdout.strip())
else:
    print("-     exiftool is not installed: left out")
if PIL:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None

# Grey codes: the scale is read from the file itself.
for name in ("png16.png", "png16-log.png"):
    if PIL:
        image = Image.open(path(name))
        scale = json.loads(image.text["Depthroom"])
        grey("Pillow", name, np.asarray(image).astype(np.uint16), scale)
        check("Pillow", name, "no profile, no gamma", "icc_profile" not in image.info and "gamma" not in image.info)
        if cv2:
            grey("OpenCV", name, cv2.imread(path(name), cv2.IMREAD_UNCHANGED), scale)
        if OpenImageIO:
            grey("OpenImageIO", name, OpenImageIO.ImageInput.open(path(name)).read_image("uint16")[:, :, 0], scale)

# Mattes: whole nearer than 2.75 m, nothing farther than 3.25 m, straight between; nothing where there is no depth.
SHARE = np.where(VALID, np.clip((3 - TRUTH.astype(np.float64)) / 0.5 + 0.5, 0, 1), 0)
HARD = np.where(VALID & (TRUTH <= 3), 0, 65535)


def matte(reader, file, codes, truth):
    off = np.max(np.abs(codes.astype(np.float64) - truth))
    passed = codes.dtype == np.uint16 and codes.shape == truth.shape and off <= 0.51
    check(reader, file, "16-bit share", passed and len(np.unique(codes)) > 1, f"(at most {off:.3f} codes from the truth)")


for name, truth in (("matte.png", 65535 * SHARE), ("matte-hard.png", HARD)):
    if PIL:
        matte("Pillow", name, np.asarray(Image.open(path(name))).astype(np.uint16), truth)
    if cv2:
        matte("OpenCV", name, cv2.imread(path(name), cv2.IMREAD_UNCHANGED), truth)
    if OpenImageIO:
        matte("OpenImageIO", name, OpenImageIO.ImageInput.open(path(name)).read_image("uint16")[:, :, 0], truth)


def matte_exr(reader, y):
    off = np.max(np.abs(y.astype(np.float64) - SHARE))
    passed = y.dtype == np.float32 and y.shape == SHARE.shape and off <= 1e-6 and np.any((y > 0) & (y < 1))
    check(reader, "matte-exr.exr", "float share in Y", passed, f"(at most {off:.1e} from the truth)")


if OpenEXR:
    with OpenEXR.File(path("matte-exr.exr"), separate_channels=True) as file:
        check("OpenEXR", "matte-exr.exr", "one channel", list(file.channels()) == ["Y"])
        matte_exr("OpenEXR", file.channels()["Y"].pixels)
if OpenImageIO:
    matte_exr("OpenImageIO", OpenImageIO.ImageInput.open(path("matte-exr.exr")).read_image("float")[:, :, 0])
if cv2:
    image = cv2.imread(path("matte-exr.exr"), cv2.IMREAD_UNCHANGED)
    if image is not None:
        matte_exr("OpenCV", image if image.ndim == 2 else image[:, :, 0])

if tifffile:
    with tifffile.TiffFile(path("tiff16.tif")) as file:
        page = file.pages[0]
        scale = json.loads(page.description)
        grey("tifffile", "tiff16.tif", page.asarray(), scale)
        check("tifffile", "tiff16.tif", "no profile", 34675 not in page.tags)
    if cv2:
        grey("OpenCV", "tiff16.tif", cv2.imread(path("tiff16.tif"), cv2.IMREAD_UNCHANGED), scale)
    if PIL:
        grey("Pillow", "tiff16.tif", np.asarray(Image.open(path("tiff16.tif"))), scale)
    if OpenImageIO:
        grey("OpenImageIO", "tiff16.tif", OpenImageIO.ImageInput.open(path("tiff16.tif")).read_image("uint16")[:, :, 0], scale)
    with tifffile.TiffFile(path("tiff32.tif")) as file:
        page = file.pages[0]
        facts = json.loads(page.description)
        check("tifffile", "tiff32.tif", "exact values", same(page.asarray()))
        check("tifffile", "tiff32.tif", "facts", facts["kind"] == "metric" and facts["unit"] == "metres" and facts["camera"]["fx"] == 280)
        check("tifffile", "tiff32.tif", "no profile", 34675 not in page.tags)

if cv2:
    check("OpenCV", "tiff32.tif", "exact values", same(cv2.imread(path("tiff32.tif"), cv2.IMREAD_UNCHANGED)))
    check("OpenCV", "pfm.pfm", "exact values", same(cv2.imread(path("pfm.pfm"), cv2.IMREAD_UNCHANGED)))
if PIL:
    check("Pillow", "tiff32.tif", "exact values", same(np.asarray(Image.open(path("tiff32.tif")))))
    image = Image.open(path("preview.png"))
    check("Pillow", "preview.png", "8-bit colours", image.mode == "RGB" and json.loads(image.text["Depthroom"])["colourMap"] == "turbo")
if OpenImageIO:
    check("OpenImageIO", "tiff32.tif", "exact values", same(OpenImageIO.ImageInput.open(path("tiff32.tif")).read_image("float")[:, :, 0]))
    # Rows from the bottom up, as OpenCV reads them too; OpenImageIO does so when asked to.
    config = OpenImageIO.ImageSpec()
    config.attribute("pnm:pfmflip", 1)
    check("OpenImageIO", "pfm.pfm", "exact values", same(OpenImageIO.ImageInput.open(path("pfm.pfm"), config).read_image("float")[:, :, 0]))

# NumPy.
check("NumPy", "npy.npy", "exact values", same(np.load(path("npy.npy"))))
with np.load(path("npz.npz")) as archive:
    facts = json.loads(bytes(archive["metadata"]))
    check("NumPy", "npz.npz", "exact values", same(archive["depth"]) and same(archive["uncertainty"], TRUTH / np.float32(100)))
    check("NumPy", "npz.npz", "intrinsics, facts", np.array_equal(archive["intrinsics"], [[280, 0, 150.5], [0, 280, 101.5], [0, 0, 1]]) and facts["unit"] == "metres")

# OpenEXR.
HEIGHT, WIDTH = TRUTH.shape
LEFT = np.arange(WIDTH) < WIDTH / 2
if OpenEXR:
    with OpenEXR.File(path("exr.exr"), separate_channels=True) as file:
        header, channels = file.header(), file.channels()
        check("OpenEXR", "exr.exr", "exact Z", same(channels["Z"].pixels) and header["compression"] == OpenEXR.ZIP_COMPRESSION)
        check("OpenEXR", "exr.exr", "uncertainty.Z", np.allclose(channels["uncertainty.Z"].pixels, TRUTH / 100, equal_nan=True))
        facts = json.loads(header["depthroom"])
        check("OpenEXR", "exr.exr", "facts, camera", facts["unit"] == "metres" and abs(header["pinholeFocalLength"] - 36 * 280 / 301) < 1e-4)
    with OpenEXR.File(path("exr-nuke.exr"), separate_channels=True) as file:
        channels = file.channels()
        z = channels["Z"].pixels
        check("OpenEXR", "exr-nuke.exr", "1 / Z", np.allclose(z[VALID] * TRUTH[VALID], 1, rtol=1e-6) and np.all(z[~VALID] == 0))
        check("OpenEXR", "exr-nuke.exr", "half colours", channels["R"].pixels.dtype == np.float16)
    with OpenEXR.File(path("exr-all.exr"), separate_channels=True) as file:
        header, channels = file.header(), file.channels()
        photo = {"R": (200, 10), "G": (30, 60), "B": (90, 250)}
        off = max(np.max(np.abs(channels[c].pixels - np.where(LEFT, linear(a), linear(b)))) for c, (a, b) in photo.items())
        check("OpenEXR", "exr-all.exr", "linear light", off < 1e-6, f"(at most {off:.1e} off)")
        chromaticities = np.ravel(header["chromaticities"])
        check("OpenEXR", "exr-all.exr", "Rec. 709 primaries", np.allclose(chromaticities, [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]))
        u, w = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
        x, y = (u - 150.5) / 280 * TRUTH, -(w - 101.5) / 280 * TRUTH
        points = [channels[f"P.{axis}"].pixels for axis in "XYZ"]
        check("OpenEXR", "exr-all.exr", "positions, y up", all(np.allclose(p, t, rtol=1e-5, atol=1e-6, equal_nan=True) for p, t in zip(points, (x, y, -TRUTH))))
        normals = np.stack([channels[f"N.{axis}"].pixels for axis in "XYZ"])
        lengths = np.linalg.norm(normals, axis=0)[VALID]
        check("OpenEXR", "exr-all.exr", "unit normals to the camera", np.allclose(lengths, 1, atol=1e-5))
if OpenImageIO:
    image = OpenImageIO.ImageInput.open(path("exr-all.exr"))
    spec = image.spec()
    z = image.read_image("float")[:, :, list(spec.channelnames).index("Z")]
    check("OpenImageIO", "exr-all.exr", "exact Z", same(z) and spec.z_channel == list(spec.channelnames).index("Z"), " ".join(spec.channelnames))
if cv2:
    image = cv2.imread(path("exr-all.exr"), cv2.IMREAD_UNCHANGED)
    if image is None:
        print("-     this OpenCV was built without OpenEXR: left out")
    else:
        check("OpenCV", "exr-all.exr", "colours", np.allclose(image[5, 5, 2], linear(200), atol=1e-6))

# Depth under another name, and normal maps, against normals of the same rule in NumPy.
def normals_of(depth):
    def step(axis):
        # Towards the next pixel over the neighbour's depth, from the side where it changes less.
        padded = np.pad(depth, [(1, 1) if k == axis else (0, 0) for k in range(2)], constant_values=np.nan)
        before, after = (np.take(padded, range(s, s + depth.shape[axis]), axis) for s in (0, 2))
        back, forth = depth - before, after - depth
        return np.where((np.abs(back) < np.abs(forth)) | np.isnan(forth), back / before, forth / after)

    u, w = np.meshgrid((np.arange(WIDTH) + 0.5 - 150.5) / 280, (np.arange(HEIGHT) + 0.5 - 101.5) / 280)
    nx, ny = 280 * step(1), 280 * step(0)
    n = np.stack([nx, ny, -(nx * u + ny * w + 1)])
    return n / np.linalg.norm(n, axis=0) * np.array([1, -1, -1])[:, None, None]


expected = normals_of(TRUTH.astype(np.float64))
known = np.isfinite(expected).all(axis=0)
if cv2:
    codes = cv2.imread(path("normals.png"), cv2.IMREAD_UNCHANGED)[:, :, ::-1]
    found = np.moveaxis(2 * codes.astype(np.float64) / 65535 - 1, 2, 0)
    off = np.max(np.abs(found - expected)[:, known])
    check("OpenCV", "normals.png", "16-bit normals, y up", codes.dtype == np.uint16 and off < 1e-3 and np.all(codes[~VALID] == 0), f"(at most {off:.1e} off)")
if OpenEXR:
    with OpenEXR.File(path("exr-y.exr"), separate_channels=True) as file:
        check("OpenEXR", "exr-y.exr", "exact Y", same(file.channels()["Y"].pixels))
    with OpenEXR.File(path("normals-directx.exr"), separate_channels=True) as file:
        channels = file.channels()
        found = 2 * np.stack([channels[c].pixels for c in "RGB"]).astype(np.float64) - 1
        off = np.max(np.abs(found - expected * np.array([1, -1, 1])[:, None, None])[:, known])
        check("OpenEXR", "normals-directx.exr", "normals, y down", off < 1e-3, f"(at most {off:.1e} off)")

# Photo with depth.
if tifffile:
    with tifffile.TiffFile(path("photoshop.tif")) as file:
        page = file.pages[0]
        pixels = page.asarray()
        original = np.asarray(Image.open(path("photo.jpg"))).astype(np.uint16) * 257 if PIL else pixels[:, :, :3]
        check("tifffile", "photoshop.tif", "numbers of the photo", pixels.shape == (HEIGHT, WIDTH, 4) and np.max(np.abs(pixels[:, :, :3].astype(int) - original.astype(int))) <= 257)
        check("tifffile", "photoshop.tif", "alpha: near is white", pixels[0, 0, 3] > 64000 and pixels[-1, -1, 3] == 1 and pixels[0, 12, 3] == 0)
if OpenImageIO:
    spec = OpenImageIO.ImageInput.open(path("photoshop.tif")).spec()
    check("OpenImageIO", "photoshop.tif", "opens, with its profile", spec.nchannels == 4 and spec.getattribute("ICCProfile") is not None)


def tags(file):
    out = subprocess.run([exiftool, "-json", "-n", "-a", "-G1", "-validate", "-warning", file], capture_output=True, text=True)
    more = subprocess.run([exiftool, "-json", "-n", "-G1", file], capture_output=True, text=True)
    return {**json.loads(more.stdout)[0], **json.loads(out.stdout)[0]}


# Said of every TIFF that is not a camera's own: of deflate, of a fourth channel, of how a place was found.
USUAL = {
    "Invalid value for IFD0 tag 0x0103 Compression",
    "Invalid value for IFD0 tag 0x0115 SamplesPerPixel",
    "Missing required GPS tag 0x001b GPSProcessingMethod",
}


def warned(name):
    """What exiftool warns of, without the kind of file."""
    out = subprocess.run([exiftool, "-validate", "-warning", "-a", "-s3", path(name)], capture_output=True, text=True).stdout
    lines = {line.replace("TIFF GPS", "GPS").replace("JPEG GPS", "GPS") for line in out.splitlines()}
    return {line for line in lines if "Warnings" not in line and line != "OK"} - USUAL


if exiftool:
    for name in ("photoshop.tif", "gdepth.jpg"):
        found = tags(path(name))
        kept = {
            "IFD0:Make": "Depthroom",
            "IFD0:Artist": "A. Photographer",
            "ExifIFD:FocalLengthIn35mmFormat": 35,
            "Composite:GPSLatitude": 47.5,
            "XMP-xmp:Rating": 4,
            "ICC_Profile:ProfileDescription": "Wide test profile",
        }
        wrong = {key: found.get(key) for key, value in kept.items() if found.get(key) != value}
        check("exiftool", name, "EXIF, GPS, XMP and profile survive", not wrong, str(wrong or ""))
        warnings = warned(name) - warned("photo.jpg")
        check("exiftool", name, "no warnings but the photo's", not warnings, "; ".join(warnings))
        alone = name.replace(".", "-no-place.")
        told = [key for key in tags(path(alone)) if "GPS" in key]
        check("exiftool", alone, "no place unless asked for", not told, str(told or ""))
    found = tags(path("gdepth.jpg"))
    near, far = found.get("XMP-GDepth:Near"), found.get("XMP-GDepth:Far")
    check("exiftool", "gdepth.jpg", "GDepth", found.get("XMP-GDepth:Format") == "RangeInverse" and near is not None, f"near {near} far {far}")
    for tag in ("-XMP-GDepth:DepthImage", "-XMP-GDepth:Data"):
        data = subprocess.run([exiftool, "-b", tag, path("gdepth.jpg")], capture_output=True).stdout
        if data:
            break
    if PIL and data:
        if not data.startswith(b"\x89PNG"):
            data = base64.b64decode(data)
        codes = np.asarray(Image.open(io.BytesIO(data))).astype(np.float64)
        d = TRUTH[VALID].astype(np.float64)
        off = np.max(np.abs(codes[VALID] / 255 - (far * (d - near)) / (d * (far - near)))) * 255
        check("exiftool", "gdepth.jpg", "depth by Google's formula", off <= 0.501, f"(at most {off:.3f} steps, {len(data)} bytes of PNG)")
    else:
        check("exiftool", "gdepth.jpg", "depth by Google's formula", False, "(no data)")
if PIL:
    same_pixels = np.array_equal(np.asarray(Image.open(path("gdepth.jpg"))), np.asarray(Image.open(path("photo.jpg"))))
    check("Pillow", "gdepth.jpg", "pixels of the photo", same_pixels)

print(f"{len(FAILED)} failed" if FAILED else "all read")
sys.exit(1 if FAILED else 0)
