import type { CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { CatalogueEntry, CheckpointOffer } from '../../contract/library.ts';
import { askInference } from '../worker/ask-inference.ts';
import type { BindingPlan, BindingWish } from './bind/binding-plan.ts';
import type { CheckpointSource } from './bind/checkpoint-source.ts';
import type { Precision } from './bind/choose-weights.ts';
import { openGraphTables } from './bind/graph-table.ts';
import { findPrompt, promptKey } from './bind/kept-prompts.ts';
import { planBinding } from './bind/plan-binding.ts';
import { writePack } from './bind/write-pack.ts';
import type { Downloads } from './download/downloads.ts';
import { environmentToken, HUB } from './download/fetch-answer.ts';
import type { HubAccess } from './hub/ask-hub.ts';
import { findHubId } from './hub/find-hub-id.ts';
import { openHubCheckpoint } from './hub/hub-checkpoint.ts';
import type { LibraryHost } from './packs/host.ts';
import { CARD, CARD_BYTES } from './packs/place-pack.ts';

type Asked = ParsedInput<'describeCheckpoint'>;

/** Licences of weights that ask for nothing but to be passed on. */
const FREE = /^(apache-2\.0|mit|isc|bsd|bsd-[23]-clause|cc0-1\.0|cc-by-4\.0|unlicense)$/i;

/** A checkpoint on the hub and how it would become a pack. */
interface Planned {
  access: HubAccess;
  source: CheckpointSource & { hub: { id: string; commit: string } };
  plan: BindingPlan;
  conditions: string | null;
  /** The embedding of the empty prompt, where one of the same encoder was made before: that need not come then. */
  prompt: Uint8Array | null;
  /** What is fetched. */
  weights: BindingPlan['weights'];
}

/** Says what a checkpoint would become and what its licence asks for. Throws `not-found`, `bad-input`, `bad-pack`, `download-failed`. */
export async function describeCheckpoint(
  host: LibraryHost,
  asked: Asked,
  signal: AbortSignal,
): Promise<CheckpointOffer> {
  const { plan, source, conditions, weights } = await planCheckpoint(host, asked, signal);
  const { id, title, system, licence } = plan.draft;
  return {
    packId: id,
    title,
    system,
    hub: source.hub,
    precision: plan.precision,
    licence,
    conditions,
    bytes: weights.reduce((sum, { bytes }) => sum + bytes, 0),
    files: weights.map(({ path, bytes }) => ({ path, bytes })),
  };
}

/**
 * Starts to fetch the weights of a checkpoint, or goes on with it. Throws as `describeCheckpoint`, and `bad-input` where its licence has
 * conditions that were not accepted.
 */
export async function getCheckpoint(
  host: LibraryHost,
  downloads: Downloads,
  asked: ParsedInput<'getCheckpoint'>,
  signal: AbortSignal,
): Promise<CallOutput<'getCheckpoint'>> {
  const { access, source, plan, conditions, prompt, weights } = await planCheckpoint(host, asked, signal);
  if (conditions !== null && !asked.acceptLicence)
    throw new DepthroomError(
      'bad-input',
      `${plan.draft.title} asks for something first: ${conditions} Accept it (--accept-licence), or take other weights.`,
    );
  if (conditions !== null)
    plan.draft.acceptance = { licence: plan.draft.licence, acceptedAt: new Date().toISOString() };
  const hashes = new Map(plan.weights.map(({ file, sha256 }) => [file, sha256 ?? '']));
  const written = writePack(plan, hashes, prompt);
  for (const [name, bytes] of await cardsOf(source)) written.files.set(name, bytes);
  return downloads.startCheckpoint({
    url: new URL(`${access.endpoint.replace(/\/+$/, '')}/${access.id}`),
    pack: written.pack,
    files: written.files,
    hub: {
      endpoint: access.endpoint,
      ...source.hub,
      files: weights.map(({ file, path, bytes, sha256 }) => ({ file, path, bytes, sha256: sha256 ?? '' })),
      prompt: plan.prompt && !prompt ? { graph: plan.prompt.graph.file, tokens: plan.prompt.tokens } : null,
    },
    replace: asked.replace,
    token: access.token,
  });
}

async function planCheckpoint(host: LibraryHost, asked: Asked, signal: AbortSignal): Promise<Planned> {
  const { id, entry } = findHubId(asked.checkpoint);
  const { environment } = host.ports;
  const endpoint = asked.endpoint ?? environment.HF_ENDPOINT ?? HUB;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
    throw new DepthroomError(
      'bad-input',
      `Expected HF_ENDPOINT to be the address of a hub (https://...), but it is "${endpoint}".`,
    );
  const access: HubAccess = {
    endpoint,
    id,
    token: asked.token ?? environmentToken(environment, endpoint),
    signal,
    ports: host.ports,
  };
  const source = await openHubCheckpoint(access, asked.commit ?? 'main', entry);
  const table = await openGraphTables(host.graphFolders);
  const plan = await planAsWished(asked.precision, await wantedPrecision(host, asked.precision), (wish) =>
    planBinding(source, table, wish),
  );
  refuseWithoutHash(source, plan);

  const text = plan.prompt?.graph.weights ?? [];
  const hashes = plan.weights.filter(({ file }) => text.includes(file)).map(({ sha256 }) => sha256 ?? '');
  const key = plan.prompt && promptKey(hashes, plan.prompt.tokens);
  const prompt = key === null ? null : await findPrompt(host.dataFolder, key);
  return {
    access,
    source,
    plan,
    conditions: conditionsOf(id, entry, plan.draft.licence),
    prompt,
    weights: prompt ? plan.weights.filter(({ file }) => !text.includes(file)) : plan.weights,
  };
}

/** `auto` is float16 where a GPU works that sums it in float32, and float32 where that does not fit after all. */
async function planAsWished(
  asked: Asked['precision'],
  precision: Precision,
  plan: (wish: BindingWish) => Promise<BindingPlan>,
): Promise<BindingPlan> {
  if (asked !== 'auto') return plan({ precision, isPrecisionRequired: true });
  try {
    return await plan({ precision });
  } catch (thrown) {
    if (precision === 'fp32' || !(thrown instanceof DepthroomError) || thrown.code !== 'bad-pack')
      throw thrown;
    return plan({ precision: 'fp32' });
  }
}

/** WebGPU sums float16 products in float16 (models/README.md), and is no faster with them; the CPU computes in float32 anyway. */
const SUMS_IN_HALF = new Set(['cpu', 'webgpu']);

async function wantedPrecision(host: LibraryHost, asked: Asked['precision']): Promise<Precision> {
  if (asked !== 'auto') return asked;
  const { selfTestGraph } = host;
  const checks = await host
    .withWorker((inference) =>
      askInference({ inference, brokenProviders: new Set() }, 'checkProviders', { selfTestGraph }),
    )
    .catch(() => []);
  return checks.some(({ name, isUsable }) => isUsable && !SUMS_IN_HALF.has(name)) ? 'fp16' : 'fp32';
}

/** What is downloaded is compared with what the hub states of it; where it states nothing, there is nothing to trust. */
function refuseWithoutHash({ name }: CheckpointSource, { weights }: BindingPlan): void {
  const bare = weights.find(({ sha256 }) => sha256 === null);
  if (bare)
    throw new DepthroomError(
      'download-failed',
      `Expected the hub to state the sha256 of ${bare.path} in ${name}, but it does not; take another address of the hub.`,
    );
}

function conditionsOf(id: string, entry: CatalogueEntry | null, licence: string): string | null {
  if (entry)
    return entry.commercialUse.allowed === 'yes'
      ? null
      : `its licence is ${entry.licence}. ${entry.commercialUse.sentence}`;
  return FREE.test(licence)
    ? null
    : `its licence is "${licence}"; read what it asks for at https://huggingface.co/${id}.`;
}

/** The words that belong to the weights and travel with them. */
async function cardsOf(source: CheckpointSource): Promise<[string, Uint8Array][]> {
  const cards = [...source.files].filter(([path, { bytes }]) => CARD.test(path) && bytes <= CARD_BYTES);
  return Promise.all(cards.map(async ([path, { bytes }]) => [path, await source.read(path, 0, bytes)]));
}
