import type { OrbitCamera, Vector } from '../../state/camera.ts';
import { axesOf } from '../../view/maths/orbit-camera.ts';
import styles from './panes.module.css';

const AXES: readonly { name: string; direction: Vector; colour: string }[] = [
  { name: 'x', direction: [1, 0, 0], colour: '#ff8f84' },
  { name: 'y', direction: [0, 1, 0], colour: '#93d97f' },
  { name: 'z', direction: [0, 0, 1], colour: '#86b6ff' },
];

/** Small arrows that say which way right (x), up (y) and towards the photographer (z) are. */
export function AxisHint({ orbit, left, top }: { orbit: OrbitCamera; left: number; top: number }) {
  const { right, up } = axesOf(orbit);
  const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return (
    <svg
      className={styles.axes}
      style={{ left, top }}
      width="58"
      height="58"
      viewBox="-29 -29 58 58"
      aria-hidden="true"
    >
      {AXES.map(({ name, direction, colour }) => {
        const [x, y] = [dot(direction, right) * 18, -dot(direction, up) * 18];
        return (
          <g key={name}>
            <line x2={x} y2={y} stroke={colour} strokeWidth="2" strokeLinecap="round" />
            <text
              x={x * 1.38}
              y={y * 1.38 + 3.5}
              fill={colour}
              fontSize="10"
              fontWeight="600"
              textAnchor="middle"
            >
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
