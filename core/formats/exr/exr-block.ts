import type { ExrChannelInfo, ExrHeader } from './read-exr-header.ts';

/** One packed block of rows, and what a header says of it. */
export interface ExrBlock {
  channels: readonly ExrChannelInfo[];
  compression: ExrHeader['compression'];
  width: number;
  lines: number;
  packed: Uint8Array;
}

/** Gives the rows [lines, width] of one channel from a packed block, from the top. */
export type RowReader = (packed: Buffer, lines: number) => Float32Array;

/** Gives the rows [lines, width] of the channel Y of a block, or of R where there are R, G and B. */
export type DecodeBlock = (block: ExrBlock) => Float32Array;
