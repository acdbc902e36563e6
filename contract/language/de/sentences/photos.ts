/** Photos and what lies in them. */
export const photos: Readonly<Record<string, string>> = {
  'gamma {gamma}': 'Gamma {gamma}',
  'sRGB primaries': 'sRGB-Primärfarben',
  'stated primaries': 'angegebene Primärfarben',
  '{name} is an AVIF sequence (an animation) without a still picture, which is not read here; save one frame of it as JPEG, PNG or AVIF.':
    '{name} ist eine AVIF-Sequenz (eine Animation) ohne Einzelbild, was hier nicht gelesen wird; ein Bild daraus als JPEG, PNG oder AVIF speichern.',
  'The file holds a gain map for HDR screens; its standard picture was read, as the camera made it.':
    'Die Datei enthält eine Gain-Map für HDR-Bildschirme; gelesen wurde ihr Standardbild, wie die Kamera es gemacht hat.',
  '{name} is a sequence of pictures (a burst or an animation) without a still one, which is not read here; save one of them as JPEG or HEIC.':
    '{name} ist eine Bildfolge (eine Serie oder Animation) ohne Einzelbild, was hier nicht gelesen wird; ein Bild daraus als JPEG oder HEIC speichern.',
  '{name} is damaged or cut off: no picture is in it; copy it again from the camera, or save it anew in a program that still opens it.':
    '{name} ist beschädigt oder abgeschnitten und enthält kein Bild; neu von der Kamera kopieren oder in einem Programm neu speichern, das es noch öffnet.',
  'The file holds a depth map of a Samsung phone behind the picture. What its numbers mean is published nowhere, so it was left out; take the map out with the phone’s own program, or run a model.':
    'Die Datei enthält hinter dem Bild eine Tiefenkarte eines Samsung-Telefons. Was ihre Zahlen bedeuten, ist nirgends veröffentlicht, deshalb wurde sie ausgelassen; die Karte mit dem Programm des Telefons herausholen oder ein Modell starten.',
  'The file holds a depth map of a Huawei or Honor phone behind the picture. What its numbers mean is published nowhere, so it was left out; take the map out with another program and drop it on the photo, or run a model.':
    'Die Datei enthält hinter dem Bild eine Tiefenkarte eines Telefons von Huawei oder Honor. Was ihre Zahlen bedeuten, ist nirgends veröffentlicht, deshalb wurde sie ausgelassen; die Karte mit einem anderen Programm herausholen und auf das Foto ziehen oder ein Modell starten.',
  'The file lacks the mark at its end; all of its picture is there.':
    'Der Datei fehlt die Endmarke; ihr Bild ist vollständig da.',
  "The colours are HDR ({name}): white is 203 cd/m², and what is brighter was brought below white by Reinhard's extended operator, up to {headroom} cd/m².":
    'Die Farben sind HDR ({name}): Weiß ist 203 cd/m²; Helleres wurde mit Reinhards erweitertem Operator unter Weiß gebracht, bis {headroom} cd/m².',
  'preview {width} x {height} of {width2} x {height2}':
    'Vorschau {width} × {height} von {width2} × {height2}',
  'preview {width} x {height}': 'Vorschau {width} × {height}',
  'This is {family}, read by the picture that the camera put into it ({size}); for all of its pixels and its light, develop it in a RAW program and import the result.':
    'Dies ist {family}, gelesen als das Bild, das die Kamera darin abgelegt hat ({size}); für alle Pixel und das ganze Licht in einem RAW-Programm entwickeln und das Ergebnis importieren.',
  'The file holds {pages} pictures, the first of them a small one of another: picture {chosen} was read.':
    'Die Datei enthält {pages} Bilder, das erste ist eine kleine Fassung eines anderen: Gelesen wurde Bild {chosen}.',
  'The pixels are floating-point numbers, taken as linear light: 1 is white, brighter is cut off; numbers that go far beyond were laid between black and white as a whole.':
    'Die Pixel sind Gleitkommazahlen und gelten als lineares Licht: 1 ist Weiß, Helleres wird abgeschnitten; weit darüber hinausgehende Zahlen wurden insgesamt zwischen Schwarz und Weiß gelegt.',
  'The pixels are signed numbers: those below zero are black.':
    'Die Pixel sind Zahlen mit Vorzeichen: Die unter null sind schwarz.',
  'absolute: metres': 'absolut: Meter',
  'relative: the phone itself does not vouch for the scale':
    'relativ: das Telefon selbst bürgt nicht für die Skala',
  'The file says depth from {minimum} to {maximum} m, and that its accuracy is {accuracy}.':
    'Die Datei nennt Tiefe von {minimum} bis {maximum}\u00a0m und als Genauigkeit „{accuracy}“.',
  'The file says disparity from {minimum} to {maximum} 1/m, and that its accuracy is {accuracy}.':
    'Die Datei nennt Disparität von {minimum} bis {maximum} 1/m und als Genauigkeit „{accuracy}“.',
  'Depth in the file (HEIC)': 'Tiefe in der Datei (HEIC)',
  'The file says depth from {zNear} m to {zFar} m, even in depth.':
    'Die Datei nennt Tiefe von {zNear}\u00a0m bis {zFar}\u00a0m, gleichmäßig in der Tiefe.',
  'The file says depth from {zNear} m to {zFar} m, even in 1 / depth.':
    'Die Datei nennt Tiefe von {zNear}\u00a0m bis {zFar}\u00a0m, gleichmäßig in 1 / Tiefe.',
  'The file does not say what the numbers mean: brighter is taken as nearer, without a scale.':
    'Die Datei sagt nicht, was die Zahlen bedeuten: Helleres gilt als näher, ohne Skala.',
  'Depth in the file (GDepth)': 'Tiefe in der Datei (GDepth)',
  'The file says codes even in {how} from {near} to {far}, and not in which unit: the map counts as relative.':
    'Die Datei nennt gleichmäßige Codes in {how} von {near} bis {far}, aber keine Einheit: Die Karte gilt als relativ.',
  '1 / depth': '1 / Tiefe',
  'The file says depth from {near} m to {far} m, even in {how}.':
    'Die Datei nennt Tiefe von {near}\u00a0m bis {far}\u00a0m, gleichmäßig in {how}.',
  'Depth in the file (Dynamic Depth)': 'Tiefe in der Datei (Dynamic Depth)',
  'Depth in the file (further picture)': 'Tiefe in der Datei (weiteres Bild)',
  'that of the file': 'die der Datei',
  'make a folder for the photo': 'Anlegen eines Ordners für das Foto',
  '"{name}" is in the project already, but its row there cannot be read; check the project.':
    '„{name}“ ist schon im Projekt, sein Eintrag dort ist aber nicht lesbar; das Projekt prüfen.',
  'This is an equirectangular panorama: every direction at once, which no lens sees. Depth models were made for pictures of a lens, so the map is bent towards top and bottom, and 3D made of it does not have the shape of the place.':
    'Dies ist ein äquirektangulares Panorama: alle Richtungen auf einmal, wie kein Objektiv sie sieht. Tiefenmodelle sind für Bilder eines Objektivs gemacht; die Karte ist deshalb oben und unten verbogen, und 3D daraus hat nicht die Form des Orts.',
  'unnamed profile': 'unbenanntes Profil',
  '{focal35mm} mm equivalent in the EXIF data, by the diagonal':
    '{focal35mm}\u00a0mm Kleinbildäquivalent aus den EXIF-Daten, über die Diagonale',
  '{note}; the photo was cropped since (it was {width} x {height}), so check the field of view':
    '{note}; das Foto wurde seither beschnitten (es hatte {width} × {height}), das Sichtfeld prüfen',
  'Assumed: {ASSUMED_FIELD_OF_VIEW} degrees along the longer side, because the file does not say':
    'Angenommen: {ASSUMED_FIELD_OF_VIEW}\u00a0Grad über die längere Seite, weil die Datei nichts sagt',
  '{fieldOfViewDegrees} degrees across the width, as given':
    '{fieldOfViewDegrees}\u00a0Grad über die Breite, wie angegeben',
  '{focal35mm} mm equivalent, as given, by the diagonal':
    '{focal35mm}\u00a0mm Kleinbildäquivalent, wie angegeben, über die Diagonale',
  '{focalInMillimetres} mm lens on a sensor {sensor} mm long, in the EXIF data':
    '{focalInMillimetres}-mm-Objektiv auf einem {sensor}\u00a0mm langen Sensor, aus den EXIF-Daten',
  '{focalInMillimetres} mm lens on the {sensor} mm sensor of a {camera}; the {stated} mm in the EXIF data cannot be':
    '{focalInMillimetres}-mm-Objektiv auf dem {sensor}-mm-Sensor einer {camera}; die {stated}\u00a0mm in den EXIF-Daten können nicht sein',
  '{name} has {depth} pixels in a compression of which only 8 and 16 bits are read; save it without compression, or as 16-bit TIFF or JPEG.':
    '{name} hat {depth} Pixel in einer Kompression, von der nur 8 und 16\u00a0Bit gelesen werden; ohne Kompression oder als 16\u2011Bit-TIFF oder JPEG speichern.',
  '{make} camera': 'Kamera von {make}',
  'Stopped before the photo was in the project.': 'Angehalten, bevor das Foto im Projekt war.',
  'allow it in the properties of the file, or copy the file to your own folder':
    'in den Eigenschaften der Datei erlauben oder die Datei in einen eigenen Ordner kopieren',
  '{name} may not be read by this program; {way}.':
    '{name} darf von diesem Programm nicht gelesen werden; {way}.',
  'check that the drive is connected, or copy the file to another one':
    'prüfen, ob das Laufwerk verbunden ist, oder die Datei auf ein anderes kopieren',
  'make a smaller copy in an image editor': 'in einem Bildprogramm eine kleinere Kopie machen',
  'copy it again from the camera, or save it anew in a program that still opens it':
    'neu von der Kamera kopieren oder in einem Programm neu speichern, das die Datei noch öffnet',
  '{name} is a folder; choose the photos in it.': '{name} ist ein Ordner; die Fotos darin wählen.',
  '{name} is not a name that a file can have; rename it.':
    '{name} ist kein Name, den eine Datei haben kann; umbenennen.',
  'The name of {name} on the disk is not in UTF-8, {foreign}; rename it.':
    'Der Name von {name} auf dem Datenträger ist nicht in UTF-8, {foreign}; umbenennen.',
  '{name} is not there (any more); check the name and the drive.':
    '{name} ist nicht (mehr) da; Namen und Laufwerk prüfen.',
  '{name} could not be read ({code}); {way}.': '{name} ließ sich nicht lesen ({code}); {way}.',
  '{name} could not be read (no reason given); {way}.':
    '{name} ließ sich nicht lesen (kein Grund genannt); {way}.',
  '{name} is not a picture of a kind that is known here (JPEG, PNG, WebP, AVIF, HEIC, JPEG XL, TIFF, GIF and the previews of RAW photos are read); choose a photo.':
    '{name} ist kein Bild einer hier bekannten Art (gelesen werden JPEG, PNG, WebP, AVIF, HEIC, JPEG XL, TIFF, GIF und die Vorschaubilder von RAW-Fotos); ein Foto wählen.',
  '{name} is {what}, which is not read here; {way}.': '{name} ist {what} und wird hier nicht gelesen; {way}.',
  '{name} is {what}, not a photo; {way}.': '{name} ist {what}, kein Foto; {way}.',
  '{name} is {what} without a preview that is large enough, and RAW itself is not developed here; {DEVELOP}.':
    '{name} ist {what} ohne ausreichend große Vorschau, und RAW selbst wird hier nicht entwickelt; {DEVELOP}.',
  '{name} says it has {width} x {height} pixels ({width2} megapixels), and at most {maximumPixels} megapixels are read; {way}.':
    '{name} gibt {width} × {height} Pixel an ({width2}\u00a0Megapixel), gelesen werden höchstens {maximumPixels}\u00a0Megapixel; {way}.',
  '{name} needs more memory than there is free; close other programs, or make a smaller copy.':
    '{name} braucht mehr Speicher, als frei ist; andere Programme schließen oder eine kleinere Kopie machen.',
  '{name} has more channels or pixels than a photo; save it as JPEG or PNG in an image editor.':
    '{name} hat mehr Kanäle oder Pixel als ein Foto; in einem Bildprogramm als JPEG oder PNG speichern.',
  '{name} uses a variant of its format that is not read here; save it as JPEG, PNG or plain TIFF.':
    '{name} benutzt eine Variante seines Formats, die hier nicht gelesen wird; als JPEG, PNG oder einfaches TIFF speichern.',
  '{name} is damaged or cut off; {way}.': '{name} ist beschädigt oder abgeschnitten; {way}.',
  '{names} and {names2} more': '{names} und {names2} weitere',
  '{name} is not an ordinary file; choose a photo.': '{name} ist keine gewöhnliche Datei; ein Foto wählen.',
  '{name} is empty (0 bytes); copy it again from where it came from.':
    '{name} ist leer (0\u00a0Byte); von der Quelle neu kopieren.',
  'develop it in a RAW program (darktable, RawTherapee, Lightroom) and save a JPEG or a 16-bit TIFF':
    'in einem RAW-Programm (darktable, RawTherapee, Lightroom) entwickeln und als JPEG oder 16\u2011Bit-TIFF speichern',
  'open it in an image editor and save it as JPEG, PNG or 16-bit TIFF':
    'in einem Bildprogramm öffnen und als JPEG, PNG oder 16\u2011Bit-TIFF speichern',
  'save one frame of it as JPEG or PNG': 'ein Bild daraus als JPEG oder PNG speichern',
  'an {what} RAW photo': 'ein {what}-RAW-Foto',
  'a {what} RAW photo': 'ein {what}-RAW-Foto',
  'a JPEG 2000 image': 'ein JPEG-2000-Bild',
  'an OpenEXR image': 'ein OpenEXR-Bild',
  'a Radiance HDR image': 'ein Radiance-HDR-Bild',
  'a Photoshop document': 'ein Photoshop-Dokument',
  'a GIMP document': 'ein GIMP-Dokument',
  'a DDS texture': 'eine DDS-Textur',
  'a QOI image': 'ein QOI-Bild',
  'a Windows icon': 'ein Windows-Symbol',
  'a PDF document': 'ein PDF-Dokument',
  'save the page or the photo in it as JPEG or PNG':
    'die Seite oder das Foto darin als JPEG oder PNG speichern',
  'a PostScript document': 'ein PostScript-Dokument',
  'save the page as JPEG or PNG': 'die Seite als JPEG oder PNG speichern',
  'a ZIP archive or an office document': 'ein ZIP-Archiv oder ein Office-Dokument',
  'take the photos out of it first': 'die Fotos zuerst herausnehmen',
  'a RAR archive': 'ein RAR-Archiv',
  'a 7z archive': 'ein 7z-Archiv',
  'a gzip archive': 'ein gzip-Archiv',
  'unpack it first': 'zuerst entpacken',
  'a video': 'ein Video',
  'a NumPy array': 'ein NumPy-Array',
  'choose the photo it belongs to': 'das Foto wählen, zu dem es gehört',
  'an SVG drawing': 'eine SVG-Zeichnung',
  'save it as PNG': 'als PNG speichern',
  'a web page': 'eine Webseite',
  'open the page and save the picture itself': 'die Seite öffnen und das Bild selbst speichern',
  'a Windows bitmap': 'eine Windows-Bitmap',
  'a Netpbm or PFM image': 'ein Netpbm- oder PFM-Bild',
  'Expected photos of this project, but received the unknown id "{photoIds}".':
    'Fotos dieses Projekts sind nötig, angegeben ist die unbekannte ID „{photoIds}“.',
  'Expected photos of this project, but received {photoIds2} unknown ids.':
    'Fotos dieses Projekts sind nötig, angegeben sind {photoIds2} unbekannte IDs.',
};
