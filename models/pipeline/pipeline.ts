import type { DepthMap, Placement } from '../../contract/depth-map.ts';
import type { OptionsOf } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import type { Pixels } from '../../contract/photo.ts';
import type { System } from '../../contract/systems.ts';

/** Element types that graphs of the supported systems use. float16 values travel as their bit patterns in a Uint16Array. */
export type TensorType = 'float32' | 'float16' | 'int64' | 'int32';

/** Numbers of a graph: `data` in row-major order, as many as the product of `dims`; images are batch x channels x height x width. */
export interface Tensor {
  type: TensorType;
  data: Float32Array | Uint16Array | BigInt64Array | Int32Array;
  dims: readonly number[];
}

/** An input or output of a graph as the graph itself declares it; a symbolic dimension is a string. */
export interface Port {
  name: string;
  type: string;
  shape: readonly (number | string)[];
}

/** An opened ONNX graph. */
export interface Graph {
  inputs: readonly Port[];
  outputs: readonly Port[];
  /**
   * Throws `bad-pack` where the graph fails on the CPU or answers with another type, `provider-failed` where another provider fails,
   * `too-large` where memory is too small.
   */
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
}

/** What a pipeline may use of the world. Pipelines know no disk, no database, no window. */
export interface Tools {
  /**
   * Opens a graph of the pack by its key in pack.json, or answers with the one that is open. Throws `bad-pack` where the pack has none that
   * can be opened, `provider-failed` where the provider refuses it.
   */
  graph(key: string): Promise<Graph>;
  /** Tells that a graph is not needed for the rest of the run; it is closed where memory is short. */
  release(key: string): Promise<void>;
  /**
   * How many of `members` a device takes at once, each of so many pixels of the latent: `asked`, or more where more fit, or less where it is
   * known that its memory is too small. Left out: as many as were asked for.
   */
  atOnce?(members: number, latentPixels: number, asked: number): Promise<number>;
  /** Tells that memory was too small for more than so many members at once. */
  onlyAtOnce?(members: number): void;
  /**
   * Reads a raw little-endian Float32 file of the pack (the prompt embedding) by its key. Throws `bad-pack` where the pack has none,
   * `internal` where the file is cut off.
   */
  floats(key: string): Promise<Float32Array>;
  /** Says what is being done and how far the whole estimate is, 0..1. The time until the next call is counted for `stage`. */
  report(stage: string, fraction: number): void;
  /** Adds a sentence for the person to the run's record. */
  note(sentence: string): void;
}

/** What a pipeline gives back: the map at the model's own size and how it becomes one at photo size. */
export interface Estimate {
  depth: DepthMap;
  placement: Placement;
  /** Spread of the ensemble at the model's size, in `unit`; placed as the depth is, resampled linearly. */
  uncertainty?: { values: Float32Array; unit: string };
}

/** The depth of the same photo, at photo size, by another system. BetterDepth alone takes one. */
export type Prior = DepthMap;

/** What a pipeline is asked: a photo of height x width pixels, the pack and its options, and the prior where the system takes one. */
export interface Question<S extends System> {
  photo: Pixels;
  pack: PackOf<S>;
  options: OptionsOf<S>;
  prior: Prior | null;
}

/** One depth system: photo in, depth map out. */
export type Pipeline<S extends System> = (question: Question<S>, tools: Tools) => Promise<Estimate>;
