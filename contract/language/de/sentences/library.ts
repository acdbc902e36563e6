/** Packs and the models folder. */
export const library: Readonly<Record<string, string>> = {
  'check {file}': 'Prüfen von {file}',
  'copy {file} ({size}, from another disk)': 'Kopieren von {file} ({size}, von einem anderen Datenträger)',
  'Expected the folder of a model pack, but {given} is a graph alone, which does not say what it takes and answers; make a pack of it by saying so.':
    'Der Ordner eines Modellpakets ist nötig, {given} ist aber nur ein Graph, der nicht sagt, was er nimmt und liefert; ein Paket daraus machen und das angeben.',
  'Expected the folder of a model pack, but {given} is a file; unpack archives first.':
    'Der Ordner eines Modellpakets ist nötig, {given} ist aber eine Datei; Archive zuerst entpacken.',
  'Expected the folder of a model pack, but there is nothing at {given}.':
    'Der Ordner eines Modellpakets ist nötig, bei {given} ist aber nichts.',
  'the page': 'die Seite',
  'A pack is being added; wait until that is done, or cancel it.':
    'Ein Paket wird gerade hinzugefügt; warten, bis das fertig ist, oder abbrechen.',
  'Expected a graph as either "file" or "uploadId".':
    'Ein Graph ist entweder als „file“ oder als „uploadId“ nötig.',
  'Expected the whole path of a folder, but received "{folder}".':
    'Der vollständige Pfad eines Ordners ist nötig, angegeben wurde „{folder}“.',
  'Runs are queued or at work with these models; wait for them or cancel them, then move the folder.':
    'Läufe mit diesen Modellen warten oder sind in Arbeit; abwarten oder abbrechen, dann den Ordner verschieben.',
  'make the folder {to}': 'Anlegen des Ordners {to}',
  'Expected a folder apart from the present one ({from}), but {to} is inside it.':
    'Der Ordner muss vom jetzigen ({from}) getrennt sein, {to} liegt aber darin.',
  'Expected a folder apart from the present one ({from}), but {to} is around it.':
    'Der Ordner muss vom jetzigen ({from}) getrennt sein, {to} umschließt ihn aber.',
  'Expected an empty folder, or one that holds model packs only, but {to} holds "{name}"; make a folder of its own for the models.':
    'Ein leerer Ordner oder einer nur mit Modellpaketen ist nötig, {to} enthält aber „{name}“; einen eigenen Ordner für die Modelle anlegen.',
  'Both folders hold a pack "{name}", and they differ; remove one of them, then move the folder.':
    'Beide Ordner enthalten ein Paket „{name}“, und die beiden unterscheiden sich; eins davon entfernen, dann den Ordner verschieben.',
  'move the models to {to}': 'Verschieben der Modelle nach {to}',
  'copy {path}': 'Kopieren von {path}',
  'The copy of {path} differs from the original; check the disk of {to}.':
    'Die Kopie von {path} weicht vom Original ab; den Datenträger von {to} prüfen.',
  'copy the models to {to}': 'Kopieren der Modelle nach {to}',
  'Expected the place of the models folder in {path}, but it cannot be read; choose the models folder again.':
    'Der Ort des Modellordners in {path} ist nicht lesbar; den Modellordner erneut wählen.',
  'The models folder {folder} is not there; connect its disk, or choose another folder.':
    'Der Modellordner {folder} ist nicht da; seinen Datenträger verbinden oder einen anderen Ordner wählen.',
  'The models folder {folder} cannot be written to; change its permissions, or choose another folder.':
    'In den Modellordner {folder} kann nicht geschrieben werden; seine Rechte ändern oder einen anderen Ordner wählen.',
  'Expected an installed model pack ({known}), but received "{id}".':
    'Ein installiertes Modellpaket ist nötig ({known}), angegeben wurde „{id}“.',
  'the model pack {path}': 'das Modellpaket {path}',
  'read the model pack {path}': 'Lesen des Modellpakets {path}',
  'Expected JSON in {path}, but it cannot be parsed.': '{path} ist kein lesbares JSON.',
  'Expected {path} to be a model pack, but {path2}: {message}.':
    '{path} ist kein gültiges Modellpaket, {path2}: {message}.',
  'Expected {path} to be a model pack, but it: {message}.':
    '{path} ist kein gültiges Modellpaket: {message}.',
  'Expected the file {file} in the pack "{id}", but it is missing; install the pack again.':
    'Die Datei {file} im Paket „{id}“ fehlt; das Paket erneut installieren.',
  'Expected {file} of the pack "{id}" to have {expected} bytes, but received {size}; install the pack again.':
    '{file} des Pakets „{id}“ muss {expected}\u00a0Byte haben, hat aber {size}; das Paket erneut installieren.',
  'Expected {path} of the pack "{id}" to be a file, but it is a link that leads out of the pack; put the file itself in its place, or install the pack again.':
    '{path} des Pakets „{id}“ muss eine Datei sein, ist aber eine Verknüpfung, die aus dem Paket hinausführt; die Datei selbst dorthin legen oder das Paket erneut installieren.',
  'Expected {file} of the pack "{id}" to have sha256 {sha256}, but received {received}; install the pack again.':
    '{file} des Pakets „{id}“ muss die sha256 {sha256} haben, hat aber {received}; das Paket erneut installieren.',
  'The pack "{id}" is one that comes with Depthroom and stays as it is; give yours another id in its pack.json.':
    'Das Paket „{id}“ kommt mit Depthroom und bleibt, wie es ist; dem eigenen in seiner pack.json eine andere ID geben.',
  'The pack "{id}" is installed already; replace it, or remove it first.':
    'Das Paket „{id}“ ist schon installiert; ersetzen oder zuerst entfernen.',
  'The pack "{id}" is in use by a run; cancel it or wait.':
    'Das Paket „{id}“ wird von einem Lauf benutzt; abbrechen oder abwarten.',
  'The pack "{id}" is in use by {uses} runs; cancel them or wait.':
    'Das Paket „{id}“ wird von {uses} Läufen benutzt; abbrechen oder abwarten.',
  'install the pack "{id}"': 'Installieren des Pakets „{id}“',
  'move {from} away': 'Wegschieben von {from}',
  'use the models folder {modelsFolder}': 'Benutzen des Modellordners {modelsFolder}',
  'Another Depthroom (a window, a server or a command) is at work on this; stop it there first.':
    'Ein anderes Depthroom (ein Fenster, ein Server oder ein Befehl) arbeitet gerade daran; zuerst dort anhalten.',
  'This upload is not known (any more); start to add the pack again.':
    'Diese Übertragung ist nicht (mehr) bekannt; das Paket von vorn hinzufügen.',
  'Expected {message} as ?file=, but received "{name}".':
    'Als ?file= ist {message} nötig, erhalten wurde „{name}“.',
  'Expected {bytes} bytes in all, as was announced, but received more with {name}.':
    'Angekündigt waren insgesamt {bytes}\u00a0Byte, mit {name} kam mehr.',
  'receive {name}': 'Empfangen von {name}',
  'The folder': 'Der Ordner',
  'Expected one ONNX graph (.onnx), but received {graphs}; take one at a time.':
    'Ein ONNX-Graph (.onnx) ist nötig, da sind aber {graphs}; jeweils einen nehmen.',
  'Expected one ONNX graph (.onnx), but received none; take one at a time.':
    'Ein ONNX-Graph (.onnx) ist nötig, da ist aber keiner; jeweils einen nehmen.',
  'Expected an installed pack, but received "{packId}".':
    'Ein installiertes Paket ist nötig, angegeben wurde „{packId}“.',
  'The pack "{packId}" comes with Depthroom and stays.':
    'Das Paket „{packId}“ kommt mit Depthroom und bleibt.',
  'The pack "{packId}" is used where it lies ({folder}) and is not in the library; remove it there.':
    'Das Paket „{packId}“ wird dort benutzt, wo es liegt ({folder}), und ist nicht in der Bibliothek; dort entfernen.',
  'The models are being moved to {to}; wait until that is done, or cancel it.':
    'Die Modelle werden gerade nach {to} verschoben; warten, bis das fertig ist, oder abbrechen.',
};
