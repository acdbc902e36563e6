/** The queue and its runs. */
export const runs: Readonly<Record<string, string>> = {
  'Depthroom was closed or stopped while this was at work; do it again.':
    'Depthroom wurde geschlossen oder angehalten, während dies in Arbeit war; erneut starten.',
  'Expected a run that waits, but "{packTitle}" is {state} by now.':
    'Nur ein wartender Lauf ist möglich, „{packTitle}“ ist inzwischen aber {state}.',
  'at work': 'in Arbeit',
  'Expected no options, since {systems} has none, but received "{name}".':
    '{systems} hat keine Optionen, angegeben wurde „{name}“.',
  'Expected an option of {systems} ({value}), but received "{name}".':
    'Eine Option von {systems} ist nötig ({value}), angegeben wurde „{name}“.',
  'Put back into the queue.': 'Zurück in die Warteschlange gestellt.',
  'make a folder for the run': 'Anlegen eines Ordners für den Lauf',
  'take over what another Depthroom has left': 'Übernehmen, was ein anderes Depthroom zurückgelassen hat,',
  'This run is at work in another Depthroom process (a window, a server or a command); stop it there.':
    'Dieser Lauf ist in einem anderen Depthroom-Prozess in Arbeit (ein Fenster, ein Server oder ein Befehl); dort anhalten.',
  '{packTitle} of a photo': '{packTitle}: ein Foto',
  '{titles} and {titles2} more': '{titles} und {titles2} weitere',
  'Expected a finished run as the prior, but "{packTitle}" {state}; run it again or choose another.':
    'Als Vorgabe ist ein fertiger Lauf nötig: „{packTitle}“ {state}; erneut starten oder einen anderen wählen.',
  'Expected a coarse depth map as the prior, but "{id}" is itself a refiner; choose another system.':
    'Als Vorgabe ist eine grobe Tiefenkarte nötig, „{id}“ ist aber selbst ein Verfeinerer; ein anderes System wählen.',
  'Expected plane:<sha256>:<width>x<height> for a prior that was given as a file, but received "{prior}"; give the file again.':
    'Für eine Vorgabe aus einer Datei ist plane:<sha256>:<Breite>x<Höhe> nötig, angegeben wurde „{prior}“; die Datei erneut angeben.',
  'Expected an installed pack that makes a coarse depth map for {title}, but there is none; add one in the model library.':
    'Für {title} ist kein Paket installiert, das eine grobe Tiefenkarte macht; eins in der Modellbibliothek hinzufügen.',
  'came in a file': 'kam in einer Datei',
  'was made from other runs; make it again from those':
    'wurde aus anderen Läufen gemacht; aus diesen erneut machen',
  'Expected a run of a model, but "{packTitle}" {way}.':
    'Ein Lauf eines Modells ist nötig: „{packTitle}“ {way}.',
  'Expected the finished depth map of "{packTitle}" to refine, but that run {prior}':
    'Die fertige Tiefenkarte von „{packTitle}“ zum Verfeinern fehlt: Dieser Lauf {prior}',
  'Expected the finished depth map of "another run" to refine, but that run {prior}':
    'Die fertige Tiefenkarte eines anderen Laufs zum Verfeinern fehlt: Dieser Lauf {prior}',
  'was removed.': 'wurde entfernt.',
  'failed: {message}': 'ist fehlgeschlagen: {message}',
  'failed:': 'ist fehlgeschlagen:',
  'was cancelled.': 'wurde abgebrochen.',
  'has not ended.': 'ist nicht zu Ende.',
  'Stopped waiting for the run; it goes on when its project is opened again, if nobody has cancelled it.':
    'Auf den Lauf wird nicht mehr gewartet; er geht weiter, wenn sein Projekt wieder geöffnet wird, falls ihn niemand abgebrochen hat.',
  'The run was removed before it ended.': 'Der Lauf wurde vor seinem Ende entfernt.',
};
