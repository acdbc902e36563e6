import fc from 'fast-check';
import { Matrix3, Matrix4, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { AXES } from '../../contract/exports/geometry.ts';
import { rotationTo } from './axes.ts';
import { flatSplat } from './flat-splat.ts';

const focal = { fx: 300, fy: 240 };

test('lies in the surface and is seen as round as a pixel, in any axes', () => {
  const place = fc.record({
    x: fc.double({ min: -0.8, max: 0.8, noNaN: true }),
    y: fc.double({ min: -0.8, max: 0.8, noNaN: true }),
    z: fc.double({ min: 0.1, max: 100, noNaN: true }),
    tilt: fc.double({ min: 0, max: 1.3, noNaN: true }),
    turn: fc.double({ min: 0, max: 6.28, noNaN: true }),
  });
  const out = new Float64Array(7);
  fc.assert(
    fc.property(place, fc.constantFrom(...AXES), ({ x, y, z, tilt, turn }, axes) => {
      // A normal that is tilted from the ray by so much.
      const ray = new Vector3(x, y, 1).normalize();
      const aside = new Vector3(1, 0, 0).cross(ray).normalize().applyAxisAngle(ray, turn);
      const normal = ray.clone().negate().applyAxisAngle(aside, tilt);
      const rotation = rotationTo(axes);
      flatSplat({ x, y, z, nx: normal.x, ny: normal.y, nz: normal.z }, focal, 0.6, rotation, out);
      expect(out[2]).toBeLessThan(0.02 * out[1]);
      expect(out[1]).toBeLessThanOrEqual(out[0] * (1 + 1e-12));
      const [w, i, j, k] = out.subarray(3);
      const turned = new Matrix3().setFromMatrix4(
        new Matrix4().makeRotationFromQuaternion(new Quaternion(i, j, k, w)),
      );
      const back = new Matrix3().set(...rotation).transpose();
      const columns = back.multiply(turned).elements;
      for (let c = 0; c < 3; c++) expect(columns[6 + c]).toBeCloseTo(normal.getComponent(c), 9);
      // The covariance in pixels: of what is longer than ten times its width one side is shorter.
      const seen = [0, 0, 0];
      for (let axis = 0; axis < 2; axis++) {
        const [ax, ay, az] = columns.slice(3 * axis, 3 * axis + 3).map((value) => value * out[axis]);
        const u = (focal.fx * (ax - x * az)) / z;
        const v = (focal.fy * (ay - y * az)) / z;
        seen[0] += u * u;
        seen[1] += u * v;
        seen[2] += v * v;
      }
      if (out[0] > 9.9 * out[1]) return;
      expect(Math.sqrt(seen[0])).toBeCloseTo(0.6, 6);
      expect(Math.sqrt(seen[2])).toBeCloseTo(0.6, 6);
      expect(seen[1]).toBeCloseTo(0, 6);
    }),
    { numRuns: 300 },
  );
});
