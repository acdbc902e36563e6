/** What the disk refuses. */
export const disk: Readonly<Record<string, string>> = {
  'copy {from}': 'Kopieren von {from}',
  'Stopped before it was finished.': 'Vor dem Ende angehalten.',
  'Expected {bytes} of free space on the disk of {folder}, but there are {free}; free some space, or move the models folder to another disk.':
    'Auf dem Datenträger von {folder} sind {bytes} freier Speicherplatz nötig, es gibt {free}; Platz schaffen oder den Modellordner auf einen anderen Datenträger verschieben.',
  'Expected a disk that can be written to, but the disk of {folder} is read-only: copy the project to another disk, or make this one writable.':
    'Der Datenträger von {folder} ist schreibgeschützt: das Projekt auf einen anderen kopieren oder diesen beschreibbar machen.',
  'make the folder {folder}': 'Anlegen des Ordners {folder}',
  '{text} (in Latin-1: {name})': '{text} (in Latin-1: {name})',
  'a shared folder of VirtualBox': 'ein freigegebener Ordner von VirtualBox',
  'a shared folder of VMware': 'ein freigegebener Ordner von VMware',
  'a Windows share': 'eine Windows-Freigabe',
  'Expected a place for a file at {path}, but a folder is there: choose another name.':
    'Bei {path} liegt ein Ordner statt eines Platzes für eine Datei: einen anderen Namen wählen.',
  'Expected a place for a file at {path}, but a device or a pipe is there: choose another name.':
    'Bei {path} liegt ein Gerät oder eine Pipe statt eines Platzes für eine Datei: einen anderen Namen wählen.',
  'write {path}': 'Schreiben von {path}',
  '{path} is there already: choose another name, or allow that it is overwritten.':
    '{path} gibt es schon: einen anderen Namen wählen oder das Überschreiben erlauben.',
  'remove a file of the project': 'Entfernen einer Datei des Projekts',
  'Expected "{name}" in the project {parent} to be a folder of its own, but it is a link to another place; replace it by the folder itself.':
    '„{name}“ im Projekt {parent} muss ein eigener Ordner sein, ist aber eine Verknüpfung zu einem anderen Ort; durch den Ordner selbst ersetzen.',
  'Expected "{name}" in the project {parent} to be a folder of its own, but it is a file; replace it by the folder itself.':
    '„{name}“ im Projekt {parent} muss ein eigener Ordner sein, ist aber eine Datei; durch den Ordner selbst ersetzen.',
  'read {what}': 'Lesen von {what}',
  'Expected {what} to be an ordinary file, but it is a folder: choose the file itself, or copy what it gives into one.':
    '{what} muss eine gewöhnliche Datei sein, ist aber ein Ordner: die Datei selbst wählen oder den Inhalt in eine Datei kopieren.',
  'Expected {what} to be an ordinary file, but it is a pipe, a socket or a device: choose the file itself, or copy what it gives into one.':
    '{what} muss eine gewöhnliche Datei sein, ist aber eine Pipe, ein Socket oder ein Gerät: die Datei selbst wählen oder den Inhalt in eine Datei kopieren.',
  'Expected the kept file {address}... of the project, but it is missing or cannot be read: import its photo again or put the file back from a copy; a depth map can also be made by running again.':
    'Die Datei {address}... des Projekts fehlt oder ist nicht lesbar: das Foto erneut importieren oder die Datei aus einer Kopie zurückholen; eine Tiefenkarte lässt sich auch durch einen neuen Lauf erzeugen.',
  'Expected the kept file {address}... of the project as it was written, but it was changed since: import its photo again or put the file back from a copy; a depth map can also be made by running again.':
    'Die Datei {address}... des Projekts wurde seit dem Schreiben verändert: das Foto erneut importieren oder die Datei aus einer Kopie zurückholen; eine Tiefenkarte lässt sich auch durch einen neuen Lauf erzeugen.',
  'the operating system did not permit it; choose another place or change the permissions':
    'Das Betriebssystem hat es nicht erlaubt; einen anderen Ort wählen oder die Rechte ändern',
  'the disk is read-only; choose another place':
    'Der Datenträger ist schreibgeschützt; einen anderen Ort wählen',
  'the disk is full; free some space and try again':
    'Der Datenträger ist voll; Platz schaffen und erneut versuchen',
  'the disk quota is used up; free some space and try again':
    'Das Speicherkontingent ist aufgebraucht; Platz schaffen und erneut versuchen',
  'it, or the folder it should lie in, is not there': 'Das Ziel oder sein Ordner ist nicht da',
  'its name on the disk is not in UTF-8, {name}; rename it':
    'Der Name auf dem Datenträger ist nicht in UTF-8, {name}; umbenennen',
  'a part of the path is not a folder': 'Ein Teil des Pfads ist kein Ordner',
  'it is a folder': 'Es ist ein Ordner',
  'a file is in the way': 'Eine Datei ist im Weg',
  'something else lies in the folder': 'In dem Ordner liegt noch etwas anderes',
  'its name is too long for the disk; choose a shorter one':
    'Der Name ist für den Datenträger zu lang; einen kürzeren wählen',
  'its name has characters that the disk does not take; rename it':
    'Der Name hat Zeichen, die der Datenträger nicht annimmt; umbenennen',
  'the disk does not take such a name or file; choose another one':
    'Der Datenträger nimmt einen solchen Namen oder eine solche Datei nicht an; etwas anderes wählen',
  'it is a link that leads to itself': 'Es ist eine Verknüpfung, die zu sich selbst führt',
  'it has a name that no file can have; rename it': 'Der Name ist für Dateien nicht möglich; umbenennen',
  'the disk does not take files that large; choose another disk, or a smaller size':
    'Der Datenträger nimmt so große Dateien nicht an; einen anderen Datenträger oder eine kleinere Größe wählen',
  'it is larger than a file of its kind can be': 'Es ist größer, als eine Datei dieser Art sein kann',
  'the computer has no memory left for it; close other programs':
    'Der Computer hat keinen Speicher mehr dafür; andere Programme schließen',
  'another program uses it; close that and try again':
    'Ein anderes Programm benutzt es; dieses schließen und erneut versuchen',
  'too many files are open; close other programs and try again':
    'Zu viele Dateien sind geöffnet; andere Programme schließen und erneut versuchen',
  'the disk failed; look whether it is still connected':
    'Der Datenträger hat versagt; prüfen, ob er noch verbunden ist',
  'the disk is not there; look whether it is still connected':
    'Der Datenträger ist nicht da; prüfen, ob er noch verbunden ist',
  'the network drive is gone; connect it again': 'Das Netzlaufwerk ist weg; wieder verbinden',
  'whoever should receive it is gone': 'Der Empfänger ist weg',
  'Could not {what}, because {because}.': '{what} ist nicht gelungen: {because}.',
  'the operating system refused ({name}); try again, or choose another place':
    'Das Betriebssystem hat abgelehnt ({name}); erneut versuchen oder einen anderen Ort wählen',
  'of a mistake of its own; try again, and if it stays, report it with the diagnostics':
    'Ein Fehler in Depthroom; erneut versuchen und, wenn es bleibt, mit den Diagnosedaten melden',
  'read or write a file': 'Lesen oder Schreiben einer Datei',
  'what was given': 'die Angabe',
  'Expected something else for {where}: {message}.': 'Für {where} ist etwas anderes nötig: {message}.',
  'This needs more memory than one program can have; choose a smaller size, another model pack, or a smaller copy of the photo.':
    'Dies braucht mehr Speicher, als ein Programm haben kann; eine kleinere Größe, ein anderes Modellpaket oder eine kleinere Kopie des Fotos wählen.',
};
