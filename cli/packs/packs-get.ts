import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import type { CheckpointOffer, Download } from '../../contract/library.ts';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import type { Engine } from '../../core/host/engine.ts';
import { followProgress } from '../terminal/follow-progress.ts';
import { generalOptions, printResult } from '../terminal/session.ts';
import { whenStopped } from '../terminal/stop.ts';
import { visible } from '../terminal/visible.ts';
import { withLibrary } from './with-library.ts';

interface GetOptions {
  replace?: boolean;
  acceptLicence?: boolean;
  dtype: 'auto' | 'fp32' | 'fp16';
  endpoint?: string;
}

export function addPacksGet(packs: Command): void {
  const command = packs
    .command('get')
    .description("download the authors' own weights, or a pack; Ctrl-C pauses, the same command goes on")
    .argument(
      '<name>',
      'id of the catalogue, owner/name of the Hugging Face hub, or the address of a pack.json',
    )
    .option('--replace', 'take the place of an installed pack of the same id')
    .option('--accept-licence', 'accept the conditions of the licence, which are stated first')
    .addOption(
      new Option(
        '--dtype <precision>',
        'precision of the weights; auto is fp16 where a GPU works (by WebGPU alone fp32)',
      )
        .choices(['auto', 'fp32', 'fp16'])
        .default('auto'),
    )
    .option('--endpoint <address>', 'another address of the hub (or HF_ENDPOINT); HF_TOKEN is sent there');
  command.action((name: string, options: GetOptions) =>
    withLibrary(command, async (engine, stop) => {
      const isAddress = /^https?:/.test(name) && !/^https:\/\/(www\.)?(huggingface\.co|hf\.co)\//.test(name);
      const isHub = !isAddress && !/\/pack\.json([?#].*)?$/.test(name);
      const { replace = false } = options;
      const begun = isHub
        ? await getCheckpoint(engine, name, options, { stop, isJson: generalOptions(command).json })
        : await engine.call('startDownload', { url: name, replace }, { signal: stop });
      const pack = await follow(engine, begun, stop);
      printResult(command, pack, `${begun.title} is installed: --pack ${pack?.id}`);
    }),
  );
}

/** States size, licence and conditions, and starts once they are accepted. */
async function getCheckpoint(
  engine: Engine,
  name: string,
  { replace = false, acceptLicence = false, dtype, endpoint }: GetOptions,
  { stop, isJson }: { stop: AbortSignal; isJson: boolean },
): Promise<Download> {
  // Who names another address in a command means the token for it too.
  const token = endpoint === undefined ? undefined : process.env.HF_TOKEN;
  const asked = { checkpoint: name, precision: dtype, endpoint, token };
  const offer = await engine.call('describeCheckpoint', asked, { signal: stop });
  if (!isJson) console.log(statement(offer));
  const isAccepted = acceptLicence || (offer.conditions !== null && (await isAgreed(offer, stop)));
  return engine.call('getCheckpoint', {
    ...asked,
    commit: offer.hub.commit,
    replace,
    acceptLicence: isAccepted,
  });
}

function statement({ title, hub, precision, bytes, licence, conditions, packId }: CheckpointOffer): string {
  const from = `${hub.id} (commit ${hub.commit.slice(0, 8)})`;
  return [
    `${title}: ${bytesInWords(bytes)} in ${precision} from ${from}, as the pack ${packId}`,
    `Licence: ${licence}${conditions === null ? '' : `. Conditions: ${conditions}`}`,
  ].join('\n');
}

/** A typed yes, where somebody is there to type it. Throws `cancelled` where they say stop. */
async function isAgreed({ title }: CheckpointOffer, stop: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While a line is being read Ctrl-C is a key like any other; it means here what it means everywhere.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const question = visible(`Type yes to accept the conditions of ${title}: `);
    const answer = await terminal.question(question, { signal: stop });
    return answer.trim().toLowerCase() === 'yes';
  } catch (thrown) {
    if (stop.aborted) throw new DepthroomError('cancelled', 'Stopped; nothing was downloaded.');
    // Ctrl-D: nobody will answer any more.
    if ((thrown as Error).name === 'AbortError') return false;
    throw thrown;
  } finally {
    terminal.close();
  }
}

async function follow(engine: Engine, { id, title }: Download, stop: AbortSignal) {
  whenStopped(stop, 'pause the download', () => engine.call('pauseDownload', { downloadId: id }));
  const end = followProgress(engine, id, title);
  const packId = await engine
    .local('whenDownloaded', { downloadId: id })
    .catch((thrown) => {
      throw stop.aborted
        ? new DepthroomError('cancelled', 'Paused; the same command goes on where it stopped.')
        : thrown;
    })
    .finally(end);
  return (await engine.local('readInstallation', {})).packs.find((item) => item.id === packId);
}
