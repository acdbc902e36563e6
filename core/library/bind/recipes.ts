import type { RunOptions } from '../../../contract/schemas.ts';
import type { System } from '../../../contract/systems.ts';
import { disparityFields, zoedepthFields } from './feed-forward-fields.ts';
import type { NetworkConfig } from './graph-table.ts';
import type { Preprocessor } from './preprocessor-config.ts';

/*
 * What is so of a system when its published weights become a pack. A system without a line here is packed by others.
 */

/** Systems of latents in diffusers' layout. */
export const LATENT = {
  marigold: {
    channels: 8,
    fields: { depth: { kind: 'affine' }, conditioning: ['image', 'noise'] },
  },
  metricgold: {
    channels: 8,
    // The range of the paper's experiments: its recipe writes it nowhere.
    fields: { depth: { kind: 'log-metric', min: 0.1, max: 80 }, conditioning: ['image', 'noise'] },
  },
  betterdepth: {
    channels: 12,
    fields: { depth: { kind: 'disparity' }, conditioning: ['image', 'coarse', 'noise'] },
  },
} as const satisfies Partial<Record<System, { channels: number; fields: object }>>;
export type LatentSystem = keyof typeof LATENT;

/** A network of one pass in transformers' layout. */
export interface FeedForwardRecipe {
  /** Role of its graphs in graphs.json. */
  role: string;
  /** How photos may be resized by its processor, and here; the first where nothing is said. */
  resample: readonly string[];
  /** What pack.json says of it beside its graphs. */
  fields(config: NetworkConfig, preprocessor: Preprocessor): object;
}

/** What a network is taken for that no system claims: its graph decides. */
export const ANY_NETWORK = 'disparity';

export const FEED_FORWARD: Partial<Record<System, FeedForwardRecipe>> &
  Record<typeof ANY_NETWORK, FeedForwardRecipe> = {
  zoedepth: {
    role: 'zoedepth',
    resample: ['bilinear'],
    fields: zoedepthFields,
  },
  disparity: { role: 'disparity', resample: ['bicubic', 'bilinear'], fields: disparityFields },
};

/** The least work at which every graph of a pack is used; left out: the options as they are. */
export const TRIALS: Partial<Record<System, RunOptions>> = {
  marigold: { steps: 1, ensemble: 1, resolution: 64 },
  metricgold: { steps: 1, ensemble: 1, resolution: 64 },
  betterdepth: { steps: 1, ensemble: 1, resolution: 64 },
  zoedepth: { flip: false },
};
