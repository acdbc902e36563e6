import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deviceOf } from '../../../models/session.ts';
import { type NvidiaCard, nvidiaCards } from './device-memory.ts';

/** A graphics adapter as the system lists it; onnxruntime says nothing of any. */
export interface Adapter {
  name: string;
  /** Part of the processor, with its memory; null where the system does not say. */
  isIntegrated: boolean | null;
}

/** What is asked for the adapters: injectable, since a machine has one set of them. */
export interface AdapterPorts {
  platform: NodeJS.Platform;
  /** Where Linux lists what hangs on the bus. */
  pciFolder: string;
  nvidiaCards(): Promise<NvidiaCard[]>;
  /** Names that Windows lists, one a line. */
  windowsNames(): Promise<string>;
}

const ASK_MS = 5_000;

const REAL_ADAPTERS: AdapterPorts = {
  platform: process.platform,
  pciFolder: '/sys/bus/pci/devices',
  nvidiaCards,
  async windowsNames() {
    const command = '(Get-CimInstance Win32_VideoController).Name';
    const words = ['-NoProfile', '-NonInteractive', '-Command', command];
    const answer = await promisify(execFile)('powershell.exe', words, { timeout: ASK_MS }).catch(() => null);
    return answer?.stdout ?? '';
  },
};

/** PCI class of display controllers (VGA, 3D, other). */
const DISPLAY = '0x03';
const VENDORS: Readonly<Record<string, string>> = { '0x10de': 'NVIDIA', '0x1002': 'AMD', '0x8086': 'Intel' };
/** Processors of AMD lend their graphics less memory than any of its cards has. */
const LEAST_OF_A_CARD = 2.5 * 2 ** 30;

/** The graphics adapters of this machine; none where the system does not list them. */
export async function listAdapters(ports: AdapterPorts = REAL_ADAPTERS): Promise<Adapter[]> {
  if (ports.platform === 'linux') return listPci(ports);
  if (ports.platform !== 'win32') return [];
  const names = (await ports.windowsNames()).split(/\r?\n/).map((line) => line.trim());
  // Remote desktops and capture programs add adapters that only draw.
  return names
    .filter((name) => name !== '' && !/Basic|Remote|Virtual|Mirror/i.test(name))
    .map((name) => ({ name, isIntegrated: ofName(name) }));
}

/** Of processors: "Intel(R) UHD Graphics 630", "AMD Radeon(TM) Graphics", "AMD Radeon 780M Graphics". */
function ofName(name: string): boolean | null {
  if (/NVIDIA|Arc.*\b[AB]\d{3}|Radeon.*\b(RX|Pro)\b/i.test(name)) return false;
  return /Intel|Radeon\S* (Vega )?(\d+M? )?Graphics|Adreno/i.test(name) ? true : null;
}

async function listPci({ pciFolder, nvidiaCards: ask }: AdapterPorts): Promise<Adapter[]> {
  const adapters: Adapter[] = [];
  let cards: NvidiaCard[] | null = null;
  for (const address of (await readdir(pciFolder).catch(() => [])).sort()) {
    const fact = (name: string) =>
      readFile(join(pciFolder, address, name), 'utf8').then(
        (text) => text.trim(),
        () => '',
      );
    if (!(await fact('class')).startsWith(DISPLAY)) continue;
    const vendor = await fact('vendor');
    const brand = VENDORS[vendor];
    // What a virtual machine draws on.
    if (brand === undefined) continue;
    let name = `${brand} ${(await fact('device')).replace('0x', '')}`;
    if (brand === 'NVIDIA') {
      cards ??= await ask();
      name = cards[adapters.filter((each) => each.name.startsWith('NVIDIA')).length]?.name ?? name;
    }
    const memory = Number((await fact('mem_info_vram_total')) || Number.NaN);
    const isIntegrated =
      brand === 'NVIDIA'
        ? false
        : brand === 'Intel'
          ? address.startsWith('0000:00:')
          : Number.isNaN(memory)
            ? null
            : memory < LEAST_OF_A_CARD;
    adapters.push({ name, isIntegrated });
  }
  return adapters;
}

/**
 * What a person is to be told of the adapter that `provider` takes: WebGPU takes the fastest that has a driver, and the integrated one where it
 * is the only one, or is asked for; DirectML takes the first one, whichever that is. Null where there is nothing to say.
 */
export function adapterNote(provider: string, adapters: readonly Adapter[]): string | null {
  const { name, device } = deviceOf(provider);
  const names = adapters.map((adapter) => adapter.name).join(', ');
  if (name === 'dml' && device === null && adapters.length > 1)
    return `DirectML worked on the first adapter of this machine (of ${names}), which may be the integrated one; dml:1 is the second.`;
  if (name !== 'webgpu' || provider === INTEGRATED || adapters.length === 0) return null;
  const hasCard = adapters.some(({ isIntegrated }) => isIntegrated !== true);
  if (!hasCard)
    return `WebGPU worked on the integrated graphics (${names}), since this machine has no other adapter.`;
  const isMixed = adapters.some(({ isIntegrated }) => isIntegrated === true);
  return isMixed
    ? `WebGPU was asked for the fastest adapter of ${names}; where that has no driver for it, it takes the integrated one.`
    : null;
}

/** WebGPU on the adapter that takes the least power. */
const INTEGRATED = 'webgpu:integrated';
