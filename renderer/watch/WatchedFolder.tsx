import { Switch } from '@mantine/core';
import type { WatchState } from '../../contract/calls/watch-calls.ts';
import { PRESETS } from '../../contract/exports/presets.ts';
import { language } from '../language/language.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt, tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { shortTitle } from '../view/pack-text.ts';
import { clockText } from '../view/time-text.ts';
import styles from './watch.module.css';
import { watchText } from './watch-words.ts';

/** The folder that is watched: what is done with it, what it has brought, what went wrong. */
export function WatchedFolder({ watch, onChange }: { watch: WatchState; onChange(): void }) {
  const { folder, packIds, target, startedAt, trouble, faults } = watch;
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  const isPaused = useProject(({ queue }) => queue.isPaused === true);
  const names = packIds.map((id) => shortTitle(packs.find((pack) => pack.id === id)?.title ?? id));
  const switchOff = () =>
    void attempt(async () => {
      await call('stopWatch', {});
      const again = async () => {
        await call('startWatch', { folder, packIds, target });
        onChange();
      };
      tell('done', text('watch.notWatchedAnyMore', { folder }), {
        label: text('watch.undo'),
        run: () => void attempt(again),
      });
      onChange();
    });
  return (
    <div className={styles.form}>
      <Switch
        size="sm"
        label={text('watch.watching', { folder })}
        checked
        data-autofocus
        onChange={switchOff}
      />
      <dl className={styles.facts}>
        <dt>{text('watch.since')}</dt>
        <dd>{clockText(startedAt)}</dd>
        <dt>{text('watch.models')}</dt>
        <dd>{new Intl.ListFormat(language().locale, { type: 'unit' }).format(names)}</dd>
        <dt>{text('watch.files')}</dt>
        <dd>
          {target
            ? text('watch.filesInto', {
                preset: sentence(PRESETS[target.preset].title),
                folder: target.folder,
              })
            : text('watch.noFiles')}
        </dd>
      </dl>
      <p className={styles.state} role="status" data-trouble={trouble !== null || undefined}>
        {watchText(watch, isPaused)}
      </p>
      {faults.length > 0 && (
        <section aria-labelledby="faults-heading">
          <h3 id="faults-heading" className={styles.heading}>
            {text('watch.whatWentWrong')}
          </h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll a long list. */}
          <ul className={styles.faults} tabIndex={0} aria-label={text('watch.faults')}>
            {faults.map(({ name, sentence: reason, at }) => (
              <li key={`${name} ${at}`}>
                {!reason.includes(name) && <b>{name}: </b>}
                {sentence(reason)} <span>{clockText(at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
