import { COLOUR_MAPS } from '../../contract/maths/colour-maps.ts';
import {
  compareLook,
  type Layout,
  moveSplit,
  type Split,
  TINTS,
  useBlink,
  useCompareLook,
} from '../state/compare-look.ts';
import { pin, useComparing } from '../state/comparing.ts';
import { openDialog } from '../state/dialogs.ts';
import { look, useLook } from '../state/look.ts';
import { chooseTool, useMeasure } from '../state/measure.ts';
import { useMend } from '../state/mend/mend.ts';
import { useProbe } from '../state/probe.ts';
import { resetRange } from '../state/ranges.ts';
import { starMeant } from '../state/rows/star-photos.ts';
import { onStage, revealPane, useSelection } from '../state/selection.ts';
import { redo, undo } from '../state/undo.ts';
import { fitWhole, goHome, stepProbe, toggleFullSize, zoomBy } from '../view/camera-controls.ts';
import { choosePhotos } from '../view/choose-photos.ts';
import { estimateAll } from '../view/estimate.ts';
import { activePaneOf, currentFrame } from '../view/frame.ts';
import { setPoint } from '../view/keys/measure-by-keys.ts';
import { stepBy } from '../view/mark-photos.ts';
import { isMending } from '../view/mend/draw-stroke.ts';
import { redoStroke, toggleMending, undoStroke } from '../view/mend/mending.ts';

export type CommandName = keyof typeof COMMANDS;

const LAYOUTS: readonly Layout[] = ['grid', 'row', 'focus'];
const SPLITS: readonly Split[] = ['none', 'vertical', 'horizontal', 'lens'];

/** Everything that a key can do. */
export const COMMANDS = {
  photoMode: () => look({ mode: 'photo' }),
  depthMode: () => look({ mode: 'depth' }),
  spaceMode: () => look({ mode: 'space' }),
  toggleStageOnly: () => look({ isQuiet: !useLook.getState().isQuiet }),
  nextPhoto: () => stepBy(1, false),
  previousPhoto: () => stepBy(-1, false),

  toggleStar: () => void starMeant(),

  fitWhole: () => fitWhole(),
  toggleFullSize: () => toggleFullSize(),
  zoomIn: () => zoomBy(1.25),
  zoomOut: () => zoomBy(0.8),
  nextColourMap: () => turnColourMaps(1),
  previousColourMap: () => turnColourMaps(-1),
  swapColours: () => look({ isReversed: !useLook.getState().isReversed }),
  automaticRange: () => {
    const rangeKey = activePaneOf(currentFrame())?.depth?.rangeKey;
    if (rangeKey !== undefined) resetRange(rangeKey);
  },
  toggleBlending: () => look({ isSmooth: !useLook.getState().isSmooth }),

  pinActivePane,
  startBlink: () => useBlink.setState({ isOn: true }),
  stopBlink: () => useBlink.setState({ isOn: false }),
  nextSplit: () => compareLook({ split: next(SPLITS, useCompareLook.getState().split) }),
  splitBack: () => moveSplit(-0.02),
  splitOn: () => moveSplit(0.02),
  nextTint: () => compareLook({ tint: next(TINTS, useCompareLook.getState().tint) }),
  toggleContours: () => compareLook({ hasContours: !useCompareLook.getState().hasContours }),
  toggleSharedScale: () => compareLook({ isShared: !useCompareLook.getState().isShared }),
  nextLayout: () => compareLook({ layout: next(LAYOUTS, useCompareLook.getState().layout) }),
  nextPane,
  openNumbers: () => openDialog('numbers'),

  goHome: () => goHome(),
  toggleSurface: () => look({ primitive: useLook.getState().primitive === 'points' ? 'surface' : 'points' }),

  toggleMending: () => {
    toggleMending();
    // What is mended by keys is mended at the crosshair.
    if (isMending() && !useProbe.getState().at) stepProbe(0, 0);
  },
  // While a map is mended it is its strokes that are taken back.
  undo: () => (isMending() ? undoStroke() : void undo()),
  redo: () => (isMending() ? redoStroke() : void redo()),
  addPhotos: () => choosePhotos(),
  runAllModels: () => void estimateAll(),
  openModels: () => openDialog('models'),
  openQueue: () => openDialog('queue'),
  setPoint: () => setPoint(),
  clearPointer: () => {
    useProbe.setState({ at: null });
    useMeasure.setState({ isDrawing: false });
    useMend.setState({ drawn: null });
    chooseTool('none');
  },
  openKeyboard: () => openDialog('keyboard'),
};

function next<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length];
}

function turnColourMaps(step: number): void {
  const at = COLOUR_MAPS.indexOf(useLook.getState().colourMap);
  look({ colourMap: COLOUR_MAPS[(at + step + COLOUR_MAPS.length) % COLOUR_MAPS.length] });
}

/** Makes the active pane the reference, or takes its pin out; a difference is none. */
function pinActivePane(): void {
  const { photo, activePane } = onStage();
  if (!photo || !activePane || activePane.what === 'difference') return;
  const isPinned = useComparing.getState().pinned[photo.id] === activePane.id;
  pin(photo.id, isPinned ? null : activePane.id);
}

function nextPane(): void {
  const { panes } = onStage();
  if (panes.length === 0) return;
  const index = (useSelection.getState().activePane + 1) % panes.length;
  revealPane(index, panes[index].id);
}
