import { z } from 'zod';

/** What the self-test of an execution provider found on this machine. */
export const providerCheckSchema = z.object({
  /** As onnxruntime calls it: cpu, webgpu, cuda, tensorrt, dml, coreml. */
  name: z.string(),
  isUsable: z.boolean(),
  /** What was found, for a person. */
  sentence: z.string(),
  /** Its adapters where there are several and the system tells their names; `provider` chooses one, and its plain name stands for what it takes by itself. */
  adapters: z.array(z.object({ provider: z.string(), name: z.string() })).optional(),
  /** What is missing where it cannot be used, and how to get it. */
  advice: z.string().optional(),
});
export type ProviderCheck = z.infer<typeof providerCheckSchema>;
