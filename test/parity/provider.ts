/*
 * The execution provider that the goldens are asked of: DEPTHROOM_PARITY_PROVIDER=cuda npx vitest run --project unit test/parity
 * Where CUDA was added (`depthroom providers add`) DEPTHROOM_ONNXRUNTIME_FOLDER and LD_LIBRARY_PATH name its folder; test/gpu/check.ts does that.
 *
 * The cases state their tolerances for the CPU, which computes as the reference does. Another device sums in another order, and some of
 * them multiply with fewer digits; what the goldens' float32 graphs may then be off is stated here, as a factor of each case's own
 * tolerance. Half precision is no matter of the goldens: their graphs are float32, and a graph of float16 is compared with torch when it
 * is made (models/export/verify.py: 5e-2 of the root mean square).
 */

/** The provider as onnxruntime names it. */
export const PARITY_PROVIDER = process.env.DEPTHROOM_PARITY_PROVIDER || 'cpu';

/** Products of float32 with the 10 bits of TF32: off unless the driver is told otherwise. */
const hasTf32 = PARITY_PROVIDER.startsWith('cuda') && process.env.NVIDIA_TF32_OVERRIDE === '1';

/**
 * By provider and precision. On an H100 whole runs of the starter packs in float32 were off the CPU by 1.5e-6 on WebGPU, which is within
 * every case's own tolerance, and by 8e-4 (Marigold) to 5.6e-3 m (FastDepth) on CUDA with TF32. Those of DirectML and Core ML are not
 * measured; Core ML computes networks in float16.
 */
const FACTORS: Readonly<Record<string, number>> = {
  cpu: 1,
  webgpu: 3,
  cuda: 3,
  'cuda, TF32': 60,
  dml: 3,
  coreml: 100,
};

/** What a golden may be off on the provider, given the tolerance that its case states. */
export function toleranceOf(tolerance: number): number {
  const kind = hasTf32 ? 'cuda, TF32' : PARITY_PROVIDER.split(':')[0];
  const factor = FACTORS[kind];
  if (factor === undefined) throw new Error(`no tolerance is stated for the provider ${PARITY_PROVIDER}`);
  return tolerance * factor;
}
