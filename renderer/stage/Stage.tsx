import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CompareBar } from '../compare/CompareBar.tsx';
import { followArrangement } from '../compare/follow-arrangement.ts';
import { followComparison } from '../compare/follow-comparison.ts';
import { takeDropped } from '../compare/truth/truth-files.ts';
import { part, useOnceWanted } from '../controls/part.tsx';
import { text } from '../language/text.ts';
import { useStageSize } from '../state/canvas.ts';
import { useCompareLook } from '../state/compare-look.ts';
import { useDialog } from '../state/dialogs.ts';
import { useLook } from '../state/look.ts';
import { useMeasure } from '../state/measure.ts';
import { useMend } from '../state/mend/mend.ts';
import { useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { followView } from '../state/undo.ts';
import { useStage } from '../state/use-stage.ts';
import { useFrame } from '../view/frame.ts';
import { leastStage } from '../view/maths/layout.ts';
import { offerDrafts } from '../view/mend/offer-drafts.ts';
import { followFlight } from './controller/follow-flight.ts';
import { listenToPointers } from './controller/pointer.ts';
import { EmptyStage } from './EmptyStage.tsx';
import { Overlay } from './panes/Overlay.tsx';
import styles from './Stage.module.css';
import { Toolbar } from './Toolbar.tsx';

const CompareDialogs = part(async () => (await import('../compare/CompareDialogs.tsx')).CompareDialogs);
const MeasurePanel = part(async () => (await import('../compare/measure/MeasurePanel.tsx')).MeasurePanel);
const MendBar = part(async () => (await import('./bars/MendBar.tsx')).MendBar);
const RangeBar = part(async () => (await import('./bars/RangeBar.tsx')).RangeBar);
const GeometryBar = part(async () => (await import('./bars/GeometryBar.tsx')).GeometryBar);

const ASKING: readonly unknown[] = ['truth', 'numbers', 'consensus', 'calibrate'];

/** The picture in the middle with its tools: one canvas, on which every pane is a rectangle. */
export function Stage() {
  const { photo } = useStage();
  const mode = useLook((state) => state.mode);
  const mending = useMend(({ session }) => (session?.photoId === photo?.id ? session : null));
  const hasDialogs = useOnceWanted(useDialog((state) => ASKING.includes(state.open)));
  const isBeginning = useBeginning(photo !== null);
  useEffect(() => {
    const leave = [followComparison(), followView(), followArrangement(), followFlight(), offerDrafts()];
    return () => {
      for (const stop of leave) stop();
    };
  }, []);
  return (
    <div className={styles.stage}>
      <Toolbar />
      <CompareBar />
      {photo ? <ScrolledView name={photo.name} /> : isBeginning && <EmptyStage />}
      {photo && mode === 'depth' && <MeasurePanel />}
      {photo && mode === 'depth' && (mending ? <MendBar session={mending} /> : <RangeBar />)}
      {photo && mode === 'space' && <GeometryBar />}
      {hasDialogs && <CompareDialogs />}
    </div>
  );
}

/** Whether what a newcomer sees is shown: until the first photo stands in its place, which is counted before it is here. */
function useBeginning(hasPhoto: boolean): boolean {
  const isEmpty = useProject((state) => state.photoCount === 0);
  const [isBeginning, setBeginning] = useState(isEmpty);
  const isNow = !hasPhoto && (isEmpty || isBeginning);
  if (isNow !== isBeginning) setBeginning(isNow);
  return isNow;
}

/** The view in what scrolls it where its panes have no room. */
function ScrolledView({ name }: { name: string }) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { panes } = useStage();
  const layout = useCompareLook((state) => state.layout);
  const count = useLook((state) => state.mode === 'photo') ? 1 : Math.max(1, panes.length);
  const box = useRef<HTMLDivElement>(null);
  useRevealed(box);
  return (
    <div className={styles.scroller} ref={useMergedRef(box, ref)}>
      <View name={name} least={leastStage(layout, count, { width, height })} />
    </div>
  );
}

/** Scrolls to the pane that keys or a menu made the active one, and again while the stage gets its size for it. */
function useRevealed(box: RefObject<HTMLElement | null>): void {
  const revealed = useSelection((state) => state.revealed);
  const { width, height, panes } = useFrame();
  // biome-ignore lint/correctness/useExhaustiveDependencies: panes stand elsewhere when the stage or their number changes.
  useEffect(() => {
    if (!revealed) return;
    const pane = box.current?.querySelector(`[data-pane="${CSS.escape(revealed.id)}"]`);
    pane?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [revealed, width, height, panes.length]);
}

function View({ name, least }: { name: string; least: { minWidth: number; minHeight: number } }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [trouble, setTrouble] = useState<'none' | 'lost' | 'missing'>('none');
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>();
  const mode = useLook((state) => state.mode);
  const tool = useMeasure((state) => state.tool);

  useEffect(() => {
    if (!canvas.current || !box.current) return;
    const drawOn = canvas.current;
    let isOver = false;
    let stopDrawing = () => {};
    // The largest part of the page: everything else stands while it comes.
    void import('./controller/controller.ts')
      .then(({ createController }) => {
        if (!isOver) stopDrawing = createController(drawOn, (isLost) => setTrouble(isLost ? 'lost' : 'none'));
      })
      .catch(() => setTrouble('missing'));
    const stopListening = listenToPointers(box.current);
    const stopTaking = takeDrops(box.current);
    return () => {
      isOver = true;
      stopListening();
      stopTaking();
      stopDrawing();
    };
  }, []);

  // Before anything is painted, so that what is written over the picture has the same size.
  useLayoutEffect(() => {
    useStageSize.setState({ width: Math.floor(width), height: Math.floor(height) });
  }, [width, height]);
  useEffect(() => () => useStageSize.setState({ width: 0, height: 0 }), []);

  return (
    <div
      ref={useMergedRef(box, sizeRef)}
      className={styles.view}
      style={least}
      data-mode={mode}
      data-tool={tool}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that move camera and crosshair need it.
      tabIndex={0}
      aria-label={text(PICTURES[mode], { name })}
      // The first photo takes the place of the words before it.
      data-focus-key="stage"
      data-testid="stage"
    >
      <canvas ref={canvas} className={styles.canvas} aria-busy="true" />
      <Overlay />
      {trouble !== 'none' && (
        <div className={styles.lost} role="alert">
          {trouble === 'lost' ? text('stage.graphicsLost') : text('stage.graphicsMissing')}
        </div>
      )}
    </div>
  );
}

/** Files that fall on the picture may be ground truth for it. Whoever listens on the window sees that they are taken. */
function takeDrops(element: HTMLElement): () => void {
  const drop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0 || event.defaultPrevented) return;
    // A folder holds photos, whatever it falls on.
    if ([...(event.dataTransfer?.items ?? [])].some((item) => item.webkitGetAsEntry()?.isDirectory)) return;
    event.preventDefault();
    void takeDropped(files);
  };
  element.addEventListener('drop', drop);
  return () => element.removeEventListener('drop', drop);
}

const PICTURES = {
  photo: 'stage.pictureAsPhoto',
  depth: 'stage.pictureAsDepth',
  space: 'stage.pictureInSpace',
} as const;
