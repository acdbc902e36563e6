import { MeasureOverlay } from '../../compare/measure/MeasureOverlay.tsx';
import { WipeLine } from '../../compare/WipeLine.tsx';
import { useProbe } from '../../state/probe.ts';
import { type Frame, type PlacedPane, useFrame } from '../../view/frame.ts';
import { CAPTION_HEIGHT } from '../../view/maths/layout.ts';
import type { Pane } from '../../view/pane.ts';
import { placeInPane } from '../../view/point-at.ts';
import { AxisHint } from './AxisHint.tsx';
import { MendOverlay } from './MendOverlay.tsx';
import { PaneCaption } from './PaneCaption.tsx';
import { PaneState } from './PaneState.tsx';
import styles from './panes.module.css';
import { SpanLegend } from './SpanLegend.tsx';

/** What is written around and over the panes: captions above, crosshairs, and words where there is no picture yet. */
export function Overlay() {
  const frame = useFrame();
  return frame.panes.map((pane, index) => {
    const { left, top, width: wide, height: high } = pane.rectangle;
    const isActive = frame.panes.length > 1 && index === frame.activeIndex;
    return (
      <div key={pane.content?.id ?? 'photo'}>
        <div
          className={styles.caption}
          data-active={isActive || undefined}
          style={{ left, top: top - CAPTION_HEIGHT, width: wide }}
        >
          <PaneCaption pane={pane} mode={frame.mode} index={index} count={frame.panes.length} />
        </div>
        <div
          className={styles.legend}
          style={{ left, top: top + high, width: wide }}
          data-testid="pane-scale"
        >
          {isPainted(frame, pane) && <SpanLegend pane={pane} />}
        </div>
        <div
          className={styles.over}
          style={{ left, top, width: wide, height: high }}
          data-pane={pane.content?.id ?? 'photo'}
        >
          {frame.mode !== 'photo' && isWithoutPicture(pane) && (
            <div className={styles.state}>
              <PaneState pane={pane} />
            </div>
          )}
        </div>
        <WipeLine frame={frame} pane={pane} isHandle={index === Math.max(0, frame.activeIndex)} />
        <MeasureOverlay frame={frame} pane={pane} />
        <MendOverlay frame={frame} pane={pane} />
        <Crosshair frame={frame} pane={pane} />
        {frame.mode === 'space' && frame.orbit && index === 0 && pane.depth && (
          <AxisHint orbit={frame.orbit} left={left + 14} top={top + high - 70} />
        )}
      </div>
    );
  });
}

/** Whether colours stand for values: not on the photo itself, nor on what it is laid over in space. */
function isPainted({ mode, shading }: Frame, pane: Pane): boolean {
  return (
    mode === 'depth' || (mode === 'space' && (shading === 'depth' || pane.content?.what === 'difference'))
  );
}

/** Where words stand instead of a picture. */
function isWithoutPicture({ depth, unavailable, content }: Pane): boolean {
  return content?.what !== 'photo' && (depth === null || unavailable !== null);
}

function Crosshair({ frame, pane }: { frame: Frame; pane: PlacedPane }) {
  const { at, isByKeyboard } = useProbe();
  // Alone and led by the pointer, the pointer itself marks the place.
  if (!at || (!isByKeyboard && frame.panes.length === 1)) return null;
  const place = placeInPane(frame, pane, at);
  if (!place) return null;
  return (
    <svg
      className={styles.cross}
      style={{ left: pane.rectangle.left + place.x, top: pane.rectangle.top + place.y }}
      viewBox="0 0 17 17"
      fill="none"
      aria-hidden="true"
    >
      <path d="M8.5 0v6m0 5v6M0 8.500h6m5 0h6" stroke="#000" strokeWidth="3" opacity="0.7" />
      <path d="M8.5 0v6m0 5v6M0 8.500h6m5 0h6" stroke="#fff" strokeWidth="1.300" />
    </svg>
  );
}
