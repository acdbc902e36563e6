import { Badge } from '@mantine/core';
import type { Photo } from '../../contract/photo.ts';
import sections from '../controls/sections.module.css';
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
            Field of view
          </h2>
          <Badge variant="light" color={source.colour} size="sm">
            {source.label}
          </Badge>
        </div>
        <p className={styles.readout}>{degrees.toFixed(1)}°</p>
        <p className={sections.note}>
          across the photo, as a {mm.toFixed(0)} mm lens on full frame. {intrinsics.note}
        </p>
        <LensForm key={intrinsics.fx} photo={photo} />
      </section>
      <section className={sections.section} aria-labelledby="file-heading">
        <h2 id="file-heading" className={sections.heading}>
          File
        </h2>
        <FactList facts={fileFacts(photo)} isFirst />
      </section>
    </>
  );
}
