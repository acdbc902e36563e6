/** Files that are read. */
export const formats: Readonly<Record<string, string>> = {
  'it has tiles, deep data or several parts; save it as one scan-line image':
    'Sie hat Kacheln, Deep-Daten oder mehrere Teile; als ein Bild aus Zeilen speichern',
  'its compression is not read here; save it with ZIP':
    'Ihre Kompression wird hier nicht gelesen; mit ZIP speichern',
  'its channels are of different sizes; save it without subsampling':
    'Ihre Kanäle haben verschiedene Größen; ohne Unterabtastung speichern',
  'it has no channel': 'Sie hat keinen Kanal',
  'its DWA compression is of an old version; save it with ZIP':
    'Ihre DWA-Kompression ist von einer alten Version; mit ZIP speichern',
  'its channel {name} is packed by DWA in a way that is not read; save it with ZIP':
    'Ihr Kanal {name} ist auf eine Weise mit DWA gepackt, die nicht gelesen wird; mit ZIP speichern',
  'it has a channel of whole numbers, which is not read with {used}; save it with ZIP':
    'Sie hat einen Kanal aus ganzen Zahlen, der mit {used} nicht gelesen wird; mit ZIP speichern',
  'it is larger than can be read': 'Sie ist größer, als gelesen werden kann',
  'libheif does not decode it': 'libheif dekodiert sie nicht',
  'it needs more memory than there is: out of memory': 'Sie braucht mehr Speicher, als da ist',
  'its data are broken': 'Ihre Daten sind defekt',
  'A JPEG segment holds {LONGEST_BODY} bytes, but received {body}.':
    'Ein JPEG-Segment fasst {LONGEST_BODY}\u00a0Byte, erhalten wurden {body}.',
  'The photo is no whole JPEG: copy it again from where it came from.':
    'Das Foto ist kein vollständiges JPEG: von der Quelle neu kopieren.',
  'The XMP of this photo leaves no room for more: a JPEG takes {LONGEST_STANDARD} bytes, and {length} would be needed. Remove edits from its XMP, or export PNG or OpenEXR.':
    'Das XMP dieses Fotos lässt keinen Platz für mehr: Ein JPEG nimmt {LONGEST_STANDARD}\u00a0Byte, nötig wären {length}. Bearbeitungen aus dem XMP entfernen oder PNG oder OpenEXR exportieren.',
  'Expected a depth map of at most {MOST_PIXELS} pixels, but what {name} says of its size is no number; it is damaged.':
    'Eine Tiefenkarte darf höchstens {MOST_PIXELS} Pixel haben, was {name} über die Größe sagt, ist aber keine Zahl; die Datei ist beschädigt.',
  'Expected a depth map of at most {MOST_PIXELS} pixels, but {name} says that it is {width} x {height}.':
    'Eine Tiefenkarte darf höchstens {MOST_PIXELS} Pixel haben, {name} gibt aber {width} × {height} an.',
  'Expected at most {MOST_GROWTH} times the packed bytes, but {name} would grow from {packed} bytes to {size} MiB: save it again without compression if it is a real depth map.':
    'Höchstens das {MOST_GROWTH}-Fache der gepackten Byte ist erlaubt, {name} würde aber von {packed}\u00a0Byte auf {size}\u00a0MiB wachsen: ohne Kompression neu speichern, wenn es eine echte Tiefenkarte ist.',
  'it is cut off or damaged': 'Sie ist abgeschnitten oder beschädigt',
  '{name} could not be read as a depth map: {what}.': '{name} ließ sich nicht als Tiefenkarte lesen: {what}.',
  'it does not begin with the tag 202021.25': 'Sie beginnt nicht mit der Kennung 202021.25',
  '{name} holds an array whose shape is ({shape}), expected [height, width]: save one plane of it.':
    '{name} enthält ein Array der Form ({shape}), erwartet: [Höhe, Breite]: eine Ebene davon speichern.',
  'Expected a NumPy array (.npy), but {name} does not begin like one.':
    'Ein NumPy-Array (.npy) wird erwartet, {name} beginnt aber nicht so.',
  'its header claims {length} bytes': 'Ihr Kopf behauptet {length}\u00a0Byte',
  'something else': 'etwas anderes',
  "{name} holds '{descr}', expected real numbers of at most 64 bits: save it with .astype('float32').":
    "{name} enthält „{descr}“, erwartet: reelle Zahlen mit höchstens 64\u00a0Bit: mit .astype('float32') speichern.",
  'its header is no description of an array': 'Ihr Kopf beschreibt kein Array',
  '{name} is cut off: expected {expected} bytes, but it has {received}.':
    '{name} ist abgeschnitten: erwartet {expected}\u00a0Byte, vorhanden {received}.',
  'its header is not that of a PFM file': 'Ihr Kopf ist nicht der einer PFM-Datei',
  'it holds colours (PF), not one number a pixel (Pf)':
    'Sie enthält Farben (PF), nicht eine Zahl je Pixel (Pf)',
  'it is a colour picture, expected one grey channel of 8 or 16 bits':
    'Sie ist ein Farbbild, erwartet wird ein Graukanal mit 8 oder 16\u00a0Bit',
  'Expected {width} x {height} raw float32 numbers ({width2} bytes), but {name} has {bytes} bytes.':
    'Erwartet: {width} × {height} rohe float32-Zahlen ({width2}\u00a0Byte), {name} hat {bytes}\u00a0Byte.',
  'Expected a file of at most 2 GiB, but {name} has {size} GiB: make it smaller.':
    'Eine Datei darf höchstens 2\u00a0GiB haben, {name} hat {size}\u00a0GiB: verkleinern.',
  'read {name}': 'Lesen von {name}',
  'it has no directory of a zip archive': 'Sie hat kein Verzeichnis eines Zip-Archivs',
  'it is encrypted; save it without a password': 'Sie ist verschlüsselt; ohne Passwort speichern',
  'it is packed by method {method}, expected stored or deflated':
    'Sie ist mit Methode {method} gepackt, erwartet: „stored“ oder „deflated“',
  'its compression ({compression}) is not read here; save it with Deflate, LZW or none':
    'Ihre Kompression ({compression}) wird hier nicht gelesen; mit Deflate, LZW oder ohne speichern',
  'its {channels} samples of {bits} bits are not read here':
    'Ihre {channels} Werte mit {bits}\u00a0Bit werden hier nicht gelesen',
  'it lists {offsets} of {count} strips or tiles':
    'Sie führt {offsets} von {count} Streifen oder Kacheln auf',
  'differences of 64 bits are not read here': 'Differenzen mit 64\u00a0Bit werden hier nicht gelesen',
  'its header is not that of a TIFF file': 'Ihr Kopf ist nicht der einer TIFF-Datei',
  'it has {one} samples a pixel, expected one': 'Sie hat {one} Werte je Pixel, erwartet wird einer',
  'its samples of {bits} bits are not read here': 'Ihre Werte mit {bits}\u00a0Bit werden hier nicht gelesen',
  'it lists {offsets} of {tiles} strips or tiles':
    'Sie führt {offsets} von {tiles} Streifen oder Kacheln auf',
  'A TIFF holds 4 GiB at most, but this picture has {bytes} GiB: choose a smaller size, or OpenEXR.':
    'Ein TIFF fasst höchstens 4\u00a0GiB, dieses Bild hat {bytes}\u00a0GiB: eine kleinere Größe oder OpenEXR wählen.',
  'Expected {height} x {width} values, but received {values}.':
    'Erwartet: {height} × {width} Werte, erhalten: {values}.',
  'Expected printable ASCII for a PNG text, but received "{keyword}".':
    'Ein PNG-Text braucht druckbares ASCII, erhalten wurde „{keyword}“.',
  'A ZIP archive holds 4 GiB at most, but {name} ends at {position} GiB: choose a smaller size.':
    'Ein ZIP-Archiv fasst höchstens 4\u00a0GiB, {name} endet aber bei {position}\u00a0GiB: eine kleinere Größe wählen.',
  '{name} changed while it was put into the archive: export it once more.':
    '{name} hat sich geändert, während es ins Archiv kam: noch einmal exportieren.',
};
