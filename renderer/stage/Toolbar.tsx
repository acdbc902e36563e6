import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { FitIcon, HomeIcon, icon, SideIcon, SmoothIcon } from '../controls/icons.tsx';
import { OverflowBar, type OverflowItem } from '../controls/OverflowBar.tsx';
import { type PanelName, usePanel } from '../controls/panels.ts';
import { ToggleIcon } from '../controls/ToggleIcon.tsx';
import { look, type Mode, type Primitive, type Shading, useLook } from '../state/look.ts';
import { useStage } from '../state/use-stage.ts';
import { fitWhole, goHome, toggleFullSize } from '../view/camera-controls.ts';
import { frameStore } from '../view/frame.ts';
import { ColourMapSelect } from './ColourMapSelect.tsx';
import styles from './Stage.module.css';

const MODES: { value: Mode; label: string }[] = [
  { value: 'photo', label: 'Photo' },
  { value: 'depth', label: 'Depth' },
  { value: 'space', label: '3D' },
];
const PRIMITIVES: { value: Primitive; label: string }[] = [
  { value: 'points', label: 'Points' },
  { value: 'surface', label: 'Surface' },
];
const SHADINGS: { value: Shading; label: string }[] = [
  { value: 'photo', label: 'Photo' },
  { value: 'depth', label: 'Depth' },
  { value: 'clay', label: 'Clay' },
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
      <PanelSwitch panel="library" label="Photos">
        <LibraryPanelIcon />
      </PanelSwitch>
      {photo ? <Tools /> : <span className={styles.spacer} />}
      <PanelSwitch panel="inspector" label="Models, runs and exports">
        <InspectorPanelIcon />
      </PanelSwitch>
    </div>
  );
}

function PanelSwitch({ panel, label, children }: { panel: PanelName; label: string; children: ReactNode }) {
  const { isOpen, toggle } = usePanel(panel);
  return (
    <Tooltip label={`${isOpen ? 'Hide' : 'Show'} the panel: ${label.toLowerCase()}`}>
      <ActionIcon aria-label={`Panel: ${label.toLowerCase()}`} aria-pressed={isOpen} onClick={toggle}>
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
      node: (
        <SegmentedControl aria-label="Show" data={MODES} value={mode} onChange={(mode) => look({ mode })} />
      ),
    },
    !isFlat && {
      id: 'primitive',
      node: (
        <SegmentedControl
          aria-label="Draw as"
          data={PRIMITIVES}
          value={primitive}
          onChange={(primitive) => look({ primitive })}
        />
      ),
    },
    !isFlat && {
      id: 'shading',
      node: (
        <SegmentedControl
          aria-label="Paint with"
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
      ? { id: 'fit', isPushed: true, node: <Fit /> }
      : {
          id: 'home',
          isPushed: true,
          node: (
            <Tooltip label="Back to where the photo was taken (H)">
              <ActionIcon aria-label="Home view" onClick={goHome}>
                <HomeIcon />
              </ActionIcon>
            </Tooltip>
          ),
        },
    isFlat && {
      id: 'smooth',
      node: (
        <ToggleIcon
          label={isSmooth ? 'Pixels are blended (I)' : 'Above 200 % pixels are shown as they are (I)'}
          name="Blend magnified pixels"
          isOn={isSmooth}
          onClick={() => look({ isSmooth: !isSmooth })}
        >
          <SmoothIcon />
        </ToggleIcon>
      ),
    },
    {
      id: 'quiet',
      node: (
        <ToggleIcon
          label={isQuiet ? 'Bring the side panels back (F)' : 'Only the picture (F)'}
          name="Only the picture"
          isOn={isQuiet}
          onClick={() => look({ isQuiet: !isQuiet })}
        >
          <SideIcon />
        </ToggleIcon>
      ),
    },
  ];
  return <OverflowBar label="View" className={styles.tools} items={items} />;
}

function Fit() {
  return (
    <>
      <Zoom />
      <Tooltip label="Fit the whole photo (0)">
        <ActionIcon aria-label="Fit" onClick={fitWhole}>
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
    <Tooltip label="Whole photo or one pixel for one (double click)">
      <button
        type="button"
        className={styles.zoom}
        aria-label={`Zoom, now ${percent ?? '–'} percent`}
        onClick={() => toggleFullSize()}
      >
        {percent ?? '–'} %
      </button>
    </Tooltip>
  );
}
