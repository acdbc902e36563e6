import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { ChevronIcon } from '../controls/icons.tsx';
import { OptionsForm } from '../controls/OptionsForm.tsx';
import sections from '../controls/sections.module.css';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { EDGE_ANGLE, EDGE_CUT, ISLANDS, look, useLook } from '../state/look.ts';
import { ASSUMED_PLANES, useRanges } from '../state/ranges.ts';
import { titleText } from '../view/pack-text.ts';
import { BatchSummary } from './BatchSummary.tsx';
import { EstimateFacts } from './EstimateFacts.tsx';
import { ExportButtons } from './ExportButtons.tsx';
import { ExportList } from './ExportList.tsx';
import styles from './export.module.css';
import { FormatChoice } from './FormatChoice.tsx';
import { PlanesFields } from './PlanesFields.tsx';
import { PresetGrid } from './PresetGrid.tsx';
import { optionsTitle, panelNotes } from './panel-text.ts';
import { DepthPreview } from './preview/DepthPreview.tsx';
import { KINDS } from './request/kinds.ts';
import { readPlaceChoice, usePlaceChoice } from './request/place-choice.ts';
import { forgetOwn, setOwn, usePlan } from './request/plan.ts';
import { hiddenFields, isInMetres, planesNeed, shownOptions, tryRequest } from './request/request.ts';
import { SelectionExport } from './SelectionExport.tsx';
import { GeometryViewer } from './viewer/GeometryViewer.tsx';

/** Files for other programs, made from the run on the stage: for whom, how, how large; then all that were made. */
export function ExportPanel({ photo, run }: { photo: Photo; run: Run }) {
  const plan = usePlan();
  const edgeCut = useLook((state) => state.edgeCut);
  const edgeAngle = useLook((state) => state.edgeAngle);
  const planes = useRanges((state) => state.stated[photo.id]) ?? ASSUMED_PLANES;
  const islands = useLook((state) => state.islands);
  const { result } = run;
  useEffect(() => void readPlaceChoice(), []);
  const depthKind = result?.kind ?? 'metric';
  const place = usePlaceChoice((state) => state.place);
  const shown = shownOptions(plan, edgeCut, edgeAngle, place, islands);
  const need = planesNeed(plan.kind, shown, depthKind);
  const { request, problem } = useMemo(
    () => tryRequest(plan, { depthKind, planes, edgeCut, edgeAngle, place, islands }),
    [plan, depthKind, planes, edgeCut, edgeAngle, place, islands],
  );
  if (!result) return null;
  return (
    <>
      <PresetGrid />
      <SelectionExport />
      {plan.choice === 'custom' && <FormatChoice format={String(shown.format)} />}
      {request?.kind === 'depth-image' && (
        <DepthPreview photo={photo} result={result} options={request.options} />
      )}
      {need !== 'no' && (
        <PlanesFields photoId={photo.id} need={need} isInMetres={isInMetres(plan, shown, need)} />
      )}
      {panelNotes(shown, run.origin).map((note) => (
        <p key={note} className={`${sections.note} ${styles.after}`}>
          {note}
        </p>
      ))}
      <Options key={plan.choice === 'custom' ? 'custom' : 'preset'} shown={shown} />
      <section className={styles.takeAway} aria-labelledby="export-heading">
        <h2 id="export-heading" className={sections.heading} style={{ marginBottom: 0 }}>
          {text('exports.exportRun', { title: titleText(run.packTitle) })}
        </h2>
        {request && <EstimateFacts photo={photo} result={result} request={request} />}
        {problem && <p className={styles.problem}>{sentence(problem)}</p>}
        <ExportButtons photo={photo} run={run} request={request} />
        <BatchSummary />
      </section>
      <ExportList photo={photo} />
      <GeometryViewer />
    </>
  );
}

function Options({ shown }: { shown: ReturnType<typeof shownOptions> }) {
  const { kind, choice, own } = usePlan();
  const [isOpen, setOpen] = useState(choice === 'custom');
  return (
    <section className={sections.section}>
      <button
        type="button"
        className={styles.disclosure}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{optionsTitle({ choice, own })}</span>
        <span className={sections.chevron} data-open={isOpen || undefined}>
          <ChevronIcon />
        </span>
      </button>
      {isOpen && (
        <>
          <OptionsForm
            schema={KINDS[kind].schema}
            without={['format', ...hiddenFields(kind, shown)]}
            valueFor={({ name }) => shown[name]}
            onChange={(name, value) => {
              // The cut is one, of the 3D view and of the file.
              if (name === 'edgeCut') look({ edgeCut: Number(value ?? EDGE_CUT) });
              else if (name === 'edgeAngle') look({ edgeAngle: Number(value ?? EDGE_ANGLE) });
              else if (name === 'islands') look({ islands: Number(value ?? ISLANDS) });
              else setOwn(name, value);
            }}
          />
          <Button
            mt="md"
            variant="subtle"
            color="gray"
            disabled={Object.keys(own).length === 0}
            onClick={forgetOwn}
          >
            {text('exports.reset')}
          </Button>
        </>
      )}
    </section>
  );
}
