import { afterEach, expect, test } from 'vitest';
import { alignmentSchema } from '../../contract/alignment.ts';
import type { Metrics } from '../../contract/compare/comparison.ts';
import { METRIC_NAMES } from '../../contract/compare/evaluation-protocol.ts';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { PHOTO_PANE, truthPane } from '../state/panes.ts';
import { METRIC_RUN, RELATIVE_RUN, subject, TRUTH } from '../testing/sample-project.ts';
import { sampleRun } from '../testing/stand-in.ts';
import { reasonAgainstAlignment } from './alignment-reason.ts';
import { bestCells } from './best-cells.ts';
import { calibrationRuns, calibrationText, firstRelative, isTooFewLengths, runLabel } from './calibration.ts';
import { errorText, fitText } from './fit-text.ts';
import { referenceChoices } from './reference-choices.ts';
import { splitAfterKey, splitUnder, wipePlace } from './wipe.ts';

afterEach(() => speak());

const rectangle = { left: 100, top: 50, width: 400, height: 200 };

test('the line of a wipe lies at a share of the pane, and is found under the pointer', () => {
  expect(wipePlace('vertical', 0.25, rectangle)).toEqual({ left: 200, top: 50, height: 200 });
  expect(wipePlace('horizontal', 0.25, rectangle)).toEqual({ left: 100, top: 100, width: 400 });
  expect(splitUnder({ x: 200, y: 0 }, 'vertical', rectangle)).toBe(0.25);
  expect(splitUnder({ x: 0, y: 100 }, 'horizontal', rectangle)).toBe(0.25);
  expect(splitUnder({ x: 9999, y: 0 }, 'vertical', rectangle)).toBe(1);
});

test('keys move the line, to its ends and never beyond', () => {
  const places = ['ArrowLeft', 'PageDown', 'Home', 'End', 'x'].map((key) => splitAfterKey(key, 0.95));
  expect(places).toEqual([0.94, 1, 0, 1, null]);
});

const NO_METRICS = Object.fromEntries(METRIC_NAMES.map((name) => [name, null])) as Metrics;
const measured = (metrics: Partial<Metrics>) =>
  subject(METRIC_RUN, { metrics: { ...NO_METRICS, ...metrics } });

test('the best of a column is the smallest error, the largest share, and none where all are alike or alone', () => {
  const reference = { truthId: 'truth' };
  const isBest = bestCells({
    reference,
    subjects: [
      subject(METRIC_RUN, { isReference: true }),
      measured({ absRel: 0.1, delta1: 0.8, bias: 0.3 }),
      measured({ absRel: 0.2, delta1: 0.9, bias: -0.3 }),
    ],
  });
  const columns = METRIC_NAMES.filter((name) => ['absRel', 'delta1', 'bias'].includes(name));
  const best = [0, 1].map((row) => columns.filter((_, column) => isBest(row, column)));
  expect(best).toEqual([['absRel'], ['delta1']]);
  const alone = bestCells({ reference, subjects: [measured({ absRel: 0.1 })] });
  expect(alone(0, 0)).toBe(false);
  const alike = bestCells({ reference, subjects: [measured({ absRel: 0.1 }), measured({ absRel: 0.1 })] });
  expect([alike(0, 0), alike(1, 0)]).toEqual([false, false]);
});

test('against a reference that is a model itself nothing is best', () => {
  const isBest = bestCells({
    reference: { runId: 'metric' },
    subjects: [measured({ absRel: 0.1, delta1: 0.9 }), measured({ absRel: 0.2, delta1: 0.8 })],
  });
  expect([0, 1].flatMap((row) => [0, 1].map((column) => isBest(row, column)))).not.toContain(true);
});

test('an alignment that does not suit one of the maps has a reason', () => {
  const none = alignmentSchema.parse({ method: 'none' });
  expect(reasonAgainstAlignment(['metric'], 'metric', none)).toBeNull();
  expect(reasonAgainstAlignment(['metric', 'affine-depth'], 'metric', none)).toMatch(
    /unknown scale and shift/,
  );
  expect(reasonAgainstAlignment(['affine-depth'], undefined, none)).toBeNull();
  const affine = alignmentSchema.parse({});
  expect(reasonAgainstAlignment(['affine-depth'], 'affine-disparity', affine)).toMatch(/no scale and shift/);
});

test('the list of references has ground truth, finished runs on the stage and the photo', () => {
  const running = sampleRun({ id: 'b', state: 'running' });
  const choices = referenceChoices(
    [TRUTH],
    [
      { id: 'relative', what: 'run', run: RELATIVE_RUN },
      { id: 'b', what: 'run', run: running },
    ],
    { id: 'metric', what: 'run', run: METRIC_RUN },
  );
  expect(choices).toEqual([
    { value: truthPane('truth'), label: 'Ground truth lidar.npy' },
    { value: 'relative', label: 'Relative' },
    { value: 'metric', label: 'Metric' },
    { value: PHOTO_PANE, label: 'Photo (to look at only)' },
  ]);
});

test('what can be calibrated is done, and borrows its scale from another run in metres', () => {
  const runs = [sampleRun({ id: 'waiting' }), METRIC_RUN, RELATIVE_RUN];
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
  const { done, metric } = calibrationRuns(runs, 'relative');
  expect([ids(done), ids(metric)]).toEqual([['metric', 'relative'], ['metric']]);
  expect(calibrationRuns(runs, 'metric').metric).toEqual([]);
  expect(firstRelative([null, METRIC_RUN, RELATIVE_RUN])?.id).toBe('relative');
  expect(firstRelative([METRIC_RUN])).toBeNull();
  expect(runLabel(RELATIVE_RUN)).toBe('Relative, relative disparity');
});

test('one length leaves the shift of relative depth open, unless it is a height over a plane', () => {
  const depth = { what: 'depth', at: { x: 1, y: 1 }, metres: 2 } as const;
  const height = { what: 'height', over: { left: 0, top: 0, width: 5, height: 5 }, metres: 2 } as const;
  expect(isTooFewLengths([depth], 'affine-depth')).toBe(true);
  expect(isTooFewLengths([depth, depth], 'affine-depth')).toBe(false);
  expect(isTooFewLengths([height], 'affine-depth')).toBe(false);
  expect(isTooFewLengths([depth], 'metric')).toBe(false);
});

test('a calibrated run says how well the lengths are met', () => {
  const lengths = [{ what: 'distance between two points', givenInMetres: 2, foundInMetres: 1.98765 }];
  const derivation = { kind: 'calibrated', lengths } as unknown as NonNullable<typeof METRIC_RUN.derivation>;
  expect(calibrationText({ derivation })).toBe(
    'Calibrated: distance between two points given as 2\u00a0m, now 1.988\u00a0m.',
  );
  expect(calibrationText({ derivation: undefined })).toBeNull();
});

test('a fit is a line with what is left; the first numbers depend on the unit', () => {
  const fit = {
    space: 'disparity' as const,
    scale: 0.123456,
    shift: -0.5,
    residual: 0.01,
    validPixels: 1,
    fittedPixels: 1,
    notes: [],
  };
  expect(fitText(fit)).toBe('× 0.1235 − 0.5 in disparity, residual 0.01');
  expect(fitText({ ...fit, scale: 1, shift: 0 })).toBe('as it is, residual 0.01');
  expect(errorText(measured({ absRel: 0.1234, delta1: 0.9 }), 'metres')).toMatch(/^AbsRel 0\.123\S* · δ1 /);
  expect(errorText(measured({ spearman: 0.5 }), 'relative')).toMatch(/^Spearman 0\.5/);
});

test('in German numbers have a comma, and nothing of a sentence stays English', async () => {
  speak(await fetchLanguage('de'));
  const fit = { space: 'depth' as const, scale: 0.5, shift: 0.25, residual: 0.01 };
  const counts = { validPixels: 1, fittedPixels: 1, notes: [] };
  expect(fitText({ ...fit, ...counts })).toBe('× 0,5 + 0,25 in der Tiefe, Restfehler 0,01');
  expect(errorText(measured({ absRel: 0.1234, delta1: 0.9 }), 'metres')).toBe(
    'AbsRel 0,1234 · δ1 90,0\u00a0%',
  );
  const lengths = [{ what: 'height of the camera over a plane', givenInMetres: 1.5, foundInMetres: 1.98765 }];
  const derivation = { kind: 'calibrated', lengths } as unknown as NonNullable<typeof METRIC_RUN.derivation>;
  expect(calibrationText({ derivation })).toBe(
    'Kalibriert: Höhe der Kamera über einer Ebene, angegeben 1,5\u00a0m, jetzt 1,988\u00a0m.',
  );
});
