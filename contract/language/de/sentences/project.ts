/** The project on the disk. */
export const project: Readonly<Record<string, string>> = {
  'Expected {folder} to be a folder for a backup of the project, but it is a link or a file; move it away.':
    '{folder} muss ein Ordner für eine Sicherung des Projekts sein, ist aber eine Verknüpfung oder eine Datei; wegschieben.',
  'keep a backup of the database of the project': 'Sichern der Datenbank des Projekts',
  'The database {path} is damaged ({damage}), so nothing more is written to it: put it back from a copy, or open the project again to repair it.':
    'Die Datenbank {path} ist beschädigt ({damage}), deshalb wird nichts mehr hineingeschrieben: aus einer Kopie zurückholen oder das Projekt zum Reparieren erneut öffnen.',
  'Expected to get at the project, but another program has it locked; try again, or close what else has its project.db open.':
    'Ein anderes Programm hat das Projekt gesperrt; erneut versuchen oder schließen, was seine project.db sonst geöffnet hat.',
  'Expected to get at the project, but it is being worked on just now; try again in a moment.':
    'An dem Projekt wird gerade gearbeitet; gleich noch einmal versuchen.',
  'Expected room for a change on the disk of the project, but it is full; free some space and try again.':
    'Der Datenträger des Projekts ist voll, für eine Änderung fehlt der Platz; Platz schaffen und erneut versuchen.',
  'Expected to be allowed to change the project, but its files or their disk are read-only; change the permissions, or copy the project to another place.':
    'Das Projekt lässt sich nicht ändern, seine Dateien oder ihr Datenträger sind schreibgeschützt; die Rechte ändern oder das Projekt an einen anderen Ort kopieren.',
  'Expected to be allowed to open the database of the project, but it could not be opened; look at the permissions of its folder.':
    'Die Datenbank des Projekts ließ sich nicht öffnen; die Rechte ihres Ordners prüfen.',
  'Expected the disk of the project to work, but reading or writing failed; look whether it is still connected, and copy the project to another disk if it is.':
    'Lesen oder Schreiben auf dem Datenträger des Projekts ist fehlgeschlagen; prüfen, ob er noch verbunden ist, und das Projekt dann auf einen anderen kopieren.',
  'Expected the database of the project to be whole, but it is damaged; close Depthroom and take the project from a copy.':
    'Die Datenbank des Projekts ist beschädigt; Depthroom schließen und das Projekt aus einer Kopie nehmen.',
  'Expected the photo or the run that this belongs to in the project, but it was removed meanwhile; import or estimate it again.':
    'Das Foto oder der Lauf dazu wurde inzwischen aus dem Projekt entfernt; erneut importieren oder rechnen.',
  'Expected something new, but the project has got it meanwhile; look at what is there and try again if that is not it.':
    'Das Projekt hat es inzwischen schon; nachsehen, was da ist, und erneut versuchen, wenn es das nicht ist.',
  '{path} is not there any more': '{path} ist nicht mehr da',
  'it was deleted or replaced': 'Sie wurde gelöscht oder ersetzt',
  'another program has written over it': 'Ein anderes Programm hat sie überschrieben',
  'put it back, or open': 'zurückholen oder neu öffnen:',
  'Expected {path} as it was opened, but {what}: nothing is written, so that nothing is lost; {wayOut} the project again.':
    '{path} ist nicht mehr, wie sie geöffnet wurde: {what}. Nichts wird geschrieben, damit nichts verloren geht; {wayOut} das Projekt.',
  open: 'neu öffnen:',
  'Another project.db was put in place since this project was last open; what had not been written into the earlier one is kept in {aside}.':
    'Seit dem letzten Öffnen dieses Projekts wurde eine andere project.db an ihre Stelle gelegt; was in die frühere noch nicht geschrieben war, liegt in {aside}.',
  'The database {path} was deleted or replaced while the project was open, so nothing is written to it any more; {words}.':
    'Die Datenbank {path} wurde gelöscht oder ersetzt, während das Projekt geöffnet war, deshalb wird nichts mehr hineingeschrieben; {words}.',
  'nothing else of the earlier one is there': 'von der früheren ist sonst nichts da',
  'what is known is held in memory alone, since no copy can be kept{because}: make room for one in the folder of the project, and leave Depthroom running until it says that there is one':
    'das Bekannte liegt nur im Arbeitsspeicher, weil keine Kopie angelegt werden kann{because}: im Ordner des Projekts Platz dafür schaffen und Depthroom laufen lassen, bis es eine Kopie meldet',
  'all that was known is kept as {backup}: open the project again, and restore its latest backup or put project.db back':
    'alles Bekannte liegt als {backup}: das Projekt erneut öffnen und seine letzte Sicherung wiederherstellen oder project.db zurückholen',
  'what had not been written into the earlier one is kept as {aside}':
    'was in die frühere noch nicht geschrieben war, liegt als {aside}',
  'Another program has written over the database {path} while the project was open, so nothing more is written to it; {words}: open the project again to go on with what lies there now.':
    'Ein anderes Programm hat die Datenbank {path} überschrieben, während das Projekt geöffnet war, deshalb wird nichts mehr hineingeschrieben; {words}: das Projekt erneut öffnen, um mit dem weiterzumachen, was jetzt dort liegt.',
  'The database {path} is not one that can be brought up to date ({message}); repair the project.':
    'Die Datenbank {path} lässt sich nicht auf den neuen Stand bringen ({message}); das Projekt reparieren.',
  'Expected a Depthroom project at {path}, but it is not a database that can be opened ({message}).':
    'Bei {path} ist ein Projekt von Depthroom nötig, die Datenbank lässt sich aber nicht öffnen ({message}).',
  'bring a file of the project to the disk': 'Sichern einer Projektdatei auf den Datenträger',
  'it is still being waited for since it was last opened':
    'Seit dem letzten Öffnen wird noch darauf gewartet',
  'nothing came within {afterMs} seconds': 'In {afterMs} Sekunden kam nichts',
  'Expected the disk of {path} to answer, but {why}; look whether it is connected, and try again.':
    'Der Datenträger von {path} antwortet nicht: {why}; prüfen, ob er verbunden ist, und erneut versuchen.',
  'The database {path} is damaged ({damage}); nothing was changed: put it back from a copy, or repair the project.':
    'Die Datenbank {path} ist beschädigt ({damage}); nichts wurde geändert: aus einer Kopie zurückholen oder das Projekt reparieren.',
  'its {name} is not as Depthroom makes it': 'In der Datenbank ist {name} nicht so, wie Depthroom es anlegt',
  'it has a {name}, which no project has': 'Die Datenbank hat {name}, was kein Projekt hat',
  'its schema number is {version}, which no Depthroom has given it':
    'Ihre Schemanummer ist {version}, was kein Depthroom vergibt',
  'The project {path} was made by a newer Depthroom (schema {version}, this one knows {known}); update Depthroom to open it.':
    'Das Projekt {path} wurde von einem neueren Depthroom angelegt (Schema {version}, dieses kennt {known}); zum Öffnen Depthroom aktualisieren.',
  'it is the database of another program': 'Es ist die Datenbank eines anderen Programms',
  'Expected a Depthroom project at {path}, but {why}; nothing was changed: choose another folder.':
    'Bei {path} liegt kein Projekt von Depthroom: {why}; nichts wurde geändert: einen anderen Ordner wählen.',
  'tables of a project are missing in it': 'Tabellen eines Projekts fehlen darin',
  'it has a {type} of its own, which no project has':
    'Die Datenbank hat ein eigenes Objekt ({type}), was kein Projekt hat',
  'renew the lock of the project': 'Erneuern der Sperre des Projekts',
  'Expected a project that no other computer has open, but "{host}" has {folder} open; close Depthroom there, or wait a minute if it does not run there any more.':
    'Ein anderer Computer, „{host}“, hat {folder} geöffnet; Depthroom dort schließen oder eine Minute warten, wenn es dort nicht mehr läuft.',
  'Expected the address of a kept file, but received another text.':
    'Die Adresse einer Projektdatei wird erwartet, erhalten wurde ein anderer Text.',
  'Expected a file of the project at {place}, but a link or a folder lies there; move it away and try again.':
    'Bei {place} muss eine Datei des Projekts liegen, dort ist aber eine Verknüpfung oder ein Ordner; wegschieben und erneut versuchen.',
  'keep a file in the project': 'Speichern einer Datei im Projekt',
  'write a depth map into the project': 'Schreiben einer Tiefenkarte ins Projekt',
  'Expected a plane of {length} bytes, but received {byteLength}.':
    'Eine Ebene von {length}\u00a0Byte wird erwartet, erhalten: {byteLength}.',
  'note that this Depthroom has the project open':
    'Vermerken, dass dieses Depthroom das Projekt geöffnet hat,',
  'note that this computer has the project open': 'Vermerken, dass dieser Computer das Projekt geöffnet hat,',
  'Expected a folder at {folder}, but it, or a part of its path, is a file; choose another.':
    '{folder} muss ein Ordner sein, dort oder auf dem Pfad dorthin liegt aber eine Datei; einen anderen wählen.',
  'look into the folder {folder}': 'Nachsehen im Ordner {folder}',
  'Expected {path} to be a file of the project, but it is a link or a folder; replace it by the file itself.':
    '{path} muss eine Datei des Projekts sein, ist aber eine Verknüpfung oder ein Ordner; durch die Datei selbst ersetzen.',
  'Expected a Depthroom project or an empty folder, but {path} holds other files ({names}); nothing was changed: choose an empty folder, or a new one inside of it.':
    'Ein Projekt von Depthroom oder ein leerer Ordner ist nötig, {path} enthält aber andere Dateien ({names}); nichts wurde geändert: einen leeren Ordner wählen oder einen neuen darin.',
  'Expected a Depthroom project in {path}, but there is no project.db; name another folder, or make a new project there.':
    'In {path} fehlt project.db, dort liegt kein Projekt von Depthroom; einen anderen Ordner angeben oder dort ein neues Projekt anlegen.',
  'Expected a Depthroom project in {path}, but there is no project.db, and it holds other files ({names}); name another folder.':
    'In {path} fehlt project.db, und dort liegen andere Dateien ({names}); einen anderen Ordner angeben.',
  'make the project folder {path}': 'Anlegen des Projektordners {path}',
  'Expected to be allowed to write to the project {folder}, but {what} is read-only: change its permissions, or copy the project to another place.':
    'Ins Projekt {folder} kann nicht geschrieben werden, denn {what} ist schreibgeschützt: die Zugriffsrechte ändern oder das Projekt an einen anderen Ort kopieren.',
  'its folder': 'sein Ordner',
  'Expected an open project, but none is open; name the folder of one, or bring photos in.':
    'Kein Projekt ist geöffnet; den Ordner eines Projekts angeben oder Fotos hinzufügen.',
  'Expected to be allowed to write to the project {path}, but it can only be read: change its permissions, or copy it to another place.':
    'Ins Projekt {path} kann nicht geschrieben werden, es ist nur lesbar: die Zugriffsrechte ändern oder es an einen anderen Ort kopieren.',
  'Expected a moment in which nobody writes to the project {path}, but there was none; try again.':
    'Ins Projekt {path} wird dauernd geschrieben, sodass es nicht gelesen werden kann; erneut versuchen.',
  'copy the database of the project to {tmpdir}': 'Kopieren der Projektdatenbank nach {tmpdir}',
  'copy {from} of the project to {tmpdir}': 'Kopieren von {from} des Projekts nach {tmpdir}',
  'Expected to repair a project that nothing else has open, but another Depthroom on this computer has {path} open; close it there, or repair it there.':
    'Reparieren geht nur, wenn nichts sonst das Projekt geöffnet hat; ein anderes Depthroom auf diesem Computer hat {path} geöffnet: dort schließen oder dort reparieren.',
  'The database of the project {path} is not one that can be used ({why}); put project.db back from a copy, or repair the project.':
    'Die Datenbank des Projekts {path} ist nicht benutzbar ({why}); project.db aus einer Kopie zurückholen oder das Projekt reparieren.',
  'its database project.db is empty or damaged': 'seine Datenbank project.db ist leer oder beschädigt',
  'its database project.db is missing': 'seine Datenbank project.db fehlt',
  'its database project.db is empty': 'seine Datenbank project.db ist leer',
  ', or restore its latest backup': ' oder seine letzte Sicherung wiederherstellen',
  'The project {folder} holds {kept} kept file, but {why}. Nothing was changed: put project.db back from a copy, or repair the project: make photos of the files that are pictures, keep them in its trash{backup}.':
    'Das Projekt {folder} enthält {kept} behaltene Datei, aber {why}. Nichts wurde geändert: project.db aus einer Kopie zurückholen oder das Projekt reparieren: aus Bilddateien Fotos machen, sie im Papierkorb behalten{backup}.',
  'The project {folder} holds {kept} kept files, but {why}. Nothing was changed: put project.db back from a copy, or repair the project: make photos of the files that are pictures, keep them in its trash{backup}.':
    'Das Projekt {folder} enthält {kept} behaltene Dateien, aber {why}. Nichts wurde geändert: project.db aus einer Kopie zurückholen oder das Projekt reparieren: aus Bilddateien Fotos machen, sie im Papierkorb behalten{backup}.',
  'Expected a backup of the database in {backups}, but there is none; nothing was changed.':
    'In {backups} gibt es keine Sicherung der Datenbank; nichts wurde geändert.',
  'repair the project {folder}': 'Reparieren des Projekts {folder}',
  'Expected a {singular} of this project, but received the unknown id "{id}".':
    'Dieses Projekt hat keinen Eintrag mit der ID „{id}“ ({singular}).',
  'Expected a row of {table} that can be read again, but its {path} is not what it should be ({message}); nothing was written.':
    'Eine Zeile von {table} muss sich wieder lesen lassen, {path} darin ist aber nicht, was es sein soll ({message}); nichts wurde geschrieben.',
  'Expected a row of {table} that can be read again, but its row is not what it should be ({message}); nothing was written.':
    'Eine Zeile von {table} muss sich wieder lesen lassen, ist aber nicht, was sie sein soll ({message}); nichts wurde geschrieben.',
  'Expected something in the trash, but received an id that is not there (any more).':
    'Im Papierkorb ist nichts (mehr) mit dieser ID.',
  'file that is': 'Datei, die',
  'files that are': 'Dateien, die',
  '{files} {many} not in the database': '{files} {many} nicht in der Datenbank',
  'Expected something that was removed, but received an id that is not there (any more); of files that are not in the database photos can be made.':
    'Entfernt wurde nichts (mehr) mit dieser ID; aus Dateien, die nicht in der Datenbank stehen, lassen sich Fotos machen.',
  'the run of an export': 'der Lauf eines Exports',
  'a run that is compared': 'ein verglichener Lauf',
  'the ground truth of a comparison': 'die Ground Truth eines Vergleichs',
  'Expected {what} in the project or in the trash, but it was removed for good; what belongs to it cannot be brought back.':
    '{what} wurde endgültig gelöscht und ist weder im Projekt noch im Papierkorb; was dazugehört, lässt sich nicht zurückholen.',
  'its photo': 'das Foto dazu',
  'Expected rows in the trash ({ROW_TABLES}), but this entry cannot be read; nothing was changed.':
    'Dieser Eintrag des Papierkorbs ist nicht lesbar (nötig: {ROW_TABLES}); nichts wurde geändert.',
  'another id': 'eine andere ID',
  'it is not JSON': 'kein JSON',
  'A row of {table} ({plain}) could not be read ({why}) and is left out; its files stay where they are.':
    'Eine Zeile von {table} ({plain}) ließ sich nicht lesen ({why}) und ist ausgelassen; ihre Dateien bleiben, wo sie sind.',
};
