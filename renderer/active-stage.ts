import type { StageActions } from './keyboard/stage-actions.ts';
import { isFlightKey, pressFlightKey, releaseAllFlightKeys, releaseFlightKey } from './stage/fly.ts';
import { activeIndex } from './stage/frame.ts';
import { currentFrame, fitWhole, goHome, stepProbe, toggleFullSize, zoomBy } from './stage/moves.ts';
import { positionAt, valueIn } from './stage/point-at.ts';
import { depthText, metresText } from './stage/range.ts';
import type { ReadProbe } from './status/ProbeReadout.tsx';

/** The stage that is on the page, for the keyboard. */
export const stageActions: StageActions = {
  fitWhole,
  toggleFullSize,
  zoomBy,
  goHome,
  stepProbe,
  activeRangeKey: () => {
    const frame = currentFrame();
    return frame?.panes[activeIndex(frame)]?.depth?.rangeKey ?? null;
  },
  isFlightKey,
  pressFlightKey,
  releaseFlightKey,
  releaseAllFlightKeys,
};

/** The same stage, for the status bar. */
export const readProbe: ReadProbe = (at, paneIndex) => {
  const frame = currentFrame();
  const pane = frame?.panes[Math.min(paneIndex, frame.panes.length - 1)];
  if (!pane) return null;
  const position = positionAt(pane, at);
  return {
    depth: pane.depth ? depthText(valueIn(pane, at), pane.depth.kind) : null,
    position: position && [metresText(position[0]), metresText(position[1]), metresText(position[2])],
    isMetric: pane.depth?.scale.kind === 'metric',
  };
};
