/** Pixels in the order of a number that each has: the least comes first. */
export interface PixelHeap {
  size(): number;
  push(pixel: number, at: number): void;
  /** Takes out the least. There must be one. */
  pop(): number;
}

/** A binary heap over arrays that grow (J. W. J. Williams, Heapsort, 1964). Equal numbers come in an order that hangs on nothing but the calls. */
export function pixelHeap(): PixelHeap {
  let pixels = new Int32Array(1024);
  let keys = new Float32Array(1024);
  let size = 0;
  const swap = (a: number, b: number) => {
    const [pixel, key] = [pixels[a], keys[a]];
    pixels[a] = pixels[b];
    keys[a] = keys[b];
    pixels[b] = pixel;
    keys[b] = key;
  };
  return {
    size: () => size,
    push(pixel, at) {
      if (size === pixels.length) {
        const [more, further] = [new Int32Array(2 * size), new Float32Array(2 * size)];
        more.set(pixels);
        further.set(keys);
        [pixels, keys] = [more, further];
      }
      pixels[size] = pixel;
      keys[size] = at;
      for (let k = size++; k > 0; ) {
        const above = (k - 1) >> 1;
        if (keys[above] <= keys[k]) break;
        swap(k, above);
        k = above;
      }
    },
    pop() {
      const least = pixels[0];
      size--;
      pixels[0] = pixels[size];
      keys[0] = keys[size];
      for (let k = 0; ; ) {
        let below = 2 * k + 1;
        if (below >= size) break;
        if (below + 1 < size && keys[below + 1] < keys[below]) below++;
        if (keys[k] <= keys[below]) break;
        swap(k, below);
        k = below;
      }
      return least;
    },
  };
}
