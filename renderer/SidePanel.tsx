import { useMediaQuery } from '@mantine/hooks';
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './App.module.css';
import {
  isPanelOpen,
  NARROW_QUERY,
  PANEL_WIDTHS,
  type PanelName,
  type Panels,
  resizePanel,
  useDrawer,
  usePanels,
} from './controls/panels.ts';

interface Props {
  name: PanelName;
  label: string;
  children: ReactNode;
}

/** A panel beside the stage, with an edge that can be dragged; in a narrow window a drawer over it. */
export function SidePanel({ name, label, children }: Props) {
  const isNarrow = useMediaQuery(NARROW_QUERY, false, { getInitialValueInEffect: false });
  const panels = usePanels();
  const drawer = useDrawer((state) => state.open);
  const isThere = isNarrow ? drawer === name : isPanelOpen(panels, name);
  if (!isThere) return null;
  return (
    <aside className={styles[name]} aria-label={label} data-drawer={isNarrow || undefined}>
      {children}
      {!isNarrow && <Edge name={name} label={label} />}
    </aside>
  );
}

/** Widths that a person chose, for the grid of the page; those that are left out are the style sheet's. */
export function pageStyle({ library, inspector }: Panels): CSSProperties {
  const widths = {
    ...(library !== null && { '--page-library': `${library}px` }),
    ...(inspector !== null && { '--page-inspector': `${inspector}px` }),
  };
  return widths as CSSProperties;
}

const STEP = 16;

function Edge({ name, label }: Pick<Props, 'name' | 'label'>) {
  const width = usePanels((state) => state[name]);
  const { least, most } = PANEL_WIDTHS[name];
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const panel = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!panel) return;
    resizePanel(name, name === 'library' ? event.clientX - panel.left : panel.right - event.clientX);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const panel = event.currentTarget.parentElement?.getBoundingClientRect();
    const outwards = name === 'library' ? 'ArrowRight' : 'ArrowLeft';
    const inwards = name === 'library' ? 'ArrowLeft' : 'ArrowRight';
    if (!panel || (event.key !== outwards && event.key !== inwards)) return;
    event.preventDefault();
    event.stopPropagation();
    resizePanel(name, panel.width + (event.key === outwards ? STEP : -STEP));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can be neither dragged nor focused.
    <div
      className={styles.edge}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of the ${label.toLowerCase()}`}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={width ?? least}
      title="Drag to resize, double click for the usual width"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => resizePanel(name, null)}
      onKeyDown={press}
    />
  );
}
