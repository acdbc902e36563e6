import type { ProviderCheck } from '../../contract/provider.ts';

type Adapters = NonNullable<ProviderCheck['adapters']>;

/** How their makers write themselves; WebGPU says them in small letters. */
const VENDORS: Readonly<Record<string, string>> = { nvidia: 'NVIDIA', amd: 'AMD' };

/**
 * The adapters that the window's own WebGPU takes, asked for the fastest and for the one that takes the least power as a run asks for them:
 * for systems that tell no names. None where there is no WebGPU, or a processor that plays a graphics card.
 */
export async function windowAdapters(gpu: Pick<GPU, 'requestAdapter'> | undefined): Promise<Adapters> {
  if (!gpu) return [];
  const fastest = await nameOf(gpu, 'high-performance');
  if (fastest === null) return [];
  const frugal = await nameOf(gpu, 'low-power');
  const named = [{ provider: 'webgpu', name: fastest }];
  return frugal === null || frugal === fastest
    ? named
    : [...named, { provider: 'webgpu:integrated', name: frugal }];
}

async function nameOf(
  gpu: Pick<GPU, 'requestAdapter'>,
  powerPreference: GPUPowerPreference,
): Promise<string | null> {
  const adapter = await gpu.requestAdapter({ powerPreference }).catch(() => null);
  if (!adapter || adapter.info.isFallbackAdapter) return null;
  const { vendor, architecture, device, description } = adapter.info;
  const maker = VENDORS[vendor] ?? `${vendor.slice(0, 1).toUpperCase()}${vendor.slice(1)}`;
  return description || [maker, architecture, device].filter((part) => part !== '').join(' ') || null;
}

/** The checks with the window's names for WebGPU, where that can be used and has none. */
export function withWindowAdapters(checks: readonly ProviderCheck[], adapters: Adapters): ProviderCheck[] {
  return checks.map((check) =>
    check.name === 'webgpu' && check.isUsable && !check.adapters && adapters.length > 0
      ? { ...check, adapters }
      : check,
  );
}
