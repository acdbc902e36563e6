/**
 * Colour maps for depth. In all of them t = 0 is far and t = 1 is near, so that near is bright or warm: `spectral` runs
 * from blue to red, `grey` from black to white. A reverse flag is the caller's.
 */
export const COLOUR_MAPS = ['spectral', 'turbo', 'cividis', 'viridis', 'inferno', 'grey'] as const;
export type ColourMapName = (typeof COLOUR_MAPS)[number];

/**
 * What depth is painted with in window, pictures and reports until somebody chooses: of the perceptually even maps (inferno, magma, plasma
 * beside viridis) the one with the longest way through CAM02-UCS, for usual (152 against viridis' 124) and for colour-blind eyes (136 to 139
 * against 102 to 116).
 */
export const DEFAULT_COLOUR_MAP: ColourMapName = 'inferno';
/** Of errors, so that they are not taken for depth. */
export const ERROR_COLOUR_MAP: ColourMapName = 'viridis';

/**
 * Stops as eight hexadecimal digits: the index 0..255 and the sRGB colour there; straight lines between them stay within
 * 2/255 of every entry of the published tables.
 *
 * - spectral: "Spectral" of ColorBrewer (C. Brewer, M. Harrower, Pennsylvania State University), Apache-2.0; reversed.
 * - turbo: A. Mikhailov, Google, 2019, Apache-2.0.
 * - cividis: J. Nuñez, C. Anderton, R. Renslow, PLOS ONE 13(7), 2018; the table is CC0 in matplotlib.
 * - viridis, inferno: S. van der Walt, N. Smith, E. Firing, 2015, CC0.
 */
const STOPS: Record<ColourMapName, string> = {
  spectral:
    '005e4fa2 133d79b6 1a3389bd 3264c0a6 4aa4daa4 65e4f498 78f8fcb4 80fffebe 98fee18d b1fdb163 ccf46d43 e5d63f4f ff9e0142',
  turbo:
    '0030123b 0a3b2f80 164451bf 20466be3 2b4687fb 343d9efe 3f2ab9ee 4d18d7ca 561ce6b4 5f2ff19b 6f69fd66 ' +
    '7c99fe42 87b7f735 99e1dd37 a9f9bc39 b9fe932a cbf15d13 dadc3b07 edb21a01 ff7a0403',
  cividis:
    '0000224e 0b002a61 16003171 1c123570 2a2a3f6d 52555b6d 7a777777 9f9a9376 c7c3b369 eae9d34e fbfde334 fffee838',
  viridis:
    '00440154 17482173 34404588 5c2e6f8e 841f948c 9922a884 aa35b779 c569cd5b e9c5e021 f4e2e418 fffde725',
  inferno:
    '00000004 02010106 130e092b 272d0b59 35450a69 4a67166e 67952667 86c43c4e a4e8602d c1fa9008 cafca108 ' +
    'd7fbba1f e7f5d949 f4f1f179 fffcffa4',
  grey: '00000000 ffffffff',
};

/** The table of a colour map: 256 sRGB colours of three bytes, entry 0 far, entry 255 near. */
export function colourMap(name: ColourMapName): Uint8Array {
  const stops = STOPS[name]
    .split(' ')
    .map((stop) => [0, 2, 4, 6].map((at) => Number.parseInt(stop.slice(at, at + 2), 16)));
  const table = new Uint8Array(256 * 3);
  for (let s = 0; s + 1 < stops.length; s++) {
    const [from, ...start] = stops[s];
    const [to, ...end] = stops[s + 1];
    for (let index = from; index <= to; index++) {
      const share = (index - from) / (to - from);
      for (let c = 0; c < 3; c++) table[3 * index + c] = Math.round(start[c] + (end[c] - start[c]) * share);
    }
  }
  return table;
}
