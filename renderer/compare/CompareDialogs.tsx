import { CalibrateDialog } from './CalibrateDialog.tsx';
import { ConsensusDialog } from './ConsensusDialog.tsx';
import { NumbersDialog } from './NumbersDialog.tsx';
import { TruthDialog } from './truth/TruthDialog.tsx';

/** Everything of the comparison that asks or shows in a window of its own. */
export function CompareDialogs() {
  return (
    <>
      <TruthDialog />
      <NumbersDialog />
      <ConsensusDialog />
      <CalibrateDialog />
    </>
  );
}
