import { useCamera } from '../../state/camera.ts';
import { useHeldKeys } from '../../state/held-keys.ts';
import { flownByKeys } from '../../view/maths/flight.ts';

/** A frame that comes late does not throw the camera across the scene. */
const LONGEST_STEP_SECONDS = 0.1;

/** Flies while keys are held; frames are asked for only meanwhile. Returns how to stop that. */
export function followFlight(): () => void {
  let request = 0;
  let last = 0;
  const fly = (now: number) => {
    request = 0;
    const { orbit } = useCamera.getState();
    const { codes } = useHeldKeys.getState();
    if (codes.length === 0 || !orbit) return;
    const seconds = Math.min(LONGEST_STEP_SECONDS, (now - last) / 1000);
    last = now;
    useCamera.setState({ orbit: flownByKeys(orbit, codes, seconds) });
    request = requestAnimationFrame(fly);
  };
  const stop = useHeldKeys.subscribe(({ codes }) => {
    if (codes.length === 0 || request) return;
    last = performance.now();
    request = requestAnimationFrame(fly);
  });
  return () => {
    stop();
    cancelAnimationFrame(request);
  };
}
