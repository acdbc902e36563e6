import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toFailure } from '../../contract/errors.ts';
import { meshOptionsSchema } from '../../contract/exports/geometry.ts';
import { sentences } from '../../contract/language/de/sentences.ts';
import { sentencesBy } from '../../contract/language/sentences-by.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';
import { orderProviders } from '../../core/tasks/providers/provider-order.ts';
import { openTestEngine, RESOURCES, SAMPLE, temporaryFolder } from '../open-engine.ts';

const german = sentencesBy(sentences, 'de');
/** Words that no German sentence has; what people and files are called is made so that it has none of them. */
const ENGLISH =
  /\b(the|of|is|are|and|with|which|but|not|from|has|it|its|this|received|expected|choose|could|there|to|by|for|than)\b/i;

async function thrownBy(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (thrown) {
    return toFailure(thrown).message;
  }
  throw new Error('nothing was thrown');
}

test('what an engine refuses is refused in German, wholly', async () => {
  const engine = await openTestEngine();
  const folder = await temporaryFolder();
  const at = (name: string) => join(folder, name);
  await writeFile(at('leer.jpg'), '');
  await writeFile(at('plan.jpg'), '%PDF-1.7 und so weiter');
  await writeFile(at('text.jpg'), 'nichts als Text');
  await mkdir(at('paket'));
  await writeFile(at('paket/pack.json'), '{"id":"Kein Paket"}');
  await mkdir(at('fremd'));
  await writeFile(at('fremd/brief.txt'), 'Guten Tag');
  const photo = await engine.importPhoto(SAMPLE, 'katze.jpg');
  const nobody = crypto.randomUUID();
  const works: (() => Promise<unknown>)[] = [
    () => engine.importPhoto(folder, 'ordner'),
    () => engine.importPhoto(at('leer.jpg'), 'leer.jpg'),
    () => engine.importPhoto(at('plan.jpg'), 'plan.jpg'),
    () => engine.importPhoto(at('text.jpg'), 'text.jpg'),
    () => engine.importPhoto(at('fehlt.jpg'), 'fehlt.jpg'),
    () => engine.importTruth({ photoId: photo.id, path: at('plan.jpg'), name: 'plan.jpg' }),
    () => engine.call('renamePhoto', { photoId: photo.id, name: '' }),
    () => engine.call('estimate', { photoIds: [photo.id], packIds: ['kein-paket'] }),
    () => engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'], options: { schritte: 4 } }),
    () => engine.call('retryRun', { runId: nobody }),
    () => engine.call('openProject', { folder: at('fremd') }),
    () => engine.call('importPackFolder', { folder: at('paket') }),
    () => engine.call('importPackFolder', { folder: at('nirgends') }),
    () => engine.call('startDownload', { url: 'ftp://example.org/pack.json' }),
    () => engine.call('removePack', { packId: 'marigold-starter' }),
    () =>
      engine.call('startBenchmark', { dataset: 'halber/pfad', packIds: ['fastdepth'], protocol: 'as-is' }),
    () => engine.call('exportMesh', { runId: nobody, options: meshOptionsSchema.parse({}) }),
    () => engine.call('moveModelsFolder', { folder: 'halber/pfad' }),
  ];
  for (const work of works) {
    const english = await thrownBy(work);
    const told = german(english);
    expect(told, english).not.toBe(english);
    expect(told.replace(/„[^“]*“|"[^"]*"/g, ''), english).not.toMatch(ENGLISH);
  }
});

test('what a run says of itself is said in German', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(join(RESOURCES, 'samples/coffee.png'), 'kaffee.png');
  const [queued] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const run = await engine.whenEnded(queued.id);
  expect(run.state).toBe('done');
  const notes = [...run.notes, run.providerReason ?? '', photo.intrinsics.note].filter((note) => note !== '');
  expect(notes.length).toBeGreaterThan(1);
  for (const note of notes) expect(german(note), note).not.toMatch(ENGLISH);
});

test('sentences with others in them, lists, numbers and names', () => {
  const full = systemFailure(Object.assign(new Error('full'), { code: 'ENOSPC' }), 'read a.jpg');
  expect(german(full.message)).toBe(
    'Lesen von a.jpg ist nicht gelungen: Der Datenträger ist voll; Platz schaffen und erneut versuchen.',
  );
  const measured = [
    { provider: 'cpu', computing: 9000, opening: 0, versions: '' },
    { provider: 'cuda', computing: 90, opening: 1200, versions: '' },
    { provider: 'webgpu', computing: 900, opening: 1200, versions: '' },
  ];
  const [{ why }] = orderProviders({
    present: ['cpu', 'cuda', 'webgpu'],
    parameters: 4.2e6,
    measured,
    openOn: null,
  });
  expect(german(why)).toBe('Solche Arbeit dauert damit etwa 1,3 s, 9,0 s mit „cpu“ und 2,1 s mit „webgpu“.');
});
