/** Comparisons, benchmarks, ground truth and runs that are made of others. */
export const compare: Readonly<Record<string, string>> = {
  'make a folder for the work': 'Anlegen eines Arbeitsordners',
  'Expected the full path of a folder or of a manifest, but received "{dataset}".':
    'Der vollständige Pfad eines Ordners oder eines Manifests ist nötig, angegeben wurde „{dataset}“.',
  'A benchmark is at work already: wait until it is through, or stop it.':
    'Ein Benchmark ist bereits in Arbeit: warten, bis er fertig ist, oder ihn anhalten.',
  'read {path}': 'Lesen von {path}',
  'As the dataset says for {name}.': 'Wie der Datensatz es für {name} sagt.',
  '{packTitle} was cancelled.': '{packTitle} wurde abgebrochen.',
  'Expected pixels that count in the truth and are known in the map, but there are none: look at range, mask and region.':
    'Kein Pixel zählt in der Ground Truth und ist zugleich in der Karte bekannt: Bereich, Maske und Region prüfen.',
  'Median scaling needs a map with a true zero, and a relative map has none: align it by least squares.':
    'Median-Skalierung braucht eine Karte mit echter Null, eine relative hat keine: mit kleinsten Quadraten angleichen.',
  'read the dataset {dataset}': 'Lesen des Datensatzes {dataset}',
  'Expected each sample once, but {name} is there twice: give each line a "name" of its own.':
    'Jedes Beispiel darf nur einmal vorkommen, {name} kommt zweimal vor: jeder Zeile einen eigenen „name“ geben.',
  'Expected photos with truth of the same name in {folder} (as in rgb/a.jpg and depth/a.png, or a.jpg and a_depth.npy), but there are none: name them in a manifest (CSV with the columns image and depth).':
    'In {folder} gibt es keine Fotos mit Ground Truth gleichen Namens (wie rgb/a.jpg und depth/a.png oder a.jpg und a_depth.npy): in einem Manifest angeben (CSV mit den Spalten image und depth).',
  'Expected one truth for each photo, but {known} and {file} are of the same one: name the right ones in a manifest (CSV with the columns image and depth).':
    'Zu jedem Foto gehört eine Ground Truth, aber {known} und {file} gehören zum selben: die richtigen in einem Manifest angeben (CSV mit den Spalten image und depth).',
  'read {file}': 'Lesen von {file}',
  'Expected samples in {file}, but it has none.': '{file} enthält keine Beispiele.',
  'sample {k} of {file}': 'Beispiel {k} von {file}',
  'Expected the columns "image" and "depth" in the first line of {file}, but received "{names}".':
    'Die erste Zeile von {file} muss die Spalten „image“ und „depth“ haben, enthält aber „{names}“.',
  '{file} is no CSV: {message}.': '{file} ist keine CSV-Datei: {message}.',
  'Expected a JSON object on line {k} of {file}.': 'Zeile {k} von {file} ist kein JSON-Objekt.',
  'Expected paths as "image" and "depth", and numbers above zero as "scale", "fx" and "fy", but {where} has no such {fields}.':
    'Nötig sind Pfade als „image“ und „depth“ und Zahlen über null als „scale“, „fx“ und „fy“, in {where} aber fehlt ein solches {fields}.',
  'Expected truth in metres, but {name} is relative: say what a stored number is in metres (--scale, or the column "scale").':
    'Ground Truth muss in Metern sein, {name} ist aber relativ: angeben, was eine gespeicherte Zahl in Metern ist.',
  'Expected a mask of {width} x {height} pixels as the truth has, but {name} has {width2} x {height2}.':
    'Die Maske muss {width} × {height} Pixel haben wie die Ground Truth, {name} hat aber {width2} × {height2}.',
  '{near} m near to {far} m far, {colours}': '{near}\u00a0m nah bis {far}\u00a0m fern, {colours}',
  'aligned; {near} m near to {far} m far, {colours}':
    'angeglichen; {near}\u00a0m nah bis {far}\u00a0m fern, {colours}',
  'error: blue {FULL_ERROR} % nearer, white equal, red {FULL_ERROR2} % farther, grey not measured':
    'Fehler: Blau {FULL_ERROR}\u00a0% näher, Weiß gleich, Rot {FULL_ERROR2}\u00a0% ferner, Grau nicht gemessen',
  'Expected a benchmark of this project, but it is not there (any more).':
    'Dieser Benchmark ist nicht (mehr) in diesem Projekt.',
  'Expected a sample that was measured, but {name} is none (any more).':
    '{name} ist kein gemessenes Beispiel (mehr).',
  'The photo or the maps of {name} were removed from the project: bring them back out of the trash to see them.':
    'Foto oder Karten von {name} wurden aus dem Projekt entfernt: zum Ansehen aus dem Papierkorb zurückholen.',
  'Expected a minimum below the maximum, but received {minimum} and {maximum} metres.':
    'Das Minimum muss unter dem Maximum liegen, angegeben sind {minimum} und {maximum} Meter.',
  'keep the rows in {path}': 'Speichern der Zeilen in {path}',
  'the rows in {path}': 'die Zeilen in {path}',
  '{title} (mean AbsRel {each})': '{title} (mittlerer AbsRel {each})',
  'Comparison to {referenceTitle} of {name}': 'Vergleich von {name} mit {referenceTitle}',
  'Comparison to {referenceTitle} of a photo': 'Vergleich eines Fotos mit {referenceTitle}',
  'Expected a finished run, but "{packTitle}" is {state}.':
    'Nur ein fertiger Lauf ist möglich, „{packTitle}“ ist aber {state}.',
  'Expected depth of "{name}", but "{title}" is of another photo.':
    'Eine Tiefe von „{name}“ ist nötig, „{title}“ gehört aber zu einem anderen Foto.',
  'Expected at least two different runs for a consensus, but received one.':
    'Ein Konsens braucht mindestens zwei verschiedene Läufe, angegeben ist einer.',
  'Expected the reference to be one of the runs of the consensus.':
    'Die Referenz muss einer der Läufe des Konsenses sein.',
  'Median of {runs} runs aligned to "{title}": {sources}.':
    'Median von {runs} an „{title}“ angeglichenen Läufen: {sources}.',
  '"{title}" lies farthest from the median at {share} % of the pixels; by chance it would be {runs} %.':
    '„{title}“ liegt bei {share}\u00a0% der Pixel am weitesten vom Median entfernt; zufällig wären es {runs}\u00a0%.',
  'Consensus of {runs} runs': 'Konsens aus {runs} Läufen',
  'Expected a metric run to borrow the scale from, but "{packTitle}" is relative; choose a metric or a calibrated run.':
    'Die Skala muss von einem metrischen Lauf kommen, „{packTitle}“ ist aber relativ; einen metrischen oder kalibrierten Lauf wählen.',
  'scale borrowed from "{packTitle}"': 'Übernahme der Skala von „{packTitle}“',
  '{lengths} known length': '{lengths} bekannte Länge',
  '{lengths} known lengths': '{lengths} bekannte Längen',
  '{what}: given {givenInMetres} m, found {foundInMetres} m':
    '{what}: angegeben {givenInMetres}\u00a0m, gefunden {foundInMetres}\u00a0m',
  '{packTitle}, calibrated': '{packTitle}, kalibriert',
  'Made metric from "{packTitle}" by {how}: depth = {scale} x value + {shift}.':
    'Aus „{packTitle}“ metrisch gemacht durch {how}: Tiefe = {scale} × Wert + {shift}.',
  'Made metric from "{packTitle}" by {how}: 1 / depth = {scale} x value + {shift}.':
    'Aus „{packTitle}“ metrisch gemacht durch {how}: 1 / Tiefe = {scale} × Wert + {shift}.',
  'the ground truth': 'die Ground Truth',
  'Expected a minimum below the maximum, but received {minimum} and {maximum}.':
    'Das Minimum muss unter dem Maximum liegen, angegeben sind {minimum} und {maximum}.',
  'Expected pixels that are valid in both maps, but there is only one: choose another reference or a wider range of depths.':
    'Nur ein Pixel ist in beiden Karten gültig: eine andere Referenz oder einen größeren Tiefenbereich wählen.',
  'Expected pixels that are valid in both maps, but there are none: choose another reference or a wider range of depths.':
    'Kein Pixel ist in beiden Karten gültig: eine andere Referenz oder einen größeren Tiefenbereich wählen.',
  'A scale alone takes the shift of this relative map to be zero, which nothing says it is.':
    'Eine Skala allein nimmt den Versatz dieser relativen Karte als null an, was nirgends gesagt ist.',
  'The scale is negative: this map calls near what the reference calls far.':
    'Die Skala ist negativ: Diese Karte nennt nah, was die Referenz fern nennt.',
  'The scale is zero: this map says nothing about the reference.':
    'Die Skala ist null: Diese Karte sagt nichts über die Referenz.',
  'Expected two known lengths, or the height of the camera over a plane, since a map relative in depth has an unknown scale and an unknown shift; but received one.':
    'Nötig sind zwei bekannte Längen oder die Höhe der Kamera über einer Ebene, da bei einer in der Tiefe relativen Karte Skala und Versatz unbekannt sind; angegeben ist eine.',
  'No depth in front of the camera fits these lengths well: look at the residuals before using it.':
    'Keine Tiefe vor der Kamera passt gut zu diesen Längen: vor der Verwendung die Restfehler ansehen.',
  'One known length leaves the shift open: value 0 was taken to be infinitely far away. A second length settles it.':
    'Eine bekannte Länge lässt den Versatz offen: Wert 0 wurde als unendlich fern angenommen. Eine zweite Länge legt ihn fest.',
  'Expected lengths between points where the map has a depth, but nothing can be measured there; choose other points.':
    'Zwischen den Punkten ist keine Länge messbar, weil die Karte dort keine Tiefe hat; andere Punkte wählen.',
  '{packTitle}, mended': '{packTitle}, ausgebessert',
  'Mended by hand from "{packTitle}" with {count} stroke.':
    'Von Hand aus „{packTitle}“ ausgebessert, mit {count} Strich.',
  'Mended by hand from "{packTitle}" with {count} strokes.':
    'Von Hand aus „{packTitle}“ ausgebessert, mit {count} Strichen.',
  'The uncertainty of the map it was made from does not go along.':
    'Die Unsicherheit der Ausgangskarte geht nicht mit.',
  'Expected depths, but with this convention no pixel of the file counts: look at its scale, invalid value, range and crop.':
    'Mit dieser Deutung zählt kein Pixel der Datei: Skala, ungültigen Wert, Bereich und Ausschnitt prüfen.',
  'The file is {width} x {height} and the photo {width2} x {height2}: it is stretched over the whole photo, which is right only if both show the same field of view.':
    'Die Datei hat {width} × {height}, das Foto {width2} × {height2}: Sie wird über das ganze Foto gezogen, was nur bei gleichem Sichtfeld stimmt.',
  'A stereo calibration came with it: focal length {focalInPixels} pixels, baseline {baselineInMetres} m, offset {offsetInPixels} pixels.':
    'Eine Stereokalibrierung lag bei: Brennweite {focalInPixels} Pixel, Basislinie {baselineInMetres}\u00a0m, Versatz {offsetInPixels} Pixel.',
  'The file says itself what its greys mean.': 'Die Datei sagt selbst, was ihre Grauwerte bedeuten.',
  'The tag of the file is that of MPI Sintel depth.':
    'Die Kennung der Datei ist die der Tiefe von MPI Sintel.',
  '8 bits are too few for a measurement: it is taken as a relative picture in which bright is near.':
    '8\u00a0Bit sind zu wenig für eine Messung: Die Datei gilt als relatives Bild, in dem hell nah ist.',
  'The name says disparity; KITTI stores 1/256 pixel a step, 0 where unknown.':
    'Der Name sagt Disparität; KITTI speichert 1/256 Pixel je Stufe, 0 wo unbekannt.',
  'The name says Virtual KITTI: centimetres.': 'Der Name sagt Virtual KITTI: Zentimeter.',
  'The size {width} x {height} is that of KITTI': 'Die Größe {width} × {height} ist die von KITTI',
  'The name says KITTI': 'Der Name sagt KITTI',
  '{why}: 1/256 m a step, 0 where unknown, up to 80 m.':
    '{why}: 1/256\u00a0m je Stufe, 0 wo unbekannt, bis 80\u00a0m.',
  'The name says TUM RGB-D: 1/5000 m a step.': 'Der Name sagt TUM RGB-D: 1/5000\u00a0m je Stufe.',
  'The name says NYU: millimetres, up to 10 m.': 'Der Name sagt NYU: Millimeter, bis 10\u00a0m.',
  'The size 640 x 480 is that of NYU and Kinect: millimetres, up to 10 m.':
    'Die Größe 640 × 480 ist die von NYU und Kinect: Millimeter, bis 10\u00a0m.',
  'Whole numbers up to {largest}, most often millimetres: the farthest pixel would be {largest2} m away.':
    'Ganze Zahlen bis {largest}, meist Millimeter: Das fernste Pixel wäre {largest2}\u00a0m entfernt.',
  'The name says disparity; without a calibration its scale is not known.':
    'Der Name sagt Disparität; ohne Kalibrierung ist ihre Skala unbekannt.',
  'A PFM with infinity where nothing is known is how Middlebury stores disparities; give its calib.txt to have metres.':
    'Als PFM mit Unendlich, wo nichts bekannt ist, speichert Middlebury Disparitäten; für Meter die calib.txt dazugeben.',
  'The name says inverse depth.': 'Der Name sagt inverse Tiefe.',
  'The name is that of Hypersim: metres from the camera along the ray.':
    'Der Name ist der von Hypersim: Meter von der Kamera entlang des Strahls.',
  'All values lie between 0 and 1: it is taken as relative depth, far is 1.':
    'Alle Werte liegen zwischen 0 und 1: als relative Tiefe gelesen, fern ist 1.',
  'Values up to {largest} are taken for millimetres.': 'Werte bis {largest} gelten als Millimeter.',
  'Numbers with a fraction, up to {largest}: taken as metres of depth along the view.':
    'Zahlen mit Nachkommastellen bis {largest}: gelesen als Meter Tiefe entlang der Blickrichtung.',
  'The file carries its own grey scale, which gave the values back to within half a step.':
    'Die Datei bringt ihre eigene Grauskala mit; die Werte sind auf eine halbe Stufe genau wiederhergestellt.',
  'Expected a calibration with the lines cam0=[f ...], doffs= and baseline= (calib.txt of Middlebury), but the baseline is missing.':
    'Nötig ist eine Kalibrierung mit den Zeilen cam0=[f ...], doffs= und baseline= (calib.txt von Middlebury); die Basislinie fehlt.',
  'Expected a calibration with the lines cam0=[f ...], doffs= and baseline= (calib.txt of Middlebury), but the focal length in cam0 is missing.':
    'Nötig ist eine Kalibrierung mit den Zeilen cam0=[f ...], doffs= und baseline= (calib.txt von Middlebury); die Brennweite in cam0 fehlt.',
  'Read the channel {channel}; also there: {others}.':
    'Gelesen wurde der Kanal {channel}; auch vorhanden: {others}.',
  'Read the channel {channel}.': 'Gelesen wurde der Kanal {channel}.',
  'it is a JPEG without a depth map in it': 'Es ist ein JPEG ohne Tiefenkarte',
  'it holds no dataset of two dimensions with numbers':
    'Es enthält keinen zweidimensionalen Datensatz aus Zahlen',
  'Read the dataset "{name}"; also there: {others}.':
    'Gelesen wurde der Datensatz „{name}“; auch vorhanden: {others}.',
  'Read the dataset "{name}".': 'Gelesen wurde der Datensatz „{name}“.',
  'it holds no array of two dimensions': 'Es enthält kein zweidimensionales Array',
  'Read the array "{name}"; also there: {others}.':
    'Gelesen wurde das Array „{name}“; auch vorhanden: {others}.',
  'Read the array "{name}".': 'Gelesen wurde das Array „{name}“.',
  'Pixels where "{name}" is zero do not count.': 'Pixel, an denen „{name}“ null ist, zählen nicht.',
  'Expected ground truth as 16-bit PNG, TIFF, EXR, PFM, NPY, NPZ, HDF5, Sintel .dpt or GDepth JPEG, but {name} is none of these.':
    'Ground Truth wird als 16\u2011Bit-PNG, TIFF, EXR, PFM, NPY, NPZ, HDF5, Sintel-.dpt oder GDepth-JPEG gelesen, {name} ist nichts davon.',
  'copy "{name}" into the project': 'Kopieren von „{name}“ in das Projekt',
};
