import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pack, packSchema } from '../contract/pack.ts';
import type { Graph, Tools } from '../models/room.ts';
import { type OpenGraph, openGraph } from '../models/session.ts';

/** Tools over a pack's folder that write down what a room did with them. */
export interface RecordingTools extends Tools {
  notes: string[];
  stages: { stage: string; fraction: number }[];
  released: string[];
  /** Input and output values of every graph call, in order. */
  calls: { graph: string; inputs: Record<string, Float32Array>; output: Float32Array }[];
  close(): Promise<void>;
}

export function readPack(folder: string): Pack {
  return packSchema.parse(JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')));
}

export function openTools(folder: string, pack: Pack): RecordingTools {
  const files = pack.graphs as unknown as Record<string, { file: string } | undefined>;
  const open = new Map<string, Promise<OpenGraph>>();
  const path = (key: string) => join(folder, files[key]?.file ?? key);
  const tools: RecordingTools = {
    notes: [],
    stages: [],
    released: [],
    calls: [],
    graph: async (key) => {
      if (!open.has(key)) open.set(key, openGraph(path(key), { provider: 'cpu', threads: 1 }));
      return recording(key, await (open.get(key) as Promise<OpenGraph>), tools);
    },
    release: async (key) => {
      tools.released.push(key);
      await (await open.get(key))?.release();
      open.delete(key);
    },
    floats: async (key) => {
      const bytes = readFileSync(path(key));
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    },
    report: (stage, fraction) => tools.stages.push({ stage, fraction }),
    note: (sentence) => tools.notes.push(sentence),
    close: async () => {
      for (const graph of open.values()) await (await graph).release();
    },
  };
  return tools;
}

function recording(key: string, graph: Graph, tools: RecordingTools): Graph {
  return {
    ...graph,
    run: async (feeds) => {
      const outputs = await graph.run(feeds);
      const inputs: Record<string, Float32Array> = {};
      for (const [name, tensor] of Object.entries(feeds))
        if (tensor.data instanceof Float32Array) inputs[name] = tensor.data.slice();
      tools.calls.push({
        graph: key,
        inputs,
        output: (Object.values(outputs)[0].data as Float32Array).slice(),
      });
      return outputs;
    },
  };
}
