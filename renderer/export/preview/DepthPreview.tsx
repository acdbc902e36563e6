import { useEffect, useMemo, useRef } from 'react';
import type { DepthImageOptions } from '../../../contract/depth-image.ts';
import type { Result } from '../../../contract/run.ts';
import sections from '../../inspector/inspector.module.css';
import { mapOf, maps, wantMap } from '../../stage/things.ts';
import styles from '../export.module.css';
import { type DepthPreview as Preview, previewDepthImage } from './preview.ts';

/** Long edge of the painted picture in pixels: sharp on a screen of double density. */
const LONG_EDGE = 560;

/** The depth image as it will be written, with the values at both ends of its scale. */
export function DepthPreview({ result, options }: { result: Result; options: DepthImageOptions }) {
  maps.useItems();
  useEffect(() => wantMap(result), [result]);
  const map = mapOf(result);
  const preview = useMemo(() => {
    if (!map) return null;
    const { kind, minimum, maximum } = result;
    return previewDepthImage({ ...map, kind, minimum, maximum }, options, LONG_EDGE);
  }, [map, result, options]);
  return (
    <section className={sections.section} aria-labelledby="preview-heading">
      <h2 id="preview-heading" className={sections.heading}>
        As it will be written
      </h2>
      {preview === null && <p className={sections.note}>Reading the depth map</p>}
      {typeof preview === 'string' && <p className={styles.problem}>{preview}</p>}
      {preview !== null && typeof preview !== 'string' && (
        <Picture preview={preview} isColoured={options.format === 'preview'} />
      )}
    </section>
  );
}

function Picture({ preview, isColoured }: { preview: Preview; isColoured: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba, darkIs, dark, light, unit, invalid } = preview;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [rgba, width, height]);
  const lightIs = darkIs === 'near' ? 'far' : 'near';
  const ends = isColoured ? ['first colour', 'last colour'] : ['black', 'white'];
  const words = (name: string, end: string, value: number) =>
    `${name}: ${end}, ${numberText(value)}${unit && ` ${unit}`}`;
  return (
    <>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        className={styles.preview}
        role="img"
        aria-label={`Preview: ${words(ends[0], darkIs, dark)}; ${words(ends[1], lightIs, light)}`}
        data-testid="depth-preview"
      />
      <div className={styles.ends}>
        <span>{words(ends[0], darkIs, dark)}</span>
        <span>{words(ends[1], lightIs, light)}</span>
      </div>
      {invalid > 0 && (
        <p className={sections.note}>{(100 * invalid).toFixed(invalid < 0.001 ? 3 : 1)} % have no value.</p>
      )}
    </>
  );
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(3)));
}
