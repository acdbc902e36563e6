import type { StageActions } from './keyboard/stage-actions.ts';
import { holdKey, releaseAllKeys, releaseKey } from './state/held-keys.ts';
import type { ReadProbe } from './status/ProbeReadout.tsx';
import { fitWhole, goHome, stepProbe, toggleFullSize, zoomBy } from './view/camera-controls.ts';
import { depthText, metresText } from './view/depth-text.ts';
import { activePaneOf, currentFrame } from './view/frame.ts';
import { isFlightKey } from './view/maths/flight.ts';
import { positionAt, valueIn } from './view/point-at.ts';

/** The stage that is on the page, for the keyboard. */
export const stageActions: StageActions = {
  fitWhole,
  toggleFullSize,
  zoomBy,
  goHome,
  stepProbe,
  activeRangeKey: () => activePaneOf(currentFrame())?.depth?.rangeKey ?? null,
  isFlightKey,
  pressFlightKey: holdKey,
  releaseFlightKey: releaseKey,
  releaseAllFlightKeys: releaseAllKeys,
};

/** The same stage, for the status bar. */
export const readProbe: ReadProbe = (at, paneIndex) => {
  const { panes } = currentFrame();
  const pane = panes[Math.min(paneIndex, panes.length - 1)];
  if (!pane) return null;
  const position = positionAt(pane, at);
  return {
    depth: pane.depth ? depthText(valueIn(pane, at), pane.depth.kind) : null,
    position: position && [metresText(position[0]), metresText(position[1]), metresText(position[2])],
    isMetric: pane.depth?.scale.kind === 'metric',
  };
};
