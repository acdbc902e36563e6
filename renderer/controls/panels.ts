import { useMediaQuery } from '@mantine/hooks';
import { createStore } from '../state/create-store.ts';
import { keepInView } from '../state/remember.ts';

/** The panels beside the stage: how wide a person made them, in CSS pixels, and whether they are there. */
export interface Panels {
  library: number | null;
  inspector: number | null;
  isLibraryOpen: boolean;
  isInspectorOpen: boolean;
}

/** A width of null is that of the style sheet. */
export const usePanels = createStore<Panels>(() => ({
  library: null,
  inspector: null,
  isLibraryOpen: true,
  isInspectorOpen: true,
}));

keepInView('panels', usePanels);

/** Which panel lies over the stage where the window is too narrow for both beside it; never remembered. */
const useDrawer = createStore<{ open: PanelName | null }>(() => ({ open: null }));

/** Where the window is narrower, panels lie over the stage instead of beside it. */
const NARROW_QUERY = '(max-width: 899px)';

export type PanelName = 'library' | 'inspector';

/** In CSS pixels: narrower they say nothing any more, wider they leave nothing to the picture. */
export const PANEL_WIDTHS: Readonly<Record<PanelName, { least: number; most: number }>> = {
  library: { least: 150, most: 480 },
  inspector: { least: 280, most: 640 },
};

export function resizePanel(panel: PanelName, width: number | null): void {
  const { least, most } = PANEL_WIDTHS[panel];
  usePanels.setState({ [panel]: width === null ? null : Math.round(Math.min(most, Math.max(least, width))) });
}

/** Whether a panel is there, and whether it lies over the stage instead of beside it. */
export function usePanel(panel: PanelName): { isOpen: boolean; isDrawer: boolean; toggle(): void } {
  const isDrawer = useMediaQuery(NARROW_QUERY, false, { getInitialValueInEffect: false });
  const isBeside = usePanels((state) => (panel === 'library' ? state.isLibraryOpen : state.isInspectorOpen));
  const isOver = useDrawer((state) => state.open === panel);
  return { isOpen: isDrawer ? isOver : isBeside, isDrawer, toggle: () => togglePanel(panel, isDrawer) };
}

/** Opens or closes a panel, beside the stage or as a drawer over it. */
function togglePanel(panel: PanelName, isNarrow: boolean): void {
  if (isNarrow) {
    useDrawer.setState(({ open }) => ({ open: open === panel ? null : panel }));
    return;
  }
  const panels = usePanels.getState();
  usePanels.setState(
    panel === 'library'
      ? { isLibraryOpen: !panels.isLibraryOpen }
      : { isInspectorOpen: !panels.isInspectorOpen },
  );
}
