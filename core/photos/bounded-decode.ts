import { DepthroomError } from '../../contract/errors.ts';
import { PHOTO_DECODE_MS } from '../worker/limits.ts';

/**
 * Waits for a photo to be decoded in this process, but no longer than it may take, and not once a person says stop. The decoder's thread
 * comes to its end by itself then (renderPreviews states the same time to it), and nobody hears of it.
 *
 * @param name what sentences call the file
 *
 * Throws `cancelled` once the signal says stop, `too-large` where it takes too long, and what `decode` throws.
 */
export function boundedDecode<Result>(
  name: string,
  signal: AbortSignal | undefined,
  decode: () => Promise<Result>,
  mostMs = PHOTO_DECODE_MS,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(stopped());
    const timeIsUp = AbortSignal.timeout(mostMs);
    const callOff = () => settle(() => reject(stopped()));
    const giveUp = () => settle(() => reject(tooSlow(name)));
    const settle = (how: () => void) => {
      signal?.removeEventListener('abort', callOff);
      timeIsUp.removeEventListener('abort', giveUp);
      how();
    };
    signal?.addEventListener('abort', callOff, { once: true });
    timeIsUp.addEventListener('abort', giveUp, { once: true });
    decode().then(
      (result) => settle(() => resolve(result)),
      (thrown) => settle(() => reject(thrown)),
    );
  });
}

/** Throws `cancelled` where a person said stop. */
export function stopImport(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw stopped();
}

const stopped = () => new DepthroomError('cancelled', 'Stopped before the photo was in the project.');

/** The failure of a photo that takes longer to decode than any honest one. */
export function tooSlow(name: string): DepthroomError {
  return new DepthroomError(
    'too-large',
    `${name} took longer than ${PHOTO_DECODE_MS / 1000} seconds to decode and was left; save it anew as JPEG or PNG, or make a smaller copy.`,
  );
}
