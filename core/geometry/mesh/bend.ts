/** A place in millimetres: x right, y up, z towards the viewer. */
type Place = [x: number, y: number, z: number];

/** How a plate is bent: where points of the flat one come to lie. */
export interface Bend {
  /** What the thickness of the plate at x is as a height: linear in the thickness. */
  heightAt(x: number, thickness: number): number;
  /** Back from a height. */
  thicknessAt(x: number, height: number): number;
  place(x: number, y: number, thickness: number): Place;
}

/**
 * Bends a plate of a width round an upright axis behind it by so many degrees in all, so that its back, whose length stays, is a part of a cylinder and its
 * face looks outwards. The ends of the back lie on z = 0, and nothing lies left of x = 0; `thickest` is the plate's greatest thickness. Lengths in millimetres.
 */
export function bendPlate(width: number, degrees: number, thickest: number): Bend {
  const angle = (degrees * Math.PI) / 180;
  const radius = width / angle;
  const lowest = radius * Math.cos(angle / 2);
  const left = (radius + thickest) * Math.sin(angle / 2);
  const turnOf = (x: number) => (x - width / 2) / radius;
  return {
    heightAt: (x, thickness) => (radius + thickness) * Math.cos(turnOf(x)) - lowest,
    thicknessAt: (x, height) => (height + lowest) / Math.cos(turnOf(x)) - radius,
    place: (x, y, thickness) => {
      const turn = turnOf(x);
      return [
        left + (radius + thickness) * Math.sin(turn),
        y,
        (radius + thickness) * Math.cos(turn) - lowest,
      ];
    },
  };
}
