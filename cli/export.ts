import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { depthImageOptionsSchema } from '../contract/depth-image.ts';
import { DepthroomError } from '../contract/errors.ts';
import { AXES, pointCloudOptionsSchema } from '../contract/export.ts';
import type { Photo } from '../contract/photo.ts';
import type { Run } from '../contract/run.ts';
import type { Engine } from '../core/engine.ts';
import type { ExportRequest } from '../core/tasks/export.ts';
import { choosePacks } from './choose-packs.ts';
import { addOptionFlags, givenOptions } from './option-flags.ts';
import { progressLine } from './progress-line.ts';
import { generalOptions, withEngine } from './session.ts';

interface ExportFlags {
  pack: string;
  format: 'ply' | 'png16' | 'npy';
  out: string;
  axes?: string;
  size?: 'photo' | 'model';
  normals?: boolean;
  edgeCut?: number;
  near?: number;
  far?: number;
  polarity?: string;
  mapping?: string;
  minimum?: number;
  maximum?: number;
  provider: string;
  force?: boolean;
}

export function addExport(program: Command): void {
  const point = pointCloudOptionsSchema.shape;
  const image = depthImageOptionsSchema.shape;
  const sentence = (field: { description?: string }) => field.description ?? '';
  const command = program
    .command('export')
    .description(
      'one photo to a file for another program; depth is estimated first where that is not done yet',
    )
    .argument('<photo>', 'the photo')
    .requiredOption('--pack <id or folder>', 'model pack')
    .addOption(
      new Option('--format <format>', 'ply: point cloud, png16: depth image, npy: raw values')
        .choices(['ply', 'png16', 'npy'])
        .default('ply'),
    )
    .requiredOption('-o, --out <file>', 'the file to write')
    .addOption(new Option('--size <size>', sentence(point.size)).choices(['photo', 'model']))
    .addOption(new Option('--axes <axes>', `${sentence(point.axes)} (ply)`).choices([...AXES]))
    .option('--normals', `${sentence(point.normals)} (ply)`)
    .option('--edge-cut <step>', `${sentence(point.edgeCut)} (ply)`, Number)
    .option('--near <metres>', `${sentence(point.near)} (ply)`, Number)
    .option('--far <metres>', `${sentence(point.far)} (ply)`, Number)
    .addOption(
      new Option('--polarity <polarity>', `${sentence(image.polarity)} (png16)`).choices([
        'near-white',
        'near-black',
      ]),
    )
    .addOption(
      new Option('--mapping <mapping>', `${sentence(image.mapping)} (png16)`).choices(['linear', 'inverse']),
    )
    .option('--minimum <value>', `${sentence(image.minimum)} (png16)`, Number)
    .option('--maximum <value>', `${sentence(image.maximum)} (png16)`, Number)
    .option('--provider <name>', 'execution provider for the estimate', 'auto')
    .option('--force', 'overwrite a file of the same name');
  addOptionFlags(command);
  command.action((path: string, flags: ExportFlags) => exportCommand(command, path, flags));
}

async function exportCommand(command: Command, path: string, flags: ExportFlags): Promise<void> {
  const { json } = generalOptions(command);
  await withEngine(command, async (engine, stop) => {
    const [packId] = await choosePacks(engine, { pack: [flags.pack] });
    const photo = await engine.importPhoto(path, basename(path));
    const run = await runOf(engine, photo, packId, command, flags, stop);
    const line = progressLine(`${photo.name}  ${basename(flags.out)}`);
    const { bytes } = await engine.writeExport(
      { photo, run, request: requestOf(flags), path: flags.out, overwrite: flags.force ?? false },
      {
        signal: stop,
        report: (stage, fraction) => line.show({ id: run.id, stage, fraction, secondsLeft: null }),
      },
    );
    line.clear();
    console.log(
      json ? JSON.stringify({ file: flags.out, bytes, run: run.id, pack: run.packId }, null, 2) : flags.out,
    );
  });
}

function requestOf(flags: ExportFlags): ExportRequest {
  const { format } = flags;
  if (format === 'npy') return { kind: 'npy', of: 'depth', size: flags.size ?? 'photo' };
  const schema = format === 'ply' ? pointCloudOptionsSchema : depthImageOptionsSchema;
  const given = Object.fromEntries(Object.entries(flags).filter(([name]) => name in schema.shape));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DepthroomError('bad-input', `--${issue.path.join('.')}: ${issue.message}.`);
  }
  return format === 'ply'
    ? { kind: 'point-cloud', options: pointCloudOptionsSchema.parse(given) }
    : { kind: 'depth-image', options: depthImageOptionsSchema.parse(given) };
}

/** The latest finished run of this photo with this pack and these options, or a new one. */
async function runOf(
  engine: Engine,
  photo: Photo,
  packId: string,
  command: Command,
  flags: ExportFlags,
  stop: AbortSignal,
): Promise<Run> {
  const options = givenOptions(command);
  const known = await engine.findRun(photo.id, packId, options);
  if (known) return known;
  const queued = await engine.call('estimate', {
    photoIds: [photo.id],
    packIds: [packId],
    options,
    provider: flags.provider,
  });
  const wanted = queued[queued.length - 1];
  stop.addEventListener('abort', () => void engine.call('cancelRun', { runId: wanted.id }).catch(() => {}), {
    once: true,
  });
  const line = progressLine(`${photo.name}  ${wanted.packTitle}`);
  const run = await engine.whenEnded(wanted.id, line.show);
  line.clear();
  if (run.state === 'done') return run;
  throw new DepthroomError(
    run.error?.code ?? 'cancelled',
    run.error?.message ?? 'Stopped before the depth was estimated.',
  );
}
