import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DepthroomError } from '../../../contract/errors.ts';
import { deviceOf } from '../../../models/session.ts';

/** A card of the NVIDIA driver, in the order of CUDA's numbers. */
export interface NvidiaCard {
  name: string;
  freeBytes: number;
  usedBytes: number;
}

/** How long the driver's own program may take to answer. */
const ASK_MS = 3_000;

/** The cards of the NVIDIA driver; none where its program is not there. */
export async function nvidiaCards(): Promise<NvidiaCard[]> {
  const query = ['--query-gpu=name,memory.free,memory.used', '--format=csv,noheader,nounits'];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: ASK_MS });
    return readCards(stdout);
  } catch {
    return [];
  }
}

/** Reads what nvidia-smi lists: a card a line, memory in MiB. A line that is something else is left out. */
export function readCards(text: string): NvidiaCard[] {
  return text.split('\n').flatMap((line) => {
    const [name, free, used] = line.split(',').map((part) => part.trim());
    const [freeBytes, usedBytes] = [Number(free) * 2 ** 20, Number(used) * 2 ** 20];
    return name && freeBytes >= 0 && usedBytes >= 0 ? [{ name, freeBytes, usedBytes }] : [];
  });
}

/**
 * Bytes of graphics memory that this process has on NVIDIA cards, all together; null where the driver is not there or does not list the
 * process (WebGPU's on some drivers, and processes in containers, which have other numbers there). Never more than now: memory that was let
 * go is not counted, but onnxruntime keeps what it took while graphs are open.
 */
export async function deviceMemoryInBytes(processId: number = process.pid): Promise<number | null> {
  const query = ['--query-compute-apps=pid,used_memory', '--format=csv,noheader,nounits'];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: ASK_MS });
    return memoryOf(stdout, processId);
  } catch {
    return null;
  }
}

/** Reads what nvidia-smi lists of processes: number and MiB a line, a line for each card. */
export function memoryOf(text: string, processId: number): number | null {
  const own = text.split('\n').flatMap((line) => {
    const [id, used] = line.split(',').map((part) => part.trim());
    const bytes = used === undefined || used === '' ? Number.NaN : Number(used) * 2 ** 20;
    return id !== '' && Number(id) === processId && bytes >= 0 ? [bytes] : [];
  });
  return own.length === 0 ? null : own.reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * "cuda:1" as it is, and "cuda:T400" as the number of the card whose name has these words in it; of WebGPU there are the fastest adapter
 * and "webgpu:integrated". Throws `provider-failed` with the names there are where none has, or where the system does not tell names.
 */
export function numberedDevice(provider: string, cards: readonly NvidiaCard[]): string {
  const [name, word] = provider.split(':');
  if (word === undefined || provider === 'webgpu:integrated') return provider;
  if (name === 'webgpu')
    throw new DepthroomError(
      'provider-failed',
      `Expected webgpu, the fastest adapter, or webgpu:integrated, since it cannot be told another, but received "${provider}".`,
    );
  if (/^\d{1,2}$/.test(word)) return provider;
  const number = cards.findIndex((card) => card.name.toLowerCase().includes(word.toLowerCase()));
  if (number >= 0 && (name === 'cuda' || name === 'tensorrt')) return `${name}:${number}`;
  const known = cards.map((card, k) => `${k} ${card.name}`).join(', ');
  throw new DepthroomError(
    'provider-failed',
    `Expected an adapter of "${name}" by its number, or of cuda by its name (${known || 'none is known here'}), but received "${word}".`,
  );
}

/** Memory of one member in the UNet of Stable Diffusion 2 with fused attention, for each pixel of the latent: twice what was measured. */
const BYTES_A_LATENT_PIXEL = 64_000;
/** Members at once on a device whose memory nobody tells; they are halved where it runs out. */
const UNTOLD = 4;

/** How many of an ensemble's members a device takes at once; 1 on the CPU, which is no faster with more. */
export async function membersThatFit(
  provider: string,
  members: number,
  latentPixels: number,
): Promise<number> {
  const { name, device } = deviceOf(provider);
  if (name === 'cpu' || members <= 1) return 1;
  const card = name === 'cuda' || name === 'tensorrt' ? (await nvidiaCards())[device ?? 0] : undefined;
  const most = card ? Math.floor(card.freeBytes / 2 / (latentPixels * BYTES_A_LATENT_PIXEL)) : UNTOLD;
  return Math.max(1, Math.min(members, most));
}
