import { expect, test } from 'vitest';
import { differencePane, type PaneContent, PHOTO_PANE, truthPane } from '../state/panes.ts';
import { METRIC_RUN, RELATIVE_RUN, TRUTH } from '../testing/sample-project.ts';
import { titleOf } from './pane-title.ts';
import { suggestedReference } from './suggested-reference.ts';

const photo: PaneContent = { id: PHOTO_PANE, what: 'photo' };
const metric: PaneContent = { id: 'metric', what: 'run', run: METRIC_RUN };
const relative: PaneContent = { id: 'relative', what: 'run', run: RELATIVE_RUN };
const difference: PaneContent = { id: differencePane('metric'), what: 'difference', run: METRIC_RUN };
const truth: PaneContent = { id: truthPane('truth'), what: 'truth', truth: TRUTH };

test('a pane is called after what it shows, without what the note beside it says', () => {
  expect([null, photo, metric, difference, truth].map(titleOf)).toEqual([
    'Photo',
    'Photo',
    'Metric',
    'Metric against the reference',
    'Ground truth lidar.npy',
  ]);
});

test('ground truth is the best reference, then a run in metres; never the pane that asks', () => {
  expect(suggestedReference([relative, metric, truth], 'relative')).toBe(truth);
  expect(suggestedReference([photo, relative, difference, metric], 'relative')).toBe(metric);
  expect(suggestedReference([relative, metric], 'metric')).toBeNull();
});
