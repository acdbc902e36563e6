/** A network of full size that is measured. */
export interface Network {
  name: string;
  /** What of which systems it is. */
  title: string;
  /** The converter that makes its graph, and the graph's file. */
  system: string;
  file: string;
  /** Precisions in which it is used on a graphics card; on the CPU it is float32. */
  onCard: readonly Precision[];
  /** Rows and columns of its input. */
  sizes: readonly (readonly [number, number])[];
  inputs(rows: number, columns: number): Record<string, number[]>;
}

export type Precision = 'fp32' | 'fp16';

const unet = (channels: number) => (rows: number, columns: number) => ({
  sample: [1, channels, rows, columns],
  timestep: [],
  encoder_hidden_states: [1, 2, 1024],
});
/** Of photos of 384 x 512 and 576 x 768. */
const LATENTS = [
  [48, 64],
  [72, 96],
] as const;

export const NETWORKS: readonly Network[] = [
  {
    name: 'unet-8',
    title: 'UNet of Marigold and MetricGold',
    system: 'marigold',
    file: 'unet.onnx',
    onCard: ['fp16', 'fp32'],
    sizes: LATENTS,
    inputs: unet(8),
  },
  {
    name: 'vae-decoder',
    title: 'their decoder',
    system: 'marigold',
    file: 'vae_decoder.onnx',
    onCard: ['fp32'],
    sizes: LATENTS,
    inputs: (rows, columns) => ({ latent: [1, 4, rows, columns] }),
  },
  {
    name: 'zoedepth',
    title: 'ZoeDepth N',
    system: 'zoedepth',
    file: 'model.onnx',
    onCard: ['fp32'],
    sizes: [[384, 512]],
    inputs: (rows, columns) => ({ pixel_values: [1, 3, rows, columns] }),
  },
  {
    name: 'unet-12',
    title: 'UNet of BetterDepth',
    system: 'betterdepth',
    file: 'unet.onnx',
    onCard: ['fp16', 'fp32'],
    sizes: [[72, 96]],
    inputs: unet(12),
  },
];
