/** The engine and its calls. */
export const host: Readonly<Record<string, string>> = {
  'No project is open yet.': 'Noch ist kein Projekt geöffnet.',
  'Default project': 'Standardprojekt',
  'Expected a call of the contract ({API}), but received "{name}".':
    'Ein Aufruf des Vertrags wird erwartet ({API}), erhalten wurde „{name}“.',
  '{name}: input: {message}.': '{name}: Eingabe: {message}.',
  'could not be started ({code})': 'ließ sich nicht starten ({code})',
  'could not be started (no reason given)': 'ließ sich nicht starten (kein Grund genannt)',
  'was ended by {signal}': 'wurde durch {signal} beendet',
  'ended with exit code {code}': 'endete mit Exit-Code {code}',
  'Expected a request from the page that Depthroom opened, with its key, but received one without or with an old one; open the page again.':
    'Die Anfrage kam nicht von der Seite, die Depthroom geöffnet hat, oder mit einem alten Schlüssel; die Seite erneut öffnen.',
  'Expected a request to 127.0.0.1:{port}, but received one to another name.':
    'Eine Anfrage an 127.0.0.1:{port} wird erwartet, sie ging aber an einen anderen Namen.',
  'Expected a request from the page that Depthroom served, but received one from another page.':
    'Die Anfrage kam nicht von der Seite, die Depthroom ausgeliefert hat, sondern von einer anderen Seite.',
  'Expected a request from the page that Depthroom served, but received one from another site.':
    'Die Anfrage kam nicht von der Seite, die Depthroom ausgeliefert hat, sondern von einer anderen Website.',
  'Expected an address that was made in the last 10 seconds and not opened yet; ask for a new one.':
    'Die Adresse ist älter als 10 Sekunden oder wurde schon geöffnet; eine neue anfordern.',
  'Expected 32 hexadecimal digits as ?nonce=, but received others.':
    'Nötig sind 32 Hexadezimalziffern als ?nonce=, erhalten wurden andere.',
  'The language could not be kept, as "{path}" cannot be written; delete what stands there, or allow writing in its folder, and choose the language again.':
    'Die Sprache wurde nicht gemerkt, weil „{path}“ sich nicht schreiben lässt; was dort liegt löschen oder das Schreiben im Ordner erlauben und die Sprache erneut wählen.',
  'There is nothing at {method} {pathname}.': 'Bei {method} {pathname} gibt es nichts.',
  'Expected the file name of the photo as ?name=, but received none.':
    'Der Dateiname des Fotos fehlt als ?name=.',
  'Expected the photo and the file name of its ground truth as ?photo= and &name=, but one is missing.':
    'Foto und Dateiname der Ground Truth sind als ?photo= und &name= nötig, eins davon fehlt.',
  'This file is not in the project that is open.': 'Diese Datei ist nicht im geöffneten Projekt.',
  'This export is not in the project that is open, or is not finished.':
    'Dieser Export ist nicht im geöffneten Projekt oder nicht fertig.',
  'Stopped, because another project was asked for before this one was open.':
    'Angehalten, weil vor dem Öffnen ein anderes Projekt verlangt wurde.',
  'Stopped, before the project was open.': 'Angehalten, bevor das Projekt geöffnet war.',
  'Stopped, because Depthroom was closed.': 'Angehalten, weil Depthroom geschlossen wurde.',
  'This is the default project, because the one that was open last cannot be opened: {message}':
    'Dies ist das Standardprojekt, weil sich das zuletzt geöffnete nicht öffnen lässt: {message}',
  'Expected {what} at {slowest} a second or more, but it came slower; send it again.':
    '{what} muss mit {slowest} je Sekunde oder schneller kommen, kam aber langsamer; erneut senden.',
  'Expected at most {bound} for {what}, but more was sent.':
    'Höchstens {bound} sind erlaubt für {what}, gesendet wurde mehr.',
  'Expected {what} without long pauses, but nothing came for {idleMs} seconds; send it again.':
    '{what} darf keine langen Pausen haben, {idleMs} Sekunden lang kam aber nichts; erneut senden.',
  'The sender left before {what} was here in full.': 'Der Absender ging, bevor {what} vollständig da war.',
  'Expected a body of the type application/json.': 'Erwartet wird ein Inhalt vom Typ application/json.',
  'the body of a call': 'der Inhalt eines Aufrufs',
  'Expected JSON in the body of the call, but it cannot be parsed.':
    'Der Inhalt des Aufrufs ist kein lesbares JSON.',
  'Expected {announced} of free space for {what} on the disk of the project, but there are {free}; free some space, or open a project on another disk.':
    'Auf dem Datenträger des Projekts sind {announced} freier Speicherplatz für {what} nötig, es gibt {free}; Platz schaffen oder ein Projekt auf einem anderen Datenträger öffnen.',
  'receive {what}': 'Empfangen von {what}',
  'This file is not there any more.': 'Diese Datei ist nicht mehr da.',
  'There is no page at {pathname}.': 'Bei {pathname} gibt es keine Seite.',
  'The page is not built yet; run "npm run build".':
    'Die Seite ist noch nicht gebaut; „npm run build“ ausführen.',
  'Expected an address whose percent signs stand before two digits of UTF-8 text, but received another.':
    'Diese Adresse ist ungültig: Auf jedes Prozentzeichen müssen zwei Hexadezimalziffern folgen, die UTF-8-Text ergeben.',
  'Stopped, because the project was closed before this was finished.':
    'Angehalten, weil das Projekt vorher geschlossen wurde.',
};
