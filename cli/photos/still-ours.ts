import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readBeginning } from '../../core/disk/kept/read-beginning.ts';

/** Files that say within their first bytes who wrote them. */
const SIGNED = /\.(exr|glb|obj|ply|png|stl|usd[az])$/;
const SIGNATURE = 'Depthroom';
const HEAD_BYTES = 4096;

/**
 * Whether what lies at each path is what was written there, or what a copy that was stopped or a full disk left of it: as long as its sidecar
 * says, or a beginning, or nothing. What a person put there since is longer, or does not begin as ours does.
 *
 * @param stated bytes of each file by its name, as a sidecar says them
 */
export async function areStillOurs(paths: readonly string[], stated: unknown): Promise<boolean> {
  const lengths = new Map(Object.entries(stated ?? {}));
  for (const path of paths) if (!(await isStillOurs(path, lengths.get(basename(path))))) return false;
  return true;
}

async function isStillOurs(path: string, stated: unknown): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  if (!facts || facts.size === 0 || facts.size === stated) return true;
  if (!facts.isFile() || (typeof stated === 'number' && facts.size > stated)) return false;
  const head = await readBeginning(path, HEAD_BYTES);
  if (path.endsWith('.npy')) {
    const whole = head === null ? 0 : statedByHeader(head);
    return whole >= facts.size && whole === (stated ?? whole);
  }
  return !SIGNED.test(path) || (head?.includes(SIGNATURE) ?? false);
}

/** Bytes of a .npy of float32 whose header this is (NumPy, format 1.0); 0 where it is none. */
function statedByHeader(head: Buffer): number {
  const [, height, width] = /'shape': \((\d+), (\d+)\)/.exec(head.toString('latin1')) ?? [];
  return width === undefined ? 0 : 10 + head.readUInt16LE(8) + 4 * Number(width) * Number(height);
}
