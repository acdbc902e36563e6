import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { VERSION } from '../../contract/version.ts';
import { personUmask } from '../../core/disk/private-folder.ts';
import { writeFile } from '../../core/disk/write-file.ts';

/** What is said about a run, in `<photo>.<pack>.json` and with `--json`. */
export type RunRecord = ReturnType<typeof runRecord>;

export function runRecord(photo: Photo, run: Run, size: 'photo' | 'model', files: string[] | null) {
  const { result } = run;
  return {
    generator: `Depthroom ${VERSION}`,
    photo: {
      name: photo.name,
      width: photo.width,
      height: photo.height,
      sha256: photo.files.original,
      intrinsics: photo.intrinsics,
    },
    pack: run.packId,
    packTitle: run.packTitle,
    packHash: run.packHash,
    system: run.system,
    origin: run.origin,
    weights: run.origin === 'starter' ? 'starter weights, not the published ones' : run.origin,
    licence: run.licence,
    options: run.options,
    seed: typeof run.options.seed === 'number' ? run.options.seed : null,
    state: run.state,
    kind: result?.kind ?? null,
    unit: result?.unit ?? null,
    size:
      result &&
      (size === 'photo'
        ? { width: photo.width, height: photo.height }
        : { width: result.model.width, height: result.model.height }),
    modelSize: result && { width: result.model.width, height: result.model.height },
    placement: result?.placement ?? null,
    minimum: result?.minimum ?? null,
    maximum: result?.maximum ?? null,
    invalidPixels: result?.invalidPixels ?? null,
    uncertaintyUnit: result?.uncertainty?.unit ?? null,
    priorRun: run.priorRunId,
    priorTitle: run.priorTitle ?? null,
    provider: run.provider,
    requestedProvider: run.requestedProvider,
    providerReason: run.providerReason ?? null,
    stages: run.stages,
    peakMemoryBytes: run.peakMemoryBytes,
    deviceMemoryBytes: run.deviceMemoryBytes ?? null,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    notes: run.notes,
    error: run.error,
    files,
  };
}

export async function writeRunRecord(path: string, record: RunRecord, overwrite: boolean): Promise<void> {
  await writeFile(path, { overwrite, umask: personUmask() }, (sink) =>
    sink(Buffer.from(`${JSON.stringify(record, null, 2)}\n`)),
  );
}
