/** Widths of the sensors that cameras have, in millimetres, the longer side. Source: makers' data sheets; CIPA DCG-001 for the names of sizes. */
const WIDTHS = [
  53.7, 43.9, 36, 35.8, 28.7, 27.9, 24, 23.6, 22.3, 20.7, 18.7, 17.3, 13.2, 12.8, 9.8, 8.8, 7.6, 7.2, 6.4,
  6.17, 5.76, 5.6, 4.8, 4.5, 4, 3.6, 3.2,
];
const NEAR = 0.035;

/** Whether a camera can have a sensor that long. */
export function isSensorWidth(millimetres: number): boolean {
  return WIDTHS.some((width) => Math.abs(millimetres / width - 1) < NEAR);
}

/** Families of cameras by their names, and the longer side of their sensors in millimetres. Source: makers' data sheets. */
const FAMILIES: readonly [RegExp, number][] = [
  [/\bEOS (6D|5D|5DS|1D ?X|1Ds|R3|R5|R6|R8|RP|R1|Ra|R)\b/i, 36],
  [/\bEOS 1D Mark (II N|II|III|IV)\b/i, 28.1],
  [/\bEOS (7D|R7|R10|R50|R100|M\d*|\d{2,4}D|Rebel|Kiss|DIGITAL REBEL)\b/i, 22.3],
  [/\bNIKON (D3X?|D4S?|D5|D6|D600|D610|D700|D750|D780|D8\d0[AE]?|Df|Z ?[56789]f?)(_\d)?\b/i, 35.9],
  [/\bNIKON (D\d{2,4}S?|Z ?(30|50|fc))\b/i, 23.5],
  [/\bILCE-(1|7|9)|\bDSC-RX1|\bSLT-A99|\bDSLR-A(850|900)\b/i, 35.8],
  [/\bILCE-\d|\bNEX-|\bSLT-A/i, 23.5],
  [/\bDSC-RX10(?!0)|\bDSC-RX100/i, 13.2],
  [/\bGFX ?\d/i, 43.8],
  [/\b(FinePix )?X(100|70|-[AEHMST]|-Pro)/i, 23.6],
  [/\b(E-M\d|E-P|E-PL|OM-[135D]|PEN-F|DMC-G|DC-G|DMC-GX|DC-GX|DC-GH|DMC-GH|DMC-GF|DC-GF)/i, 17.3],
  [/\bPENTAX K-1\b/i, 35.9],
  [/\bLEICA (M\d+|M10|M11|SL|Q\d?)\b/i, 36],
];

/** The longer side of a camera's sensor in millimetres, by its name; null for cameras that are not known here. */
export function sensorOf(camera: string | null): number | null {
  return FAMILIES.find(([name]) => camera !== null && name.test(camera))?.[1] ?? null;
}
