import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { type AdapterPorts, adapterNote, listAdapters } from './adapters.ts';
import { readCards } from './device-memory.ts';

const cards = readCards('NVIDIA GeForce RTX 4070 Laptop GPU, 8000, 10\n');

/** A machine whose bus has what is given: class, vendor, device, and for AMD its memory. */
async function machine(devices: Record<string, Record<string, string>>): Promise<AdapterPorts> {
  const pciFolder = await temporaryFolder();
  for (const [address, facts] of Object.entries(devices)) {
    await mkdir(join(pciFolder, address));
    for (const [name, value] of Object.entries(facts))
      await writeFile(join(pciFolder, address, name), `${value}\n`);
  }
  return { platform: 'linux', pciFolder, nvidiaCards: async () => cards, windowsNames: async () => '' };
}

const uhd = { class: '0x030000', vendor: '0x8086', device: '0xa7a0' };
const rtx = { class: '0x030200', vendor: '0x10de', device: '0x2820' };
const disk = { class: '0x010802', vendor: '0x8086', device: '0xa7a1' };

test('the adapters of a laptop with two', async () => {
  const adapters = await listAdapters(
    await machine({ '0000:00:02.0': uhd, '0000:01:00.0': rtx, '0000:00:04.0': disk }),
  );
  expect(adapters).toEqual([
    { name: 'Intel a7a0', isIntegrated: true },
    { name: 'NVIDIA GeForce RTX 4070 Laptop GPU', isIntegrated: false },
  ]);
  expect(adapterNote('webgpu', adapters)).toContain('fastest adapter of Intel a7a0, NVIDIA GeForce');
  expect(adapterNote('webgpu:integrated', adapters)).toBeNull();
  expect(adapterNote('cuda', adapters)).toBeNull();
});

test('graphics of a processor are not taken silently', async () => {
  const intel = await listAdapters(await machine({ '0000:00:02.0': uhd }));
  expect(adapterNote('webgpu', intel)).toBe(
    'WebGPU worked on the integrated graphics (Intel a7a0), since this machine has no other adapter.',
  );
  const amd = { class: '0x030000', vendor: '0x1002', device: '0x15bf' };
  const apu = await listAdapters(
    await machine({ '0000:c4:00.0': { ...amd, mem_info_vram_total: String(2 ** 29) } }),
  );
  expect(apu).toEqual([{ name: 'AMD 15bf', isIntegrated: true }]);
  const card = await listAdapters(
    await machine({ '0000:03:00.0': { ...amd, mem_info_vram_total: String(2 ** 33) } }),
  );
  expect(adapterNote('webgpu', card)).toBeNull();
  expect(await listAdapters(await machine({ '0000:00:04.0': disk }))).toEqual([]);
});

test('DirectML takes the first adapter, and that is said where there are more', async () => {
  const ports: AdapterPorts = {
    ...(await machine({})),
    platform: 'win32',
    windowsNames: async () =>
      'Intel(R) UHD Graphics 630\r\nNVIDIA GeForce GTX 1650\r\nMicrosoft Remote Display Adapter\r\n',
  };
  const adapters = await listAdapters(ports);
  expect(adapters).toEqual([
    { name: 'Intel(R) UHD Graphics 630', isIntegrated: true },
    { name: 'NVIDIA GeForce GTX 1650', isIntegrated: false },
  ]);
  expect(adapterNote('dml', adapters)).toContain('dml:1 is the second');
  expect(adapterNote('dml:1', adapters)).toBeNull();
  expect(await listAdapters({ ...ports, platform: 'darwin' })).toEqual([]);
});
