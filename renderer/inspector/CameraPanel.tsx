import { Badge, Button, Group, NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { bytesText } from '../../contract/bytes-text.ts';
import { fieldOfView, focalTo35mm, type Photo } from '../../contract/photo.ts';
import sections from '../controls/sections.module.css';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import styles from './inspector.module.css';

const SOURCES = {
  exif: { colour: 'teal', label: 'from the file' },
  given: { colour: 'teal', label: 'as you gave it' },
  assumed: { colour: 'yellow', label: 'assumed' },
} as const;

/** How the photo was taken: it decides how wide the scene is in 3D, so it is shown and can be set. */
export function CameraPanel({ photo }: { photo: Photo }) {
  const { intrinsics, width, height } = photo;
  const degrees = fieldOfView(intrinsics.fx, width);
  const millimetres = focalTo35mm(intrinsics.fx, width, height);
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
          across the photo, as a {millimetres.toFixed(0)} mm lens on full frame. {intrinsics.note}
        </p>
        <LensForm key={intrinsics.fx} photo={photo} degrees={degrees} millimetres={millimetres} />
      </section>
      <section className={sections.section} aria-labelledby="file-heading">
        <h2 id="file-heading" className={sections.heading}>
          File
        </h2>
        <dl className={styles.facts} style={{ marginTop: 0 }}>
          {factsOf(photo).map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </section>
    </>
  );
}

function LensForm({ photo, degrees, millimetres }: { photo: Photo; degrees: number; millimetres: number }) {
  const [unit, setUnit] = useState<'degrees' | 'mm'>('degrees');
  const shown = Number((unit === 'degrees' ? degrees : millimetres).toFixed(1));
  const [value, setValue] = useState<number | string>(shown);
  const isUsable =
    typeof value === 'number' && (unit === 'degrees' ? value > 1 && value < 170 : value > 1 && value < 2000);
  const send = (lens: { fieldOfViewDegrees: number } | { focal35mm: number } | null) =>
    void attempt(() => call('setIntrinsics', { photoId: photo.id, lens }));
  return (
    <form
      className={sections.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isUsable) send(unit === 'degrees' ? { fieldOfViewDegrees: value } : { focal35mm: value });
      }}
    >
      <SegmentedControl
        fullWidth
        aria-label="Unit of the lens"
        data={[
          { value: 'degrees', label: 'Degrees' },
          { value: 'mm', label: '35 mm equivalent' },
        ]}
        value={unit}
        onChange={(next) => {
          setUnit(next as 'degrees' | 'mm');
          setValue(Number((next === 'degrees' ? degrees : millimetres).toFixed(1)));
        }}
      />
      <NumberInput
        label={unit === 'degrees' ? 'Horizontal field of view' : 'Focal length, 35 mm equivalent'}
        description={
          unit === 'degrees'
            ? 'A phone’s main camera sees about 65 to 75 degrees.'
            : 'A phone’s main camera is about 24 to 28 mm.'
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        suffix={unit === 'degrees' ? '°' : ' mm'}
        min={1}
        max={unit === 'degrees' ? 170 : 2000}
        decimalScale={1}
        value={value}
        onChange={setValue}
        error={isUsable ? null : unit === 'degrees' ? 'Between 1 and 170 degrees.' : 'Between 1 and 2000 mm.'}
      />
      <Group gap="xs">
        <Button type="submit" disabled={!isUsable || value === shown}>
          Set lens
        </Button>
        {photo.intrinsics.source === 'given' && (
          <Button variant="default" onClick={() => send(null)}>
            Back to what the file says
          </Button>
        )}
      </Group>
    </form>
  );
}

function factsOf(photo: Photo): [string, string][] {
  const facts: [string, string][] = [
    ['Name', photo.name],
    [
      'Size',
      `${photo.width} × ${photo.height}, ${((photo.width * photo.height) / 1e6).toFixed(1)} megapixels`,
    ],
    ['Format', `${photo.format.toUpperCase()}, ${photo.bitsPerSample} bits, ${bytesText(photo.bytes)}`],
    ['Colours', photo.colourProfile ?? 'sRGB, as no profile is embedded'],
  ];
  if (photo.camera) facts.push(['Camera', photo.camera]);
  if (photo.takenAt) facts.push(['Taken', photo.takenAt]);
  return facts;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
