import { ActionIcon, type ComboboxProps, Popover, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState } from 'react';
import { text } from '../language/text.ts';
import { MoreIcon } from './icons.tsx';
import styles from './overflow-bar.module.css';

export interface OverflowItem {
  id: string;
  node: ReactNode;
  /** Whether it and what follows stand at the right end. */
  isPushed?: boolean;
  /** Whether the others give way before it does. */
  isKept?: boolean;
}

interface Props {
  label: string;
  className?: string;
  /** False where one is not there now. */
  items: readonly (OverflowItem | false)[];
  /** What always stays, at the right end. */
  end?: ReactNode;
}

/** Whether controls stand in a menu that they are folded into. */
export const InMenu = createContext(false);

/** Lists of a control must open inside of the menu that it stands in: a click elsewhere closes the menu. Undefined outside of one: as every list. */
export function useListPlace(): ComboboxProps | undefined {
  return useContext(InMenu) ? { withinPortal: false } : undefined;
}

const GAP = 8;
const MORE = 30;

/** A line of controls; those that find no room in it stand in a menu at its end. */
export function OverflowBar({ label, className = '', items: all, end }: Props) {
  const items = all.filter((item) => item !== false);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const slots = useRef(new Map<string, HTMLDivElement>());
  const widths = useRef(new Map<string, number>());
  const [fitting, setFitting] = useState<readonly string[]>(() => items.map(({ id }) => id));
  // Without a list of dependencies: what stands in the bar may have another width after any change.
  useLayoutEffect(() => {
    for (const [id, slot] of slots.current) widths.current.set(id, slot.offsetWidth);
    const now = width > 0 ? fittingItems(items, widths.current, width) : items.map(({ id }) => id);
    if (now.join() !== fitting.join()) setFitting(now);
  });
  const isKnown = items.every(({ id }) => widths.current.has(id));
  const isShown = ({ id }: OverflowItem) => !isKnown || fitting.includes(id);
  const shown = items.filter(isShown);
  const hidden = items.filter((item) => !isShown(item));
  return (
    <div className={`${styles.bar} ${className}`} role="toolbar" aria-label={label}>
      <div className={styles.items} ref={ref}>
        {shown.map(({ id, node, isPushed }) => (
          <div
            key={id}
            className={styles.slot}
            data-pushed={isPushed || undefined}
            ref={(slot) => {
              if (slot) slots.current.set(id, slot);
              else slots.current.delete(id);
            }}
          >
            {node}
          </div>
        ))}
        {hidden.length > 0 && <More label={label} items={hidden} />}
      </div>
      {end}
    </div>
  );
}

function More({ label, items }: { label: string; items: readonly OverflowItem[] }) {
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Tooltip label={text('controls.more')}>
          <ActionIcon aria-label={text('controls.moreOf', { label })}>
            <MoreIcon />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <InMenu value={true}>
          {items.map(({ id, node }) => (
            <div key={id} className={styles.folded}>
              {node}
            </div>
          ))}
        </InMenu>
      </Popover.Dropdown>
    </Popover>
  );
}

/**
 * Which items, by their ids, stand in so many pixels: all, or beside the button for the others as many as have room, those that are kept first and
 * then in their order.
 */
export function fittingItems(
  items: readonly Pick<OverflowItem, 'id' | 'isKept'>[],
  widths: ReadonlyMap<string, number>,
  width: number,
): string[] {
  const order = [...items.filter(({ isKept }) => isKept), ...items.filter(({ isKept }) => !isKept)];
  let used = -GAP;
  const ends = order.map(({ id }) => (used += GAP + (widths.get(id) ?? 0)));
  const count = used <= width ? order.length : ends.findIndex((end) => end > width - MORE - GAP);
  return order.slice(0, count).map(({ id }) => id);
}
