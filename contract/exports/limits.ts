/*
 * What a file can hold at most: said beforehand by the estimates, and refused by the writers.
 */

/** Bytes: lengths in a GLB are 32-bit numbers (glTF 2.0 §4.4). */
export const LONGEST_GLB = 2 ** 32 - 1;
/** Bytes of samples: a TIFF's addresses are 32-bit numbers (TIFF 6.0, section 2), and its directories come after them. */
export const LONGEST_TIFF = 0xf0000000;
/** Triangles of an archive with an OBJ or another mesh, which is put together in memory: more belongs into plain files. */
export const MOST_ARCHIVED_TRIANGLES = 8_000_000;
/** Triangles of a USDZ: its text is put together in memory, and phones open no more than this anyway. */
export const MOST_USDZ_TRIANGLES = 5_000_000;
/** Quads along the long edge of a displacement's plane: as many as a modifier moves at once; who wants more subdivides it further. */
export const MOST_DISPLACEMENT_QUADS = 512;
/** Vertex numbers of a PLY are signed 32-bit numbers. */
export const MOST_PLY_POINTS = 2 ** 31 - 1;
