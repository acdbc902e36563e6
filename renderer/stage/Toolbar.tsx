import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { FitIcon, HomeIcon, icon, SideIcon, SmoothIcon } from '../controls/icons.tsx';
import { OverflowBar, type OverflowItem } from '../controls/OverflowBar.tsx';
import { type PanelName, usePanel } from '../controls/panels.ts';
import { ToggleIcon } from '../controls/ToggleIcon.tsx';
import { text } from '../language/text.ts';
import { look, type Mode, type Primitive, type Shading, useLook } from '../state/look.ts';
import { useStage } from '../state/use-stage.ts';
import { fitWhole, goHome, toggleFullSize } from '../view/camera-controls.ts';
import { frameStore } from '../view/frame.ts';
import { ColourMapSelect } from './ColourMapSelect.tsx';
import styles from './Stage.module.css';

const MODES: { value: Mode; label: string }[] = [
  { value: 'photo', label: text('stage.modePhoto') },
  { value: 'depth', label: text('stage.modeDepth') },
  { value: 'space', label: text('stage.modeSpace') },
];
const PRIMITIVES: { value: Primitive; label: string }[] = [
  { value: 'points', label: text('stage.points') },
  { value: 'surface', label: text('stage.surface') },
];
const SHADINGS: { value: Shading; label: string }[] = [
  { value: 'photo', label: text('stage.shadePhoto') },
  { value: 'depth', label: text('stage.shadeDepth') },
  { value: 'clay', label: text('stage.shadeClay') },
];
const LibraryPanelIcon = icon(
  <>
    <rect x="3" y="4.500" width="14" height="11" rx="1.500" />
    <path d="M8 4.500v11" />
  </>,
);
const InspectorPanelIcon = icon(
  <>
    <rect x="3" y="4.500" width="14" height="11" rx="1.500" />
    <path d="M12 4.500v11" />
  </>,
);

/** The one line of controls above the picture; at its ends the switches of the panels beside it. */
export function Toolbar() {
  const { photo } = useStage();
  return (
    <div className={styles.toolbar}>
      <PanelSwitch panel="library">
        <LibraryPanelIcon />
      </PanelSwitch>
      {photo ? <Tools /> : <span className={styles.spacer} />}
      <PanelSwitch panel="inspector">
        <InspectorPanelIcon />
      </PanelSwitch>
    </div>
  );
}

const PANELS = {
  library: {
    name: text('stage.libraryPanel'),
    show: text('stage.showLibraryPanel'),
    hide: text('stage.hideLibraryPanel'),
  },
  inspector: {
    name: text('stage.inspectorPanel'),
    show: text('stage.showInspectorPanel'),
    hide: text('stage.hideInspectorPanel'),
  },
};

function PanelSwitch({ panel, children }: { panel: PanelName; children: ReactNode }) {
  const { isOpen, toggle } = usePanel(panel);
  const { name, show, hide } = PANELS[panel];
  return (
    <Tooltip label={isOpen ? hide : show}>
      <ActionIcon aria-label={name} aria-pressed={isOpen} onClick={toggle}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Tools() {
  const { mode, primitive, shading, isSmooth, isQuiet } = useLook();
  const isFlat = mode !== 'space';
  const items: (OverflowItem | false)[] = [
    {
      id: 'mode',
      isKept: true,
      node: (
        <SegmentedControl
          aria-label={text('stage.show')}
          data={MODES}
          value={mode}
          onChange={(mode) => look({ mode })}
        />
      ),
    },
    !isFlat && {
      id: 'primitive',
      isKept: true,
      node: (
        <SegmentedControl
          aria-label={text('stage.drawAs')}
          data={PRIMITIVES}
          value={primitive}
          onChange={(primitive) => look({ primitive })}
        />
      ),
    },
    !isFlat && {
      id: 'shading',
      isKept: true,
      node: (
        <SegmentedControl
          aria-label={text('stage.paintWith')}
          data={SHADINGS}
          value={shading}
          onChange={(shading) => look({ shading })}
        />
      ),
    },
    (mode === 'depth' || (mode === 'space' && shading === 'depth')) && {
      id: 'colours',
      node: <ColourMapSelect />,
    },
    isFlat
      ? { id: 'fit', isKept: true, isPushed: true, node: <Fit /> }
      : {
          id: 'home',
          isKept: true,
          isPushed: true,
          node: (
            <Tooltip label={text('stage.homeByKey')}>
              <ActionIcon aria-label={text('stage.home')} onClick={goHome}>
                <HomeIcon />
              </ActionIcon>
            </Tooltip>
          ),
        },
    isFlat && {
      id: 'smooth',
      isKept: true,
      node: (
        <ToggleIcon
          label={isSmooth ? text('stage.pixelsBlended') : text('stage.pixelsBare')}
          name={text('stage.blendPixels')}
          isOn={isSmooth}
          onClick={() => look({ isSmooth: !isSmooth })}
        >
          <SmoothIcon />
        </ToggleIcon>
      ),
    },
    {
      id: 'quiet',
      isKept: true,
      node: (
        <ToggleIcon
          label={isQuiet ? text('stage.panelsBack') : text('stage.onlyPictureByKey')}
          name={text('stage.onlyPicture')}
          isOn={isQuiet}
          onClick={() => look({ isQuiet: !isQuiet })}
        >
          <SideIcon />
        </ToggleIcon>
      ),
    },
  ];
  return <OverflowBar label={text('stage.view')} className={styles.tools} items={items} />;
}

function Fit() {
  return (
    <>
      <Zoom />
      <Tooltip label={text('stage.fitByKey')}>
        <ActionIcon aria-label={text('stage.fit')} onClick={fitWhole}>
          <FitIcon />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** Screen pixels for each pixel of the photo, and the way to one for one. */
function Zoom() {
  const scale = useStore(frameStore, ({ flat }) => flat?.scale);
  const percent = scale ? Math.round(scale * window.devicePixelRatio * 100) : null;
  return (
    <Tooltip label={text('stage.wholeOrFullSize')}>
      <button
        type="button"
        className={styles.zoom}
        aria-label={text('stage.zoomNow', { percent: percent ?? '–' })}
        onClick={() => toggleFullSize()}
      >
        {percent ?? '–'} %
      </button>
    </Tooltip>
  );
}
