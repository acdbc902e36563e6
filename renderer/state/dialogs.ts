import { create } from 'zustand';

/** The dialog that is open; there is one at most. */
export type Dialog =
  | 'keyboard'
  | 'models'
  | 'project'
  | 'truth'
  | 'numbers'
  | 'consensus'
  | 'calibrate'
  | null;

export const useDialog = create<{ open: Dialog }>(() => ({ open: null }));

export function openDialog(open: Dialog): void {
  useDialog.setState({ open });
}
