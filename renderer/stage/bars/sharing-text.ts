import { text } from '../../language/text.ts';

/** How many panes have the scale of this one, by what can be shared: where no other has values like its own, a shared scale says so. */
export function sharingText(alike: number, isMetric: boolean, isShared: boolean): string {
  if (alike > 1) return text(isMetric ? 'stage.panesInMetres' : 'stage.panesRelative', { count: alike });
  return isShared ? text('stage.noPaneLikeThis') : text('stage.thisPaneAlone');
}
