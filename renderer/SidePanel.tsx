import type { ComponentProps, CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './App.module.css';
import { PANEL_WIDTHS, type PanelName, resizePanel, usePanel, usePanels } from './controls/panels.ts';
import { text } from './language/text.ts';

/** What the panels stand in, as wide as a person chose; widths that are left out are the style sheet's. Only it is drawn anew while an edge is dragged. */
export function PanelPage({ children, ...props }: ComponentProps<'div'>) {
  const { library, inspector } = usePanels();
  const widths = {
    ...(library !== null && { '--page-library': `${library}px` }),
    ...(inspector !== null && { '--page-inspector': `${inspector}px` }),
  };
  return (
    <div className={styles.page} style={widths as CSSProperties} {...props}>
      {children}
    </div>
  );
}

interface Props {
  name: PanelName;
  label: string;
  children: ReactNode;
}

/** A panel beside the stage, with an edge that can be dragged; in a narrow window a drawer over it. */
export function SidePanel({ name, label, children }: Props) {
  const { isOpen, isDrawer } = usePanel(name);
  if (!isOpen) return null;
  return (
    <aside className={styles[name]} aria-label={label} data-drawer={isDrawer || undefined}>
      {children}
      {!isDrawer && <Edge name={name} />}
    </aside>
  );
}

const STEP = 16;

function Edge({ name }: Pick<Props, 'name'>) {
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
      aria-label={name === 'library' ? text('app.libraryWidth') : text('app.inspectorWidth')}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={width ?? least}
      title={text('app.dragToResize')}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => resizePanel(name, null)}
      onKeyDown={press}
    />
  );
}
