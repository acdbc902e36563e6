import { describeDepthImage } from '../../contract/depth-image-size.ts';
import { describeMesh, describePointCloud } from '../../contract/geometry-size.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';
import { bytesText } from '../packs/pack-text.ts';
import styles from './export.module.css';
import type { Request } from './request.ts';

interface Props {
  photo: Photo;
  result: Result;
  request: Request;
}

interface Estimate {
  facts: string[];
  warnings: string[];
}

const number = new Intl.NumberFormat('en');
/** Samples that a TIFF can address. */
const LONGEST_TIFF = 0xf0000000;

/** How large the file will be, and what would be in its way, before it is written. */
export function EstimateFacts(props: Props) {
  const { facts, warnings } = estimateOf(props);
  return (
    <div data-testid="estimate">
      <p className={styles.facts}>{facts.join(' · ')}</p>
      {warnings.map((sentence) => (
        <p key={sentence} className={styles.warning}>
          {sentence}
        </p>
      ))}
    </div>
  );
}

function estimateOf({ photo, result, request }: Props): Estimate {
  const common = { model: result.model, hasUncertainty: result.uncertainty !== null };
  const { kind, options } = request;
  if (kind === 'depth-image') {
    const image = describeDepthImage(options, { photo, ...common });
    const { width, height, channels, bytes, atMost } = image;
    const isTiff = ['tiff16', 'tiff32', 'photoshop'].includes(options.format);
    return {
      facts: [
        `${width} × ${height} pixels`,
        channels.length > 1 ? channels.join(' ') : '1 channel',
        `${image.isExact ? '' : 'about '}${bytesText(bytes)}`,
      ],
      warnings:
        isTiff && atMost > LONGEST_TIFF
          ? ['A TIFF holds 4 GiB of samples at most: choose a smaller size, or OpenEXR.']
          : [],
    };
  }
  const facts = { photo, ...common };
  if (kind === 'point-cloud') {
    const { points, bytes, warnings } = describePointCloud(options, facts);
    return { facts: [`${number.format(points)} points at most`, `about ${bytesText(bytes)}`], warnings };
  }
  const { triangles, bytes, warnings } = describeMesh(options, facts);
  const levels = triangles.map((each) => number.format(each)).join(' + ');
  return { facts: [`${levels} triangles at most`, `about ${bytesText(bytes)}`], warnings };
}
