import type { Truth } from '../../contract/compare/truth.ts';
import { createStore } from './create-store.ts';

/** The dialog that is open; there is one at most. */
export type Dialog =
  | 'keyboard'
  | 'models'
  | 'get-pack'
  | 'project'
  | 'truth'
  | 'numbers'
  | 'consensus'
  | 'calibrate'
  | null;

export const useDialog = createStore<{ open: Dialog }>(() => ({ open: null }));

export function openDialog(open: Dialog): void {
  useDialog.setState({ open });
}

/** The published weights that are about to be got, and the dialog that asked. */
export const useWantedWeights = createStore<{ entryId: string | null; from: Dialog }>(() => ({
  entryId: null,
  from: null,
}));

/** Says what getting published weights would mean, and asks. */
export function askToGet(entryId: string): void {
  useWantedWeights.setState({ entryId, from: useDialog.getState().open });
  openDialog('get-pack');
}

/** The ground truth whose convention is being asked about. */
export const useAskedTruth = createStore<{ truth: Truth | null }>(() => ({ truth: null }));

/** Asks whether the numbers of a ground truth were understood. */
export function askAboutTruth(truth: Truth): void {
  useAskedTruth.setState({ truth });
  openDialog('truth');
}
