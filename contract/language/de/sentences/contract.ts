/** Options of runs, what does not fit a schema, alignments. */
export const contract: Readonly<Record<string, string>> = {
  'What may be fitted: nothing, a scale, or a scale and a shift.':
    'Was angepasst werden darf: nichts, eine Skala oder Skala und Versatz.',
  'Where the line is fitted: in depth, in disparity (1 / depth), or for each map where its own scale and shift live.':
    'Wo die Gerade angepasst wird: in der Tiefe, in Disparität (1 / Tiefe) oder bei jeder Karte dort, wo Skala und Versatz gelten.',
  'Smallest sum of squares, or of absolute differences (exact weighted L1), which outliers do not pull.':
    'Kleinste Quadratsumme oder kleinste Summe absoluter Differenzen (exakte gewichtete L1), die Ausreißer nicht verziehen.',
  'Whether a map in metres is fitted to a reference in metres as well, or keeps its own.':
    'Ob auch eine Karte in Metern an eine Referenz in Metern angepasst wird oder ihre eigenen Meter behält.',
  'relative in depth': 'relativ in der Tiefe',
  'relative in disparity': 'relativ in Disparität',
  'A map that is {word} has an unknown scale and shift, so that its raw values cannot be compared with anything: align it by scale and shift.':
    'Eine Karte, die {word} ist, hat unbekannte Skala und unbekannten Versatz; ihre rohen Werte sind mit nichts vergleichbar: mit Skala und Versatz angleichen.',
  metric: 'metrisch',
  'One map is {word}, the other {word2}, and no scale and shift turns one into the other: take a metric run or ground truth as the reference.':
    'Eine Karte ist {word}, die andere {word2}, und kein Paar aus Skala und Versatz macht aus der einen die andere: einen metrischen Lauf oder Ground Truth als Referenz nehmen.',
  'A map that is {word} is known up to a line in {needed}, so that it cannot be aligned in {space}: align it in {needed2}.':
    'Eine Karte, die {word} ist, ist bis auf eine Gerade in {needed} bekannt und lässt sich nicht in {space} angleichen: in {needed2} angleichen.',
  'a path without the character NUL': 'ein Pfad ohne das Zeichen NUL',
  'Colours of the depth maps.': 'Farben der Tiefenkarten.',
  'Expected a plain file name': 'Ein einfacher Dateiname ist nötig',
  'Something in Depthroom went wrong that nobody foresaw: try again, and if it stays, report it with the diagnostics.':
    'In Depthroom ist etwas Unvorhergesehenes schiefgegangen: erneut versuchen und, wenn es bleibt, mit den Diagnosedaten melden.',
  'letters, digits and signs without spaces': 'Buchstaben, Ziffern und Zeichen ohne Leerzeichen',
  'lower-case letters, digits and hyphens': 'Kleinbuchstaben, Ziffern und Bindestriche',
  'the hub asks who reads': 'der Hub fragt, wer liest',
  'the hub does not let this token read': 'der Hub lässt dieses Token nicht lesen',
  'only far': 'nur fern',
  'only near': 'nur nah',
  'A relative depth map has no metres of its own: state the depth of its nearest and farthest point as near and far, of which {missing} was given, or use a metric pack.':
    'Eine relative Tiefenkarte hat keine eigenen Meter: die Tiefe ihres nächsten und fernsten Punkts als Nah und Fern angeben (angegeben: {missing}) oder ein metrisches Paket nehmen.',
  neither: 'keins von beiden',
  'Near must be positive and smaller than far, but near is {near} and far is {far}.':
    'Nah muss positiv und kleiner als Fern sein, aber Nah ist {near} und Fern {far}.',
  'Expected a mask of at most {MOST_MASK_RUNS} runs of equal pixels, but this one has more: save it smaller, or with harder edges and without noise.':
    'Eine Maske darf höchstens {MOST_MASK_RUNS} Folgen gleicher Pixel haben, diese hat mehr: kleiner oder mit härteren Kanten und ohne Rauschen speichern.',
  'Expected the runs of a mask to fill its {width} x {height} pixels with greys of 0 to 255, but they fill {p}.':
    'Die Folgen einer Maske müssen ihre {width} × {height} Pixel mit Grauwerten von 0 bis 255 füllen, sie füllen aber {p}.',
  'Same seed, same depth map.': 'Gleicher Seed, gleiche Tiefenkarte.',
  'Denoising steps: more is slower and a little finer.':
    'Entrauschungsschritte: mehr ist langsamer und etwas feiner.',
  'Members that are aligned and reduced to their median; 3 and more also give an uncertainty map.':
    'Mitglieder, die angeglichen und zu ihrem Median zusammengefasst werden; ab 3 gibt es auch eine Unsicherheitskarte.',
  'Members that are denoised together: faster on a GPU, more memory.':
    'Mitglieder, die zusammen entrauscht werden: auf einer GPU schneller, braucht mehr Speicher.',
  'Long edge in pixels at which the model works, a multiple of 8; 0 is the size of the photo.':
    'Lange Kante in Pixeln, mit der das Modell arbeitet, ein Vielfaches von 8; 0 ist die Größe des Fotos.',
  'How the photo is brought to the working size.': 'Wie das Foto auf die Arbeitsgröße gebracht wird.',
  'How the depth map is brought to the size of the photo.':
    'Wie die Tiefenkarte auf die Größe des Fotos gebracht wird.',
  'How the steps are spread over the noise schedule; the pack knows what it was trained for.':
    'Wie die Schritte über den Rauschplan verteilt sind; das Paket weiß, wofür es trainiert wurde.',
  'The depth map to sharpen: a run of the same photo, a pack to run first, or "auto" for the best coarse pack there is.':
    'Die Tiefenkarte zum Schärfen: ein Lauf desselben Fotos, ein zuvor zu startendes Paket oder das beste vorhandene grobe Paket.',
  'Share of outliers that is cut off at both ends of the coarse map before it is scaled.':
    'Anteil der Ausreißer, der an beiden Enden der groben Karte abgeschnitten wird, bevor sie skaliert wird.',
  'Average with the mirrored photo: twice the time, a little steadier.':
    'Mit dem gespiegelten Foto mitteln: doppelte Zeit, etwas ruhiger.',
  'Reflect the photo at its borders first, which mends the edges of the map.':
    'Das Foto zuerst an seinen Rändern spiegeln; das bessert die Ränder der Karte aus.',
  'Keep the proportions of the photo; off is the "eval" mode, with one fixed size.':
    'Die Proportionen des Fotos behalten; aus ist der Modus „eval“ mit einer festen Größe.',
  'Which of two heads to use, for packs that have two.':
    'Welcher von zwei Köpfen benutzt wird, bei Paketen mit zweien.',
  'Short side in pixels at which the model works; 0 is what the pack was made for.':
    'Kurze Seite in Pixeln, mit der das Modell arbeitet; 0 ist, wofür das Paket gemacht wurde.',
  '"{name}" is not an option of {system}; it has {known}.':
    '„{name}“ ist keine Option von {system}; es gibt {known}.',
  '"{name}" is not an option of {system}; it has none.':
    '„{name}“ ist keine Option von {system}; es gibt keine.',
  'The option "{name}" cannot be {chosen}: {message}.':
    'Die Option „{name}“ kann nicht {chosen} sein: {message}.',
  '{own} that Depthroom wrote': '{own} von Depthroom geschriebene',
  '{others} of a kind that is not read': '{others} von einer Art, die nicht gelesen wird',
  '{others} of kinds that are not read': '{others} von Arten, die nicht gelesen werden',
  'Left out: {parts}.': 'Ausgelassen: {parts}.',
  'a text of {value} characters': 'ein Text von {value} Zeichen',
  'a list of {value}': 'eine Liste mit {value} Einträgen',
  'a collection of {size}': 'eine Sammlung von {size}',
  'an object': 'ein Objekt',
  'a text': 'ein Text',
  'a number': 'eine Zahl',
  'a whole number': 'eine ganze Zahl',
  'true or false': 'wahr oder falsch',
  'a list': 'eine Liste',
  'not a number': 'keine Zahl',
  'an id (UUID)': 'eine ID (UUID)',
  'an address that begins with https://': 'eine Adresse, die mit https:// beginnt',
  'a time (ISO 8601)': 'eine Zeit (ISO 8601)',
  'a text of another form': 'ein Text anderer Form',
  'at least {bound}': 'mindestens {bound}',
  'more than {bound}': 'mehr als {bound}',
  'at most {bound}': 'höchstens {bound}',
  'less than {bound}': 'weniger als {bound}',
  'a text that is not empty': 'ein nicht leerer Text',
  'a text of {limit} characters': 'ein Text von {limit} Zeichen',
  '{limit} entry': '{limit} Eintrag',
  '{limit} entries': '{limit} Einträge',
  'a number of {limit}': 'eine Zahl von {limit}',
  '{input} characters': '{input} Zeichen',
  'expected {word}, but received {input}': 'nötig ist {word}, angegeben ist {input}',
  nothing: 'nichts',
  'expected {origin}, but received {input}': 'nötig ist {origin}, angegeben ist {input}',
  'expected {values}, but received {input}': 'nötig ist {values}, angegeben ist {input}',
  'one of {words}': 'eins von {words}',
  'a text of the form "{format}"': 'ein Text der Form „{format}“',
  'expected a multiple of {divisor}, but received {input}':
    'nötig ist ein Vielfaches von {divisor}, angegeben ist {input}',
  'expected no more than it knows, but received {keys}': 'erlaubt ist nur Bekanntes, angegeben ist {keys}',
  'expected another kind of value, but received {input}':
    'nötig ist eine andere Art von Wert, angegeben ist {input}',
  'expected other entries, but received {input}': 'nötig sind andere Einträge, angegeben ist {input}',
  '64 hexadecimal digits': '64 Hexadezimalziffern',
  'a plain file name without folders': 'ein einfacher Dateiname ohne Ordner',
  'a plain file name without ".."': 'ein einfacher Dateiname ohne „..“',
  'Depth of the nearest value of a relative map in metres, as you state it; makes metres of the map.':
    'Tiefe des nächsten Werts einer relativen Karte in Metern, frei angegeben; macht aus der Karte Meter.',
  'Depth of the farthest value of a relative map in metres, as you state it.':
    'Tiefe des fernsten Werts einer relativen Karte in Metern, frei angegeben.',
  'Feed-forward disparity': 'Feed-Forward-Disparität',
};
