import {
  type Calibration,
  PLAIN_CONVENTION,
  TRUTH_PRESETS,
  type TruthConvention,
} from '../../../contract/compare/truth.ts';
import type { RawTruth } from './raw-truth.ts';

export interface Detection {
  convention: TruthConvention;
  confidence: 'guessed' | 'certain';
  /** Why, for a person who is asked to confirm it. */
  reasons: string[];
}

/** What a file's numbers probably mean. Only formats that say so themselves are certain; the rest is for a person to confirm. */
export function detectConvention(raw: RawTruth, name: string, calibration: Calibration | null): Detection {
  if (calibration) {
    return {
      convention: {
        ...PLAIN_CONVENTION,
        ...(raw.storage.startsWith('uint') ? { invalid: 0 } : {}),
        meaning: 'disparity',
        calibration,
      },
      confidence: raw.format === 'pfm' ? 'certain' : 'guessed',
      reasons: [
        `A stereo calibration came with it: focal length ${calibration.focalInPixels} pixels, baseline ${calibration.baselineInMetres} m, offset ${calibration.offsetInPixels} pixels.`,
      ],
    };
  }
  if (raw.declaredKind) {
    const isDisparity = raw.declaredKind === 'affine-disparity';
    return guess(
      isDisparity ? 'disparity' : 'metres',
      'certain',
      ['The file says itself what its greys mean.'],
      {
        unit: raw.declaredKind === 'metric' ? 'metres' : 'unknown',
      },
    );
  }
  if (raw.format === 'dpt')
    return guess('sintel', 'certain', ['The tag of the file is that of MPI Sintel depth.']);
  return raw.storage.startsWith('float') ? detectFloats(raw, name) : detectCodes(raw, name);
}

type Preset = keyof typeof TRUTH_PRESETS;

function guess(
  preset: Preset,
  confidence: Detection['confidence'],
  reasons: string[],
  more: Partial<TruthConvention> = {},
): Detection {
  return {
    convention: { ...PLAIN_CONVENTION, ...TRUTH_PRESETS[preset], ...more },
    confidence,
    reasons,
  };
}

/** Whole numbers: which unit one step is. */
function detectCodes({ storage, width, height, values }: RawTruth, name: string): Detection {
  if (storage === 'uint8' || storage === 'boolean') {
    return guess(
      'disparity',
      'guessed',
      ['8 bits are too few for a measurement: it is taken as a relative picture in which bright is near.'],
      { invalid: null },
    );
  }
  const says = (pattern: RegExp) => pattern.test(name);
  if (says(/disp/i)) {
    return guess(
      'disparity',
      'guessed',
      ['The name says disparity; KITTI stores 1/256 pixel a step, 0 where unknown.'],
      {
        scale: 1 / 256,
        invalid: 0,
      },
    );
  }
  const isKittiSize = width >= 1216 && width <= 1242 && height >= 352 && height <= 376;
  if (says(/kitti/i) && says(/v(irtual)?[-_ ]?kitti/i))
    return guess('virtual-kitti', 'guessed', ['The name says Virtual KITTI: centimetres.']);
  if (isKittiSize || says(/kitti/i)) {
    const why = isKittiSize ? `The size ${width} x ${height} is that of KITTI` : 'The name says KITTI';
    return guess('kitti', 'guessed', [`${why}: 1/256 m a step, 0 where unknown, up to 80 m.`]);
  }
  if (says(/\b(tum|rgbd_dataset)/i))
    return guess('tum', 'guessed', ['The name says TUM RGB-D: 1/5000 m a step.']);
  if ((width === 640 && height === 480) || says(/nyu/i)) {
    return guess('nyu', 'guessed', [
      `${says(/nyu/i) ? 'The name says NYU' : 'The size 640 x 480 is that of NYU and Kinect'}: millimetres, up to 10 m.`,
    ]);
  }
  const largest = largestOf(values);
  return guess('millimetres', 'guessed', [
    `Whole numbers up to ${largest}, most often millimetres: the farthest pixel would be ${(largest / 1000).toFixed(2)} m away.`,
  ]);
}

function detectFloats(raw: RawTruth, name: string): Detection {
  const { format, values } = raw;
  const says = (pattern: RegExp) => pattern.test(`${name} ${raw.notes.join(' ')}`);
  if (says(/disp/i))
    return guess('disparity', 'guessed', [
      'The name says disparity; without a calibration its scale is not known.',
    ]);
  const largest = largestOf(values);
  if (format === 'pfm' && values.some((value) => value === Number.POSITIVE_INFINITY) && !says(/depth/i)) {
    return guess('disparity', 'guessed', [
      'A PFM with infinity where nothing is known is how Middlebury stores disparities; give its calib.txt to have metres.',
    ]);
  }
  if (says(/inv(erse)?[-_ ]?depth/i))
    return guess('inverse-metres', 'guessed', ['The name says inverse depth.']);
  if (says(/depth_meters|hypersim/i)) {
    return guess(
      'metres',
      'guessed',
      ['The name is that of Hypersim: metres from the camera along the ray.'],
      {
        geometry: 'euclidean',
      },
    );
  }
  if (largest <= 1 && values.every((value) => !(value < 0))) {
    return guess(
      'metres',
      'guessed',
      ['All values lie between 0 and 1: it is taken as relative depth, far is 1.'],
      {
        unit: 'unknown',
      },
    );
  }
  if (largest > 1000) {
    return guess('metres', 'guessed', [`Values up to ${largest.toPrecision(4)} are taken for millimetres.`], {
      scale: 1 / 1000,
      invalid: 0,
    });
  }
  return guess('metres', 'guessed', [
    `Numbers with a fraction, up to ${largest.toPrecision(4)}: taken as metres of depth along the view.`,
  ]);
}

/** The largest finite value below ten thousand kilometres: renderers write huge numbers for the sky. */
function largestOf(values: RawTruth['values']): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > largest && values[i] < 1e7) largest = values[i];
  return largest;
}
