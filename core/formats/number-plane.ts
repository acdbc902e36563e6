/** Numbers of a file as its type asks: int64 and uint64 become float64, float16 becomes float32, booleans become 0 and 1. */
export type Numbers =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>;

/** One number a pixel, as it is stored, before anybody says what it means. */
export interface NumberPlane {
  /** Columns. */
  width: number;
  /** Rows. */
  height: number;
  /** `height * width` numbers, row after row, the top left one first. */
  values: Numbers;
  /** How the file stores a number: `uint16`, `float32` and so on. */
  storage: string;
}
