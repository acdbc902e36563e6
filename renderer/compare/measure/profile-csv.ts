import type { DepthKind } from '../../../contract/depth-map.ts';
import { csvText } from '../../../contract/words/csv.ts';
import type { PaneContent } from '../../state/panes.ts';
import { shortTitleInFiles } from '../../view/pack-text.ts';

/** What the column of a pane is called: files are in English, whatever the page speaks. */
export function columnTitle(content: PaneContent | null, isAligned: boolean): string {
  const title = titleInFiles(content);
  return isAligned ? `${title}, aligned` : title;
}

function titleInFiles(content: PaneContent | null): string {
  if (content?.what === 'truth') return `Ground truth ${content.truth.name}`;
  return content?.what === 'run' ? shortTitleInFiles(content.run.packTitle) : 'Photo';
}

/** What of profiles goes into a file. */
interface Columns {
  places: readonly { x: number; y: number; pixels: number }[];
  alike: readonly { column: string; values: readonly number[] }[];
  kind: DepthKind;
}

/** One line a place: photo pixel, distance from the start in photo pixels, and a column for each pane. */
export function profileCsv({ places, alike, kind }: Columns): string {
  const unit = kind === 'metric' ? 'metres' : 'relative';
  const header = ['x', 'y', 'pixels', ...alike.map(({ column }) => `${column} (${unit})`)];
  const lines = places.map(({ x, y, pixels }, i) => [
    x.toFixed(2),
    y.toFixed(2),
    pixels.toFixed(2),
    ...alike.map(({ values }) => (Number.isNaN(values[i]) ? '' : values[i])),
  ]);
  return csvText([header, ...lines]);
}
