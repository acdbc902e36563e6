import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import chromium from '@sparticuz/chromium';
import { expect, test } from 'vitest';
import type { RunRecord } from '../../cli/photos/run-record.ts';
import type { ProviderCheck } from '../../contract/provider.ts';
import { readNpy } from '../../core/formats/read-npy.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { writeLatentPack } from '../synthetic-pack.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A Vulkan in software, which the tests' browser brings along; null where it does not. */
async function softwareVulkan(): Promise<NodeJS.ProcessEnv | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  await chromium.executablePath();
  const driver = join(tmpdir(), 'vk_swiftshader_icd.json');
  if (!existsSync(driver) || !existsSync(join(tmpdir(), 'libvulkan.so.1'))) return null;
  return { LD_LIBRARY_PATH: tmpdir(), VK_DRIVER_FILES: driver };
}

// A software Vulkan takes what it takes on a busy machine.
test('WebGPU passes its self-test and gives what the CPU gives', { timeout: 240_000 }, async ({ skip }) => {
  const vulkan = await softwareVulkan();
  if (!vulkan) {
    console.warn('WebGPU was not tested: there is no software Vulkan on this machine.');
    return skip();
  }
  const folder = await temporaryFolder();
  const env = { ...process.env, ...vulkan, DEPTHROOM_HOME: join(folder, 'home') };
  const run = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [join(ROOT, 'cli', 'main.ts'), ...args], { env })).stdout;

  const checks = JSON.parse(await run('providers', '--json')) as ProviderCheck[];
  expect(checks.find(({ name }) => name === 'webgpu')).toMatchObject({ isUsable: true });

  // A pack of a few nodes: compiling the shaders of a real one takes a software Vulkan most of a minute.
  const { folder: pack } = writeLatentPack({ system: 'marigold', initialLatent: 'zeros' });
  const estimate = async (provider: string) => {
    const out = join(folder, provider);
    await run('estimate', SAMPLE, '--pack', pack, '--resolution', '64', '--provider', provider, '-o', out);
    const record = JSON.parse(await readFile(join(out, 'coffee_80x96.synthetic.json'), 'utf8')) as RunRecord;
    return { record, values: (await readNpy(join(out, 'coffee_80x96.synthetic.npy'))).values };
  };
  const cpu = await estimate('cpu');
  const webgpu = await estimate('webgpu');
  expect(webgpu.record).toMatchObject({ provider: 'webgpu', requestedProvider: 'webgpu' });
  const largest = cpu.values.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - webgpu.values[i])),
    0,
  );
  expect(largest).toBeLessThan(1e-3);
});
