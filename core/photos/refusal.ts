import { DepthroomError } from '../../contract/errors.ts';
import { foreignName } from '../disk/names/foreign-names.ts';
import { DEVELOP, type Signature } from './signature.ts';

const READABLE = 'JPEG, PNG, WebP, AVIF, HEIC, JPEG XL, TIFF, GIF and the previews of RAW photos are read';

/** Says why a file cannot be opened, from what the operating system said. */
export function refuseFile(name: string, cause: unknown): DepthroomError {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === 'EACCES' || code === 'EPERM') {
    const way = 'allow it in the properties of the file, or copy the file to your own folder';
    return new DepthroomError('no-permission', `${name} may not be read by this program; ${way}.`, { cause });
  }
  if (code === 'EISDIR')
    return new DepthroomError('bad-input', `${name} is a folder; choose the photos in it.`, { cause });
  if (code === 'ERR_INVALID_ARG_VALUE' || code === 'ENAMETOOLONG') {
    return new DepthroomError(
      'bad-input',
      `${name.slice(0, 80).replace(/\p{Cc}/gu, ' ')} is not a name that a file can have; rename it.`,
      { cause },
    );
  }
  const foreign = code === 'ENOENT' ? foreignName((cause as NodeJS.ErrnoException).path ?? '') : null;
  if (foreign !== null)
    return new DepthroomError(
      'bad-input',
      `The name of ${name} on the disk is not in UTF-8, ${foreign}; rename it.`,
      {
        cause,
      },
    );
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DepthroomError('not-found', `${name} is not there (any more); check the name and the drive.`, {
      cause,
    });
  }
  const way = 'check that the drive is connected, or copy the file to another one';
  return new DepthroomError(
    'not-found',
    `${name} could not be read (${code ?? 'no reason given'}); ${way}.`,
    { cause },
  );
}

/** Says that a file is of a kind that is not read, or of none that is known (null). */
export function refuseSignature(name: string, signature: Signature | null): DepthroomError {
  if (!signature || 'format' in signature) {
    const sentence = `${name} is not a picture of a kind that is known here (${READABLE}); choose a photo.`;
    return new DepthroomError('not-an-image', sentence);
  }
  const { isImage, what, way } = signature;
  return isImage
    ? new DepthroomError('unsupported-format', `${name} is ${what}, which is not read here; ${way}.`)
    : new DepthroomError('not-an-image', `${name} is ${what}, not a photo; ${way}.`);
}

/** Says that a RAW photo ("a Canon CR2 RAW photo") holds no picture that can be shown. */
export function refuseRaw(name: string, what: string): DepthroomError {
  return new DepthroomError(
    'unsupported-format',
    `${name} is ${what} without a preview that is large enough, and RAW itself is not developed here; ${DEVELOP}.`,
  );
}

/** Says that a photo has more pixels than are read. */
export function refuseSize(
  name: string,
  width: number,
  height: number,
  maximumPixels: number,
): DepthroomError {
  const megapixels = (pixels: number) => Math.round(pixels / 1e6);
  const size = `${width} x ${height} pixels (${megapixels(width * height)} megapixels)`;
  const way = 'make a smaller copy in an image editor';
  const sentence = `${name} says it has ${size}, and at most ${megapixels(maximumPixels)} megapixels are read; ${way}.`;
  return new DepthroomError('too-large', sentence);
}

/** Says why the decoder gave up. Its own words go into `cause`, since they are for programmers. */
export function refuseDamage(name: string, cause: unknown): DepthroomError {
  const words = cause instanceof Error ? cause.message : String(cause);
  if (/is missing|does not exist/i.test(words)) return refuseFile(name, { code: 'ENOENT', cause });
  if (/out of memory|unable to allocate|cannot allocate/i.test(words)) {
    const sentence = `${name} needs more memory than there is free; close other programs, or make a smaller copy.`;
    return new DepthroomError('too-large', sentence, { cause });
  }
  if (/channel limit|pixel limit/i.test(words)) {
    const sentence = `${name} has more channels or pixels than a photo; save it as JPEG or PNG in an image editor.`;
    return new DepthroomError('too-large', sentence, { cause });
  }
  // Whole headers only: of a file whose signature is right, "unsupported image format" means that the rest is not.
  if (/compression support|not supported|unsupported (?!image format)/i.test(words)) {
    const sentence = `${name} uses a variant of its format that is not read here; save it as JPEG, PNG or plain TIFF.`;
    return new DepthroomError('unsupported-format', sentence, { cause });
  }
  const way = 'copy it again from the camera, or save it anew in a program that still opens it';
  return new DepthroomError('not-an-image', `${name} is damaged or cut off; ${way}.`, { cause });
}
