import { type ComponentType, createElement, lazy, Suspense, useEffect, useState } from 'react';

/** A part of the page whose code is fetched when it is shown for the first time; until it is there nothing stands in its place. */
export function part<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() }));
  return function WhenItIsThere(props: Props) {
    return <Suspense fallback={null}>{createElement(Part, props as never)}</Suspense>;
  };
}

/** True from the first time on that `isWanted` is: what was shown once stays, so that it can end as it began. */
export function useOnceWanted(isWanted: boolean): boolean {
  const [was, setWas] = useState(isWanted);
  useEffect(() => {
    if (isWanted) setWas(true);
  }, [isWanted]);
  return was || isWanted;
}

/** True once the page has nothing better to do, which is after its first picture, or something is dragged over it, which may be what waits for that. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    // Safari has no such callback.
    const soon = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 500));
    const begin = () => setIdle(true);
    soon(begin, { timeout: 2_000 });
    window.addEventListener('dragenter', begin, { once: true });
    return () => window.removeEventListener('dragenter', begin);
  }, []);
  return isIdle;
}
