import { z } from 'zod';

/** What the self-test of an execution provider found on this machine. */
export const providerCheckSchema = z.object({
  /** As onnxruntime calls it: cpu, webgpu, cuda, tensorrt, dml, coreml. */
  name: z.string(),
  isUsable: z.boolean(),
  /** What was found, for a person. */
  sentence: z.string(),
});
export type ProviderCheck = z.infer<typeof providerCheckSchema>;
