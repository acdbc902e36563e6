import { existsSync } from 'node:fs';
import type { ProviderCheck } from '../../contract/provider.ts';
import { cudaFolder, cudaTrouble, installedRuntime, readCudaRecord } from './added-cuda.ts';
import {
  DRIVER_LIBRARY,
  findLibraries,
  type LibraryPlaces,
  NEEDED_LIBRARIES,
  REAL_PLACES,
} from './find-libraries.ts';
import { downloadCommand } from './read-source.ts';

/** What the loader of Vulkan is called; WebGPU on Linux is Vulkan. */
const VULKAN = 'libvulkan.so.1';

/** Which libraries are missing, and where each kind comes from; a whole sentence. */
export function missingInWords(missing: readonly string[], version: string): string {
  const others = missing.filter((name) => name !== DRIVER_LIBRARY);
  const parts = [
    ...(missing.includes(DRIVER_LIBRARY)
      ? [`there is no NVIDIA driver (${DRIVER_LIBRARY}), install version 580 or newer`]
      : []),
    ...(others.length > 0
      ? [
          `CUDA 13 and cuDNN 9 are not all found (${others.join(', ')}), "${inQuotes(version)}" brings them, or state their folder with --libraries`,
        ]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

/** Adds to each provider that cannot be used how it could be, and CUDA where it could be added. */
export async function withAdvice(
  checks: readonly ProviderCheck[],
  dataFolder: string,
  places: LibraryPlaces = REAL_PLACES,
  platform = `${process.platform} ${process.arch}`,
): Promise<ProviderCheck[]> {
  if (!platform.startsWith('linux')) return [...checks];
  const advised = await Promise.all(
    checks.map(async (check) => {
      if (check.isUsable || check.name !== 'webgpu') return check;
      const { missing } = await findLibraries([VULKAN], [], places);
      return { ...check, advice: adviceOnVulkan(missing.length > 0) };
    }),
  );
  if (platform !== 'linux x64') return advised;
  const cuda = advised.find(({ name }) => name === 'cuda');
  if (cuda?.isUsable) return advised;
  const advice = await adviceOnCuda(dataFolder, places);
  if (cuda) return advised.map((check) => (check === cuda ? { ...check, advice } : check));
  const trouble = cudaTrouble(dataFolder);
  const sentence = `"cuda" is not there: ${trouble ?? 'it is no part of Depthroom, and was not added'}.`;
  return [...advised, { name: 'cuda', isUsable: false, sentence, advice }];
}

function adviceOnVulkan(isLoaderMissing: boolean): string {
  return isLoaderMissing
    ? `WebGPU needs Vulkan: install its loader (${VULKAN}, package libvulkan1) and the driver of your graphics card (mesa-vulkan-drivers for AMD and Intel).`
    : 'WebGPU needs a graphics card whose driver has Vulkan: install or update it, and see what "vulkaninfo --summary" finds; VK_DRIVER_FILES may have to name it.';
}

async function adviceOnCuda(dataFolder: string, places: LibraryPlaces): Promise<string> {
  const { version } = installedRuntime();
  const folders = readCudaRecord(cudaFolder(dataFolder))?.libraryFolders ?? [];
  const { missing } = await findLibraries(NEEDED_LIBRARIES, folders, places);
  if (missing.includes(DRIVER_LIBRARY) && !existsSync('/proc/driver/nvidia/version'))
    return `CUDA needs an NVIDIA graphics card and its driver, version 580 or newer, and neither was found (${DRIVER_LIBRARY}). Then: ${how(version)}.`;
  if (missing.length > 0) return `Missing: ${missingInWords(missing, version)} Then: ${how(version)}.`;
  return `What it needs of the system is there: ${how(version)}.`;
}

function how(version: string): string {
  return `"${inQuotes(version)}", and "depthroom providers add cuda"`;
}

/** The command as it stands between quotes of a sentence. */
function inQuotes(version: string): string {
  return downloadCommand(version).replaceAll('"', "'");
}
