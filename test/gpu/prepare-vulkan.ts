import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where NVIDIA's installers put the description of their Vulkan driver. */
const KNOWN = [
  '/usr/share/vulkan/icd.d/nvidia_icd.json',
  '/etc/vulkan/icd.d/nvidia_icd.json',
  '/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json',
];
/** The folders in which Vulkan's loader looks by itself. */
const OF_THE_LOADER = 2;

/** Vulkan's loader, and what NVIDIA's driver for it loads even where nothing is shown; without them it is not found. */
const PACKAGES: Record<string, string> = {
  'libvulkan.so.1': 'libvulkan1',
  'libX11.so.6': 'libx11-6',
  'libXext.so.6': 'libxext6',
};

/**
 * WebGPU on Linux is Vulkan: brings its loader, and what the driver loads, where they are missing, and answers with the environment that names
 * NVIDIA's driver where the loader does not find it, with a description that is written to `folder` where there is none.
 */
export async function prepareVulkan(folder: string): Promise<Record<string, string>> {
  if (process.platform !== 'linux' || !existsSync('/proc/driver/nvidia/version')) return {};
  const known = spawnSync('sh', ['-c', 'PATH=$PATH:/usr/sbin:/sbin ldconfig -p']).stdout.toString();
  const absent = Object.keys(PACKAGES).filter((library) => !known.includes(library));
  if (absent.length > 0) {
    const packages = absent.map((library) => PACKAGES[library]).join(' ');
    spawnSync('sh', ['-c', `apt-get update -qq && apt-get install -y -qq ${packages}`], {
      stdio: 'ignore',
      timeout: 60_000,
    });
  }
  if (process.env.VK_DRIVER_FILES) return {};
  const found = KNOWN.findIndex(existsSync);
  if (found >= 0) return found < OF_THE_LOADER ? {} : { VK_DRIVER_FILES: KNOWN[found] };
  const description = join(folder, 'nvidia_icd.json');
  const icd = {
    file_format_version: '1.0.0',
    ICD: { library_path: 'libGLX_nvidia.so.0', api_version: '1.3.0' },
  };
  await writeFile(description, JSON.stringify(icd));
  return { VK_DRIVER_FILES: description };
}
