import type { TRUTH_FORMATS } from '../../../contract/compare/truth.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import type { NumberPlane } from '../../formats/number-plane.ts';

/** The numbers of a file as they are stored, before anybody says what they mean. */
export interface RawTruth extends NumberPlane {
  format: (typeof TRUTH_FORMATS)[number];
  /** The kind of the values, where the file itself says it. */
  declaredKind?: DepthKind;
  /** Which of several planes was taken, and whatever else a person should know. */
  notes: string[];
}
