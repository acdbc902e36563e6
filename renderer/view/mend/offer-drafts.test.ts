import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resetAllStores } from '../../state/create-store.ts';
import { keepDraft, useDrafts } from '../../state/mend/drafts.ts';
import { useMend } from '../../state/mend/mend.ts';
import { useNotices } from '../../state/notices.ts';
import { useProject } from '../../state/project.ts';
import { useViewOf } from '../../state/remember.ts';
import { onStage, showPhoto } from '../../state/selection.ts';
import { METRIC_RUN, snapshotOf } from '../../testing/sample-project.ts';
import { openScene } from '../../testing/scene.ts';
import { answerWith } from '../../testing/stand-in.ts';
import { offerDrafts } from './offer-drafts.ts';

const STROKE = { region: { shape: 'everything' }, operation: { do: 'mask-out' } } as const;

beforeEach(async () => {
  resetAllStores();
  await openScene();
});
afterEach(() => vi.unstubAllGlobals());

test('strokes left unsaved are said when the project is opened, and one press goes on with them', async () => {
  answerWith(() => {
    const { photos, truths } = snapshotOf();
    const { feed, sequence } = useProject.getState();
    return {
      photo: photos[0],
      runs: [METRIC_RUN],
      truths,
      comparisons: [],
      exports: [],
      older: 0,
      feed,
      sequence,
    };
  });
  const stop = offerDrafts();
  keepDraft('metric', { photoId: 'photo', title: 'Metric', strokes: [STROKE, STROKE] });
  showPhoto('elsewhere');
  expect(useNotices.getState().notices).toEqual([]);
  useViewOf.setState({ folder: '/a' });
  const [notice] = useNotices.getState().notices;
  expect(notice.sentence).toBe('2 strokes on the map "Metric" were not saved.');
  notice.action?.run();
  await expect.poll(() => useMend.getState().session).toBeTruthy();
  expect(onStage().photo?.id).toBe('photo');
  expect(useMend.getState().session).toMatchObject({ runId: 'metric', strokes: [STROKE, STROKE] });
  expect(useNotices.getState().notices.map(({ action }) => action?.label)).not.toContain('Go on mending');
  stop();
});

test('more strokes than a view holds are not kept, which is said once', () => {
  const points = Array.from({ length: 20_000 }, () => [123456.78, 123456.78] as [number, number]);
  const large = {
    region: { shape: 'brush', points, radius: 1, softness: 0 },
    operation: { do: 'mask-out' },
  } as const;
  const draft = { photoId: 'photo', title: 'Metric' };
  keepDraft('metric', { ...draft, strokes: [STROKE] });
  for (const count of [3, 4])
    keepDraft('metric', { ...draft, strokes: Array.from({ length: count }, () => large) });
  expect(useDrafts.getState().drafts).toEqual({});
  expect(useNotices.getState().notices.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('save the mended map'),
  ]);
});
