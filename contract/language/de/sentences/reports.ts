/** Reports of comparisons and contact sheets: files for others, in the language of who has them made. */
export const reports: Readonly<Record<string, string>> = {
  'Language of the words and numbers.': 'Sprache von Text und Zahlen.',

  'The photo': 'Das Foto',
  'Every pair': 'Jedes Paar',
  'Rank correlation of distances': 'Rangkorrelation der Abstände',
  'What a fit leaves over, as a share of the spread':
    'Was eine Angleichung übrig lässt, als Anteil der Streuung',
  'AbsRel against metric runs': 'AbsRel gegen Läufe in Metern',
  'Ground truth': 'Ground Truth',

  'Depth of {name}: {titles}': 'Tiefe von {name}: {titles}',
  '{name}, {width} x {height} pixels.': '{name}, {width} × {height} Pixel.',
  'Written by {GENERATOR} on {day}.': 'Erstellt mit {GENERATOR} am {day}.',
  'Colour map {colours}: far': 'Farben „{colours}“: fern',
  'The range is stated under each map, beyond it the end colours.':
    'Der Bereich steht unter jeder Karte, außerhalb gelten die Farben der Enden.',
  'p: the aligned map, g: the reference': 'p: die angeglichene Karte, g: die Referenz',
  'lower is better': 'niedriger ist besser',
  'higher is better': 'höher ist besser',
  'The run of the row is aligned to that of the column by least squares, at {pairPixels} pixels that are valid in all runs.':
    'Der Lauf der Zeile ist mit kleinsten Quadraten an den der Spalte angeglichen, bei {pairPixels} Pixeln, die in allen Läufen gültig sind.',
  'This says how much the models agree, not which is right.':
    'Das sagt, wie sehr die Modelle übereinstimmen, nicht, welches richtig liegt.',

  'ground truth': 'Ground Truth',
  'as it is': 'unverändert',
  'colours aligned to the reference': 'Farben an die Referenz angeglichen',
  'not aligned, range of its own': 'nicht angeglichen, eigener Bereich',
  '{nearest} near to {farthest} far, {range}': '{nearest} nah bis {farthest} fern, {range}',
  '{straight} with γ {exponent}': '{straight} mit γ {exponent}',
  'as it is against the reference: blue {spread} nearer, white equal, red {spread2} farther, grey unknown':
    'unverändert gegen die Referenz: Blau {spread} näher, Weiß gleich, Rot {spread2} ferner, Grau unbekannt',
  'as it is against the reference: blue {spread} m nearer, white equal, red {spread2} m farther, grey unknown':
    'unverändert gegen die Referenz: Blau {spread}\u00a0m näher, Weiß gleich, Rot {spread2}\u00a0m ferner, Grau unbekannt',
  'aligned against the reference: blue {spread} nearer, white equal, red {spread2} farther, grey unknown':
    'angeglichen gegen die Referenz: Blau {spread} näher, Weiß gleich, Rot {spread2} ferner, Grau unbekannt',
  'aligned against the reference: blue {spread} m nearer, white equal, red {spread2} m farther, grey unknown':
    'angeglichen gegen die Referenz: Blau {spread}\u00a0m näher, Weiß gleich, Rot {spread2}\u00a0m ferner, Grau unbekannt',
  'the photo': 'das Foto',
  'blue {most} nearer, red {most2} farther': 'Blau {most} näher, Rot {most2} ferner',
  '{title} minus reference': '{title} minus Referenz',

  '{name} ({format}), {width} x {height}, {validPixels} valid pixels.':
    '{name} ({format}), {width} × {height}, {validPixels} gültige Pixel.',
  depth: 'Tiefe',
  '1 / depth': '1 / Tiefe',
  'Read as {word}, stored number times {scale}, in metres, depth along the view.':
    'Gelesen als {word}, gespeicherte Zahl mal {scale}, in Metern, Tiefe entlang der Blickrichtung.',
  'Read as {word}, stored number times {scale}, in metres, distance along the ray, converted to depth along the view.':
    'Gelesen als {word}, gespeicherte Zahl mal {scale}, in Metern, Abstand entlang des Strahls, umgerechnet in Tiefe entlang der Blickrichtung.',
  'Read as {word}, stored number times {scale}, of an unknown unit, depth along the view.':
    'Gelesen als {word}, gespeicherte Zahl mal {scale}, Einheit unbekannt, Tiefe entlang der Blickrichtung.',
  'Read as {word}, stored number times {scale}, of an unknown unit, distance along the ray, converted to depth along the view.':
    'Gelesen als {word}, gespeicherte Zahl mal {scale}, Einheit unbekannt, Abstand entlang des Strahls, umgerechnet in Tiefe entlang der Blickrichtung.',
  'Focal length {focalInPixels} pixels, baseline {baselineInMetres} m, offset {offsetInPixels} pixels.':
    'Brennweite {focalInPixels} Pixel, Basis {baselineInMetres}\u00a0m, Versatz {offsetInPixels} Pixel.',
  'A person confirmed this.': 'Von einem Menschen bestätigt.',
  'Nobody confirmed this (certain).': 'Nicht bestätigt (sicher).',
  'Nobody confirmed this (guessed).': 'Nicht bestätigt (geraten).',

  'starter weights, not the published ones': 'Startergewichte, nicht die veröffentlichten',
  'official weights': 'Gewichte der Autoren',
  'imported weights': 'importierte Gewichte',
  'System {system}; {word}; licence {licence}.': 'System {system}; {word}; Lizenz {licence}.',
  'Pack {packId}, hash {packHash}.': 'Modellpaket {packId}, Hash {packHash}.',
  'Pack {packId}, hash –.': 'Modellpaket {packId}, Hash –.',
  'No settings.': 'Keine Einstellungen.',
  'Settings: {settings}.': 'Einstellungen: {settings}.',
  'Provider {provider}, {seconds} s.': 'Provider {provider}, {seconds}\u00a0s.',
  'Finished {finishedAt} UTC.': 'Fertig {finishedAt} UTC.',
  '{word}; licence {licence}.': '{word}; Lizenz {licence}.',
};
