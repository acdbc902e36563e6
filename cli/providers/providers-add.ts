import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ProviderCheck } from '../../contract/provider.ts';
import { keepFilesPrivate } from '../../core/disk/private-folder.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { addCuda } from '../../core/providers/add-cuda.ts';
import { openProviderHistory } from '../../core/runs/provider-history.ts';
import { askInference } from '../../core/worker/ask-inference.ts';
import { createWorkerClient } from '../../core/worker/client.ts';
import { printResult, RESOURCES } from '../terminal/session.ts';
import { stoppable } from '../terminal/stop.ts';

export function addProvidersAdd(providers: Command): void {
  const command = providers
    .command('add')
    .description(
      'bring the libraries of CUDA for NVIDIA cards (Linux x64) out of the package onnxruntime-gpu; they are tried before they are kept',
    )
    .argument('<wheel or folder>', 'the .whl, or the folder that pip downloaded or installed it to')
    .option(
      '--libraries <folder...>',
      'folders of the libraries of CUDA 13 and cuDNN 9, where the system does not know them (or a Python environment that has them)',
    );
  command.action((source: string, { libraries = [] }: { libraries?: string[] }) =>
    stoppable(async (signal) => {
      keepFilesPrivate();
      const home = dataFolder();
      const sentence = await addCuda({
        dataFolder: home,
        source: resolve(source),
        libraryFolders: libraries.map((folder) => resolve(folder)),
        selfTest: (environment) => tryCuda(environment, signal),
        signal,
      });
      // What it was refused for before it was there says nothing any more.
      await openProviderHistory(join(home, 'provider-history.json')).forget('cuda');
      printResult(command, { added: 'cuda', sentence }, `cuda is added: ${sentence}`);
    }),
  );
}

async function tryCuda(
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<{ check: ProviderCheck; said: string }> {
  let said = '';
  const inference = createWorkerClient(() => forkWorker(environment, (text) => (said += text)));
  try {
    const task = { selfTestGraph: join(RESOURCES, 'self-test.onnx'), only: ['cuda'] };
    const [check] = await askInference({ inference, brokenProviders: new Set() }, 'checkProviders', task, {
      signal,
    });
    const absent = { name: 'cuda', isUsable: false, sentence: '"cuda" was not found by onnxruntime.' };
    return { check: check ?? absent, said };
  } finally {
    inference.stop();
  }
}
