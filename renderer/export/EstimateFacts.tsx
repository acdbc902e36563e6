import { estimateExport } from '../../contract/exports/export-estimate.ts';
import { silentOptions } from '../../contract/exports/silent-options.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';
import { digitsText } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import styles from './export.module.css';
import type { Request } from './request/request.ts';

interface Props {
  photo: Photo;
  result: Result;
  request: Request;
}

/** How large the file will be, and what would be in its way, before it is written. */
export function EstimateFacts({ photo, result, request }: Props) {
  const { facts, warnings: large } = estimateExport(request, photo, result);
  const stated = ['minimum', 'maximum'].filter((name) => name in request.options);
  const warnings = [...large, ...silentOptions(request, result, stated)];
  return (
    <div data-testid="estimate">
      <p className={styles.facts}>{facts.map(factText).join(' · ')}</p>
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {sentence(warning)}
        </p>
      ))}
    </div>
  );
}

/** A bare size has no words, only the mark in its number. */
function factText(fact: string): string {
  return /^[\d.]+ [kMGT]?B$/.test(fact) ? digitsText(fact) : sentence(fact);
}
