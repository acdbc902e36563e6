import { z } from 'zod';

/** The systems that have a room. `disparity` is any feed-forward network with relative inverse depth (Depth Anything, MiDaS). */
export const SYSTEMS = [
  'marigold',
  'metricgold',
  'zoedepth',
  'betterdepth',
  'fastdepth',
  'disparity',
] as const;
export const systemSchema = z.enum(SYSTEMS);
export type System = z.infer<typeof systemSchema>;
