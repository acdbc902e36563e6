import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { useStageSize } from '../state/canvas.ts';
import { takeSnapshot } from '../state/project.ts';
import { modelMaps, type Plane, viewMapOf, viewMaps } from '../view/resources.ts';
import { MAP_SIZE, snapshotOf } from './sample-project.ts';

/** A map of 8 x 6 pixels with one value in its left half and one in its right half. */
export function halves(left: number, right: number): Plane {
  const { width, height } = MAP_SIZE;
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    i % width < width / 2 ? left : right,
  );
  return { ...MAP_SIZE, values };
}

/**
 * For tests: puts the sample project on a stage of 824 x 672 CSS pixels, where one pane shows the photo ten times as large below its
 * caption. Its maps are read: the left half of the scene is 2 m away, the right half 4 m.
 */
export async function openScene(change: Partial<Snapshot> = {}): Promise<void> {
  useStageSize.setState({ width: 824, height: 672 });
  viewMaps.request('metric-view', async () => viewMapOf(halves(2, 4), 'metric'));
  viewMaps.request('relative-view', async () => viewMapOf(halves(0.5, 0.25), 'affine-disparity'));
  viewMaps.request('truth-view', async () => viewMapOf(halves(2.5, 4), 'metric'));
  modelMaps.request('metric-model', async () => ({
    width: 4,
    height: 3,
    values: new Float32Array(12).fill(2),
  }));
  await new Promise((resolve) => setTimeout(resolve));
  takeSnapshot(snapshotOf(change));
}
