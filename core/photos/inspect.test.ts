import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DepthroomError, type Failure, toFailure } from '../../contract/errors.ts';
import { makePhotos } from '../../test/fixtures/make-photos.ts';
import { decodePixels } from './decode.ts';
import { inspectPhoto } from './inspect.ts';
import { renderPreviews } from './previews.ts';
import { refuseFile } from './refusal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthroom-inspect-'));
  await makePhotos(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const failureOf = (work: Promise<unknown>): Promise<Failure | 'read'> => work.then(() => 'read', toFailure);

describe('facts', () => {
  const plain = {
    format: 'jpeg',
    width: 64,
    height: 48,
    orientation: 1,
    colourProfile: null,
    bitsPerSample: 8,
  };
  const unknown = { hasAlpha: false, camera: null, takenAt: null };

  it.each([
    ['plain.jpg', { ...plain, ...unknown }],
    [
      'orientation-6.jpg',
      { ...plain, ...unknown, width: 48, height: 32, orientation: 6, colourProfile: 'sRGB' },
    ],
    [
      'orientation-6.tif',
      { ...plain, ...unknown, format: 'tiff', width: 48, height: 32, orientation: 6, colourProfile: 'sRGB' },
    ],
    ['wide.jpg', { ...plain, ...unknown, colourProfile: 'Wide test profile' }],
    ['p3.png', { ...plain, ...unknown, format: 'png', colourProfile: 'sP3C' }],
    ['profile-broken.jpg', { ...plain, ...unknown, colourProfile: 'unnamed profile' }],
    ['deep.tif', { ...plain, ...unknown, format: 'tiff', bitsPerSample: 16 }],
    ['grey-16.png', { ...plain, ...unknown, format: 'png', bitsPerSample: 16 }],
    ['half.webp', { ...plain, ...unknown, format: 'webp', hasAlpha: true }],
    ['photo.avif', { ...plain, ...unknown, format: 'avif' }],
    ['holiday [2].jpg[1]', { ...plain, ...unknown }],
    ['lens.jpg', { ...plain, ...unknown, camera: 'Apple iPhone 12', takenAt: '2024-05-01T12:34:56+02:00' }],
  ])('of %s', async (name, expected) => {
    const { intrinsics: _, ...facts } = await inspectPhoto(join(folder, name));
    expect(facts).toEqual(expected);
  });

  it.each([
    [
      'lens.jpg',
      (26 * 80) / Math.hypot(36, 24),
      'exif',
      '26 mm equivalent in the EXIF data, by the diagonal',
    ],
    ['sensor.jpg', (50 / 36) * 64, 'exif', '50 mm lens on a sensor 36 mm long, in the EXIF data'],
    [
      'plain.jpg',
      32 / Math.tan(Math.PI / 6),
      'assumed',
      'Assumed: 60 degrees along the longer side, because the file does not say',
    ],
  ])('finds the intrinsics of %s', async (name, focal, source, note) => {
    const { intrinsics } = await inspectPhoto(join(folder, name));
    expect({ ...intrinsics, fx: intrinsics.fx.toFixed(3), fy: intrinsics.fy.toFixed(3) }).toEqual({
      fx: focal.toFixed(3),
      fy: focal.toFixed(3),
      cx: 32,
      cy: 24,
      source,
      note,
    });
  });
});

const RAW_WAY =
  'without a preview that is large enough, and RAW itself is not developed here; develop it in a RAW program (darktable, RawTherapee, Lightroom) and save a JPEG or a 16-bit TIFF.';
const SAVE_WAY = 'open it in an image editor and save it as JPEG, PNG or 16-bit TIFF.';
const DAMAGE =
  'is damaged or cut off; copy it again from the camera, or save it anew in a program that still opens it.';

describe('refusals', () => {
  it.each([
    ['nowhere.jpg', 'not-found', 'is not there (any more); check the name and the drive.'],
    ['plain.jpg/inside.jpg', 'not-found', 'is not there (any more); check the name and the drive.'],
    ['.', 'bad-input', 'is a folder; choose the photos in it.'],
    ['empty.jpg', 'not-an-image', 'is empty (0 bytes); copy it again from where it came from.'],
    [
      'notes.jpg',
      'not-an-image',
      'is not a picture of a kind that is known here (JPEG, PNG, WebP, AVIF, HEIC, JPEG XL, TIFF, GIF and the previews of RAW photos are read); choose a photo.',
    ],
    ['page.jpg', 'not-an-image', 'is a web page, not a photo; open the page and save the picture itself.'],
    [
      'paper.pdf',
      'not-an-image',
      'is a PDF document, not a photo; save the page or the photo in it as JPEG or PNG.',
    ],
    ['clip.mov', 'not-an-image', 'is a video, not a photo; save one frame of it as JPEG or PNG.'],
    [
      'photos.zip',
      'not-an-image',
      'is a ZIP archive or an office document, not a photo; take the photos out of it first.',
    ],
    [
      'photo.heic',
      'not-an-image',
      'is damaged or cut off: no picture is in it; copy it again from the camera, or save it anew in a program that still opens it.',
    ],
    ['photo.cr2', 'unsupported-format', `is a Canon CR2 RAW photo ${RAW_WAY}`],
    ['photo.cr3', 'unsupported-format', `is a Canon CR3 RAW photo ${RAW_WAY}`],
    ['photo.dng', 'unsupported-format', `is a DNG RAW photo ${RAW_WAY}`],
    ['developed.tif', 'unsupported-format', `is a DNG RAW photo ${RAW_WAY}`],
    ['nikon.tif', 'unsupported-format', `is a NIKON camera RAW photo ${RAW_WAY}`],
    ['sony.arw', 'unsupported-format', `is a Sony ARW RAW photo ${RAW_WAY}`],
    ['photo.raf', 'unsupported-format', `is a Fujifilm RAF RAW photo ${RAW_WAY}`],
    ['photo.rw2', 'unsupported-format', `is a Panasonic RW2 RAW photo ${RAW_WAY}`],
    ['photo.orf', 'unsupported-format', `is an Olympus ORF RAW photo ${RAW_WAY}`],
    ['render.exr', 'unsupported-format', `is an OpenEXR image, which is not read here; ${SAVE_WAY}`],
    ['layers.psd', 'unsupported-format', `is a Photoshop document, which is not read here; ${SAVE_WAY}`],
    ['screen.bmp', 'unsupported-format', `is a Windows bitmap, which is not read here; ${SAVE_WAY}`],
    ['drawing.svg', 'unsupported-format', 'is an SVG drawing, which is not read here; save it as PNG.'],
    [
      'huge.png',
      'too-large',
      'says it has 60000 x 60000 pixels (3600 megapixels), and at most 268 megapixels are read; make a smaller copy in an image editor.',
    ],
    [
      'huge.jpg',
      'too-large',
      'says it has 60000 x 60000 pixels (3600 megapixels), and at most 268 megapixels are read; make a smaller copy in an image editor.',
    ],
  ])('%s is %s', async (name, code, sentence) => {
    // The same answer whichever way the file is opened.
    for (const open of [inspectPhoto, renderPreviews, decodePixels]) {
      expect(await failureOf(open(`${folder}/${name}`, name))).toEqual({
        code,
        message: `${name} ${sentence}`,
      });
    }
  });

  it.each([
    'jpeg',
    'png',
    'webp',
    'avif',
    'tiff',
    'gif',
  ])('a cut-off %s is found out when its pixels are read', async (format) => {
    const path = join(folder, `cut.${format}`);
    const failure = { code: 'not-an-image', message: `cut.${format} ${DAMAGE}` };
    expect(await failureOf(renderPreviews(path))).toEqual(failure);
    expect(await failureOf(decodePixels(path))).toEqual(failure);
  });

  it('a name that no file can have is refused', async () => {
    const message = 'a b.jpg is not a name that a file can have; rename it.';
    expect(await failureOf(inspectPhoto(join(folder, 'a\0b.jpg')))).toEqual({ code: 'bad-input', message });
  });

  it('says that a file may not be read', async () => {
    const message =
      'a.jpg may not be read by this program; allow it in the properties of the file, or copy the file to your own folder.';
    expect(toFailure(refuseFile('a.jpg', { code: 'EACCES' }))).toEqual({ code: 'no-permission', message });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'asks the operating system about permission',
    async () => {
      const path = join(folder, 'secret.jpg');
      await writeFile(path, await readFile(join(folder, 'plain.jpg')));
      await chmod(path, 0);
      expect(await failureOf(inspectPhoto(path))).toMatchObject({ code: 'no-permission' });
    },
  );

  it.skipIf(process.platform === 'win32')('a pipe is refused and not waited for', async () => {
    const path = join(folder, 'pipe.jpg');
    execFileSync('mkfifo', [path]);
    const message = 'pipe.jpg is not an ordinary file; choose a photo.';
    expect(await failureOf(inspectPhoto(path))).toEqual({ code: 'bad-input', message });
  });

  it('names the file as a person knows it', async () => {
    expect(await failureOf(inspectPhoto(join(folder, 'empty.jpg')))).toMatchObject({
      message: expect.stringMatching(/^empty\.jpg is empty/),
    });
  });
});

describe('whatever comes in', () => {
  const SEEDS = [
    'plain.jpg',
    'lens.jpg',
    'p3-16.png',
    'p3-16.tif',
    'half.webp',
    'photo.avif',
    'photo.gif',
    'wide.jpg',
    'nikon.tif',
  ];

  /** Reads a file in every way; anything but an answer or a failure that is meant is an error of ours. */
  async function expectAnswer(bytes: Uint8Array) {
    const path = join(folder, 'fuzz');
    await writeFile(path, bytes);
    await truncate(path, bytes.length);
    for (const open of [inspectPhoto, renderPreviews, decodePixels]) {
      const thrown = await open(path).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (thrown === null) continue;
      expect(thrown).toBeInstanceOf(DepthroomError);
      expect((thrown as DepthroomError).code).toMatch(/^(not-an-image|unsupported-format|too-large)$/);
    }
  }

  it('random bytes are refused', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), expectAnswer), {
      numRuns: 60,
    });
  });

  it('a signature with random bytes behind it is read or refused', async () => {
    const signatures = [
      '\xff\xd8\xff\xe1',
      '\x89PNG\r\n\x1a\n',
      'II*\0\x08\0\0\0',
      'MM\0*\0\0\0\x08',
      '\0\0\0\x18ftypavif',
      'GIF89a',
    ];
    const start = fc.constantFrom(...signatures).map((text) => Buffer.from(text, 'latin1'));
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), (head, tail) =>
        expectAnswer(Buffer.concat([head, tail])),
      ),
      { numRuns: 60 },
    );
  });

  it('photos with bytes changed and the end cut off are read or refused', async () => {
    const change = fc.record({ at: fc.nat(1500), value: fc.nat(255) });
    const cases = fc.record({
      name: fc.constantFrom(...SEEDS),
      changes: fc.array(change, { maxLength: 6 }),
      keep: fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1, noNaN: true })),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ name, changes, keep }) => {
        const bytes = await readFile(join(folder, name));
        for (const { at, value } of changes) bytes[at % bytes.length] = value;
        await expectAnswer(bytes.subarray(0, Math.max(1, Math.floor(bytes.length * keep))));
      }),
      { numRuns: 150 },
    );
  });
});

it('reads files in folders with any name', async () => {
  const inner = join(folder, 'Ünï çödé 写真 [2]');
  await mkdir(inner);
  await writeFile(join(inner, 'ß 😀.jpg'), await readFile(join(folder, 'plain.jpg')));
  expect((await renderPreviews(join(inner, 'ß 😀.jpg'))).preview.width).toBe(64);
});
