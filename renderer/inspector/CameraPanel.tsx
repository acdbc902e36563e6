import { Badge } from '@mantine/core';
import type { Photo } from '../../contract/photo.ts';
import sections from '../controls/sections.module.css';
import { fixedText } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { fileFacts, SOURCES } from './camera-text.ts';
import { FactList } from './FactList.tsx';
import styles from './inspector.module.css';
import { LensForm } from './LensForm.tsx';
import { lensOf } from './lens.ts';

/** How the photo was taken: it decides how wide the scene is in 3D, so it is shown and can be set. */
export function CameraPanel({ photo }: { photo: Photo }) {
  const { intrinsics } = photo;
  const { degrees, mm } = lensOf(photo);
  const source = SOURCES[intrinsics.source];
  return (
    <>
      <section className={sections.section} aria-labelledby="lens-heading">
        <div className={sections.heading}>
          <h2 id="lens-heading" className={sections.heading} style={{ margin: 0 }}>
            {text('inspector.fieldOfView')}
          </h2>
          <Badge variant="light" color={source.colour} size="sm">
            {source.label}
          </Badge>
        </div>
        <p className={styles.readout}>{fixedText(degrees, 1)}°</p>
        <p className={sections.note}>
          {text('inspector.acrossThePhoto', { mm: fixedText(mm, 0), note: sentence(intrinsics.note) })}
        </p>
        <LensForm key={intrinsics.fx} photo={photo} />
      </section>
      <section className={sections.section} aria-labelledby="file-heading">
        <h2 id="file-heading" className={sections.heading}>
          {text('inspector.file')}
        </h2>
        <FactList facts={fileFacts(photo)} isFirst />
      </section>
    </>
  );
}
