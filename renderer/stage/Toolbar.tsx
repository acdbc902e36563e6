import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { useStore } from 'zustand';
import { FitIcon, HomeIcon, SideIcon, SmoothIcon } from '../controls/icons.tsx';
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

/** The one line of controls above the picture. */
export function Toolbar() {
  const { photo } = useStage();
  const { mode, primitive, shading, isSmooth, isQuiet } = useLook();
  if (!photo) return <div className={styles.toolbar} />;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="View">
      <SegmentedControl
        aria-label="Show"
        data={MODES}
        value={mode}
        onChange={(value) => look({ mode: value as Mode })}
      />
      {mode === 'space' && (
        <>
          <SegmentedControl
            aria-label="Draw as"
            data={PRIMITIVES}
            value={primitive}
            onChange={(value) => look({ primitive: value as Primitive })}
          />
          <SegmentedControl
            aria-label="Paint with"
            data={SHADINGS}
            value={shading}
            onChange={(value) => look({ shading: value as Shading })}
          />
        </>
      )}
      {(mode === 'depth' || (mode === 'space' && shading === 'depth')) && <ColourMapSelect />}
      <div className={styles.spacer} />
      {mode !== 'space' && <Zoom />}
      {mode !== 'space' && (
        <ToggleIcon
          label={isSmooth ? 'Pixels are blended (I)' : 'Above 200 % pixels are shown as they are (I)'}
          name="Blend magnified pixels"
          isOn={isSmooth}
          onClick={() => look({ isSmooth: !isSmooth })}
        >
          <SmoothIcon />
        </ToggleIcon>
      )}
      {mode === 'space' ? (
        <Tooltip label="Back to where the photo was taken (H)">
          <ActionIcon aria-label="Home view" onClick={goHome}>
            <HomeIcon />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Tooltip label="Fit the whole photo (0)">
          <ActionIcon aria-label="Fit" onClick={fitWhole}>
            <FitIcon />
          </ActionIcon>
        </Tooltip>
      )}
      <ToggleIcon
        label={isQuiet ? 'Bring the side panels back (F)' : 'Only the picture (F)'}
        name="Only the picture"
        isOn={isQuiet}
        onClick={() => look({ isQuiet: !isQuiet })}
      >
        <SideIcon />
      </ToggleIcon>
    </div>
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
