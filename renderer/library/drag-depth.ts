/**
 * Whether files are held over the window. Browsers say so for every element that is entered and left, and the one that is entered comes first:
 * what counts is how many were entered and not left.
 */
export function createDragDepth(onChange: (isOver: boolean) => void) {
  let depth = 0;
  const set = (next: number) => {
    depth = Math.max(0, next);
    onChange(depth > 0);
  };
  return {
    enter: () => set(depth + 1),
    leave: () => set(depth - 1),
    drop: () => set(0),
  };
}
