import { useEffect, useMemo, useRef } from 'react';
import type { DepthImageOptions } from '../../../contract/exports/depth-image.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Result } from '../../../contract/run.ts';
import sections from '../../controls/sections.module.css';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { loadedViewMap, requestViewMap, viewMaps } from '../../view/resources.ts';
import { fileValuesOf, requestFileValues, useFileValues } from './file-values.ts';
import styles from './preview.module.css';
import { type DepthPreview as Preview, previewDepthImage } from './preview.ts';
import { previewText } from './preview-text.ts';

/** Long edge of the painted picture in pixels: sharp on a screen of double density. */
const LONG_EDGE = 560;

/** The depth image as it will be written, with the values at both ends of its scale. */
export function DepthPreview({
  photo,
  result,
  options,
}: {
  photo: Photo;
  result: Result;
  options: DepthImageOptions;
}) {
  viewMaps.useEntries();
  const entries = useFileValues();
  useEffect(() => requestViewMap(result), [result]);
  useEffect(() => requestFileValues({ photo, result }, options), [photo, result, options]);
  const map = loadedViewMap(result);
  const file = fileValuesOf({ photo, result }, options, entries);
  const preview = useMemo(() => {
    if (file?.state === 'failed') return file.message;
    if (!map || file?.state !== 'ready') return null;
    const { kind, minimum, maximum } = result;
    return previewDepthImage({ ...map, kind, minimum, maximum, file: file.value }, options, LONG_EDGE);
  }, [map, file, result, options]);
  return (
    <section className={sections.section} aria-labelledby="preview-heading">
      <h2 id="preview-heading" className={sections.heading}>
        {text('exports.asWritten')}
      </h2>
      {preview === null && <p className={sections.note}>{text('exports.readingMap')}</p>}
      {typeof preview === 'string' && <p className={styles.problem}>{sentence(preview)}</p>}
      {preview !== null && typeof preview !== 'string' && (
        <Picture preview={preview} isColoured={options.format === 'preview'} />
      )}
    </section>
  );
}

function Picture({ preview, isColoured }: { preview: Preview; isColoured: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba } = preview;
  const { dark, light, label, invalid } = previewText(preview, isColoured);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [rgba, width, height]);
  return (
    <>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        className={styles.preview}
        role="img"
        aria-label={label}
        data-testid="depth-preview"
      />
      <div className={styles.ends}>
        <span>{dark}</span>
        <span>{light}</span>
      </div>
      {invalid && <p className={sections.note}>{invalid}</p>}
    </>
  );
}
