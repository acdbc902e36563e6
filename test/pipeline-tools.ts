import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pack, packSchema } from '../contract/pack.ts';
import type { Graph, Tools } from '../models/pipeline/pipeline.ts';
import { type OpenGraph, openGraph } from '../models/session.ts';
import { PARITY_PROVIDER } from './parity/provider.ts';

/** Graphs that this process has opened, by path: tests ask the same packs many times. */
const opened = new Map<string, Promise<OpenGraph>>();

/** Tools over a pack's folder that write down what a room did with them. Releasing is written down, but not done. */
export interface RecordingTools extends Tools {
  notes: string[];
  stages: { stage: string; fraction: number }[];
  released: string[];
  /** Input and output values of every graph call, in order. */
  calls: { graph: string; inputs: Record<string, Float32Array>; output: Float32Array }[];
}

export function readPack(folder: string): Pack {
  return packSchema.parse(JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')));
}

export function openTools(folder: string, pack: Pack): RecordingTools {
  const files = pack.graphs as unknown as Record<string, { file: string } | undefined>;
  const path = (key: string) => join(folder, files[key]?.file ?? key);
  const tools: RecordingTools = {
    notes: [],
    stages: [],
    released: [],
    calls: [],
    graph: async (key) => {
      const graph = opened.get(path(key)) ?? openGraph(path(key), { provider: PARITY_PROVIDER, threads: 1 });
      opened.set(path(key), graph);
      return recording(key, await graph, tools);
    },
    release: async (key) => {
      tools.released.push(key);
    },
    floats: async (key) => {
      const bytes = readFileSync(path(key));
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    },
    report: (stage, fraction) => tools.stages.push({ stage, fraction }),
    note: (sentence) => tools.notes.push(sentence),
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
