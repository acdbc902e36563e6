import type { Truth } from '../../contract/compare/truth.ts';
import { createStore } from './create-store.ts';

/** The dialog that is open; there is one at most. */
export type Dialog =
  | 'about'
  | 'keyboard'
  | 'models'
  | 'get-pack'
  | 'make-pack'
  | 'trash'
  | 'queue'
  | 'benchmark'
  | 'watch'
  | 'truth'
  | 'numbers'
  | 'consensus'
  | 'calibrate'
  | null;

export const useDialog = createStore<{ open: Dialog }>(() => ({ open: null }));

export function openDialog(open: Dialog): void {
  useDialog.setState({ open });
}

/** The dialogs that are before everything else, the foremost last. */
export const useModals = createStore<{ open: readonly symbol[] }>(() => ({ open: [] }));

/** Those, and the ones that the key closes which is down now. */
const heldModals = new Set<symbol>();

/** Says that a dialog is before everything else; returns how to say that it is no more. */
export function noteModal(modal: symbol): () => void {
  heldModals.add(modal);
  useModals.setState(({ open }) => ({ open: [...open, modal] }));
  return () => {
    useModals.setState(({ open }) => ({ open: open.filter((each) => each !== modal) }));
    // It has gone once what closed it is through: a key closes one, and does nothing behind it.
    setTimeout(() => heldModals.delete(modal));
  };
}

/** Whether it is the one that a key closes. */
export function isForemost(modal: symbol): boolean {
  return [...heldModals].at(-1) === modal;
}

/** Whether what lies behind is out of reach, for keys as for the pointer. */
export function isBehindModal(): boolean {
  return heldModals.size > 0;
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
