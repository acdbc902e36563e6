import { xmpProperty } from '../../formats/xmp.ts';
import type { DepthCodes, EmbeddedDepth } from './embedded-depth.ts';

/** Native formats of Apple's depth: four letters as a number ("hdis", "fdis", "hdep", "fdep"). */
const DEPTHS = ['hdep', 'fdep'];

/** What Apple's XMP beside an auxiliary picture says (namespaces `apdi` and `depthData`); null where it says nothing of it. */
export interface AppleFacts {
  minimum: number;
  maximum: number;
  isDepth: boolean;
  /** Whether the numbers are in metres (or 1 / metres), as they are of LiDAR and of calibrated pairs. */
  isAbsolute: boolean;
}

export function appleFacts(xmp: string | undefined): AppleFacts | null {
  if (xmp === undefined) return null;
  const number = (name: string) => Number(xmpProperty(xmp, 'apdi', name) ?? Number.NaN);
  const [minimum, maximum] = [number('FloatMinValue'), number('FloatMaxValue')];
  if (!(maximum > minimum)) return null;
  const native = number('NativeFormat') >>> 0;
  const letters = String.fromCharCode(native >> 24, (native >> 16) & 255, (native >> 8) & 255, native & 255);
  const accuracy = xmpProperty(xmp, 'depthData', 'Accuracy');
  return { minimum, maximum, isDepth: DEPTHS.includes(letters), isAbsolute: accuracy === 'absolute' };
}

/** Disparity or depth of Apple's codes, which lie evenly between the two numbers in the XMP. */
export function depthOfApple(
  { width, height, codes, largest }: DepthCodes,
  { minimum, maximum, isDepth, isAbsolute }: AppleFacts,
): Pick<EmbeddedDepth, 'kind' | 'width' | 'height' | 'values' | 'reasons'> {
  const value = (code: number) => minimum + (code / largest) * (maximum - minimum);
  const toDepth = (number: number) => (number > 0 ? (isDepth ? number : 1 / number) : Number.NaN);
  const values = Float32Array.from(codes, (code) => (isAbsolute ? toDepth(value(code)) : value(code)));
  const kind = isAbsolute ? 'metric' : isDepth ? 'affine-depth' : 'affine-disparity';
  const range = `${minimum.toPrecision(4)} to ${maximum.toPrecision(4)}`;
  const what = `${isDepth ? 'depth' : 'disparity'} from ${range}${isDepth ? ' m' : ' 1/m'}`;
  const accuracy = isAbsolute
    ? 'absolute: metres'
    : 'relative: the phone itself does not vouch for the scale';
  return {
    kind,
    width,
    height,
    values,
    reasons: [`The file says ${what}, and that its accuracy is ${accuracy}.`],
  };
}
