import type { CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import { toFailure } from '../../contract/errors.ts';
import type { ProviderCheck } from '../../contract/provider.ts';
import { checkProject } from '../project/care/check-project.ts';
import { checkRows } from '../project/care/check-rows.ts';
import { totalOf } from '../project/pages/photo-list.ts';
import { countUnknownFiles } from '../project/unknown-files.ts';
import { unreadableRows } from '../project/unreadable.ts';
import type { RunContext } from '../runs/run-context.ts';
import { askInference } from '../worker/ask-inference.ts';
import { type FromEngine, gatherDiagnostics } from './diagnostics/gather.ts';
import { diagnosticsInWords } from './diagnostics/in-words.ts';
import type { At, Host } from './host.ts';

/** How long the process that tries the providers may be busy with something else. */
const PROVIDERS_MS = 20_000;

/**
 * Says what who helps a person needs to know, as facts and as text, without personal names. What cannot be found out is among the problems.
 * Throws `cancelled` where the project is closed meanwhile.
 */
export function diagnose(
  host: Host,
  input: ParsedInput<'diagnostics'>,
  at: At,
): Promise<CallOutput<'diagnostics'>> {
  return host.inProject(at, async (context) => {
    const { project } = context;
    if (!project.checked.rows) await checkRows(project);
    const problems: string[] = [];
    const engine: FromEngine = {
      providers: input.providers ? await tryProviders(context, problems) : null,
      packs: (await host.library.packs.list()).map(({ id, origin, problem }) => ({
        id,
        origin: origin ?? 'unknown',
        problem,
      })),
      project: await lookAtProject(context, input.files),
    };
    const { problem } = (await host.library.snapshot()).modelsFolder;
    if (problem !== null) problems.push(problem);
    problems.push(...unreadableRows(project.database));
    const facts = await gatherDiagnostics({
      ...host.place,
      engine,
      problems,
      projectFolders: [project.folder],
      photoNames: [...project.photos.all(), ...project.truths.all()].map(({ name }) => name),
    });
    return { facts, text: diagnosticsInWords(facts) };
  });
}

/** Null where they could not be tried, with the reason among the problems unless the process is only busy. */
async function tryProviders(context: RunContext, problems: string[]): Promise<ProviderCheck[] | null> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(PROVIDERS_MS)]);
  try {
    return await askInference(
      context,
      'checkProviders',
      { selfTestGraph: context.selfTestGraph },
      { signal },
    );
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    if (code !== 'cancelled') problems.push(message);
    return null;
  }
}

/** `hasFiles`: every kept file is read and held to its address, which takes as long as reading the project does. */
async function lookAtProject({ project }: RunContext, hasFiles: boolean): Promise<FromEngine['project']> {
  const { database, folder } = project;
  const check = hasFiles ? await checkProject(project, () => {}) : null;
  const are = (problem: string) => check?.damaged.filter((item) => item.problem === problem).length ?? 0;
  return {
    photos: totalOf(database, 'photos'),
    runs: totalOf(database, 'runs'),
    failedRuns:
      database.prepare<[], number>("SELECT count(*) FROM runs WHERE state = 'failed'").pluck().get() ?? 0,
    unreadableRows: unreadableRows(database).length,
    unknownFiles: check?.unknownFiles ?? (await countUnknownFiles(folder)),
    files: check && { good: check.goodFiles, missing: are('missing'), altered: are('altered') },
  };
}
