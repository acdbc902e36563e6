import type { Export } from '../../../contract/exports/export.ts';
import { createStore } from '../../state/create-store.ts';

/** The file that is looked at. */
export const useShownExport = createStore<{ made: Export | null }>(() => ({ made: null }));

const READ_HERE = ['glb', 'ply', 'stl'];

export function endingOf({ fileName }: Pick<Export, 'fileName'>): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
}

/** Whether the page can read the file back. What is packed with meshopt needs WebAssembly, which its policy does not let in; Gaussians are no points. */
export function canShow(made: Export): boolean {
  const isGeometry = made.kind === 'mesh' || made.kind === 'point-cloud';
  return (
    isGeometry &&
    made.state === 'done' &&
    READ_HERE.includes(endingOf(made)) &&
    made.options.compression !== 'meshopt' &&
    made.options.format !== 'splats'
  );
}
