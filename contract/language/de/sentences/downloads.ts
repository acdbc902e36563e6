/** Packs that are fetched. */
export const downloads: Readonly<Record<string, string>> = {
  '{host} has changed {file} since the download began':
    '{host} hat {file} seit Beginn des Downloads verändert',
  'write {file}': 'Schreiben von {file}',
  '{host} ended {file} after {have} of {bytes} bytes':
    '{host} beendete {file} nach {have} von {bytes}\u00a0Byte',
  'Expected {file} as it is, but {host} sends it compressed; download the pack with a browser and add its folder.':
    '{file} wird unverändert gebraucht, {host} sendet es aber komprimiert; das Paket mit einem Browser laden und seinen Ordner hinzufügen.',
  'Expected {file} to have {bytes} bytes, as its pack.json says, but {host} offers {have}; ask whoever offers the pack.':
    '{file} muss laut seiner pack.json {bytes}\u00a0Byte haben, {host} bietet aber {have}; beim Anbieter des Pakets nachfragen.',
  'Expected {file} to have {bytes} bytes, as its pack.json says, but {host} sends more; ask whoever offers the pack.':
    '{file} muss laut seiner pack.json {bytes}\u00a0Byte haben, {host} sendet aber mehr; beim Anbieter des Pakets nachfragen.',
  'The download is paused.': 'Der Download ist pausiert.',
  'Could not download {file} in {failures} attempts: {message}; what is there is kept, so resume it later.':
    '{file} ließ sich in {failures} Versuchen nicht laden: {message}; was da ist, bleibt, der Download lässt sich später fortsetzen.',
  'Expected {file} to have sha256 {sha256}, but received {received}, and removed it; ask whoever offers the pack.':
    '{file} muss die sha256 {sha256} haben, erhalten und entfernt wurde {received}; beim Anbieter des Pakets nachfragen.',
  'This download is not there (any more).': 'Dieser Download ist nicht (mehr) da.',
  'The pack "{packId}" is being downloaded from {url} already; resume or cancel that first.':
    'Das Paket „{packId}“ wird bereits von {url} geladen; das zuerst fortsetzen oder abbrechen.',
  'Another Depthroom (a window, a server or a command) is downloading this; stop it there.':
    'Ein anderes Depthroom (ein Fenster, ein Server oder ein Befehl) lädt dies gerade; dort anhalten.',
  '{host} sent nothing for {stallMs} s': '{host} sendete {stallMs}\u00a0s lang nichts',
  'the connection to {host} failed ({code})': 'die Verbindung zu {host} ist fehlgeschlagen ({code})',
  'the server asks for permission; download the pack with a browser and add its folder':
    'der Server verlangt eine Erlaubnis; das Paket mit einem Browser laden und seinen Ordner hinzufügen',
  '{host} answered with status {status} and asks to wait {waitMs} s':
    '{host} antwortete mit Status {status} und bittet, {waitMs}\u00a0s zu warten',
  '{host} answered with status {status}': '{host} antwortete mit Status {status}',
  'Expected a file at {origin}{pathname}, but the server has none there (status {status}).':
    'Bei {origin}{pathname} hat der Server keine Datei (Status {status}).',
  'the server does not send it': 'der Server sendet sie nicht',
  'Expected the file {origin}{pathname}, but {why} (status {status}).':
    'Die Datei {origin}{pathname} kam nicht: {why} (Status {status}).',
  '{again} {id}; accept its conditions on its page with the account of the token, or check its name':
    '{again} {id}; die Bedingungen auf seiner Seite mit dem Konto des Tokens annehmen oder den Namen prüfen',
  '{first} {id}; accept its conditions on its page and set HF_TOKEN to a token of your account, or check its name':
    '{first} {id}; die Bedingungen auf seiner Seite annehmen und HF_TOKEN auf ein Token des eigenen Kontos setzen oder den Namen prüfen',
  'Expected the address of a pack.json (https://...), but received "{given}"; a folder of this computer is added by its path, not as an address.':
    'Die Adresse einer pack.json (https://...) ist nötig, angegeben wurde „{given}“; ein Ordner dieses Computers wird mit seinem Pfad hinzugefügt, nicht als Adresse.',
  'Expected an https or http address, but received {protocol}//.':
    'Eine Adresse mit https oder http ist nötig, angegeben wurde {protocol}//.',
  'Expected an address without a user name and password in it.':
    'Die Adresse darf keinen Benutzernamen und kein Passwort enthalten.',
  '{title} is offered as official weights there and has no pack.json; get it by its name':
    '{title} wird dort als offizielle Gewichte angeboten und hat keine pack.json; über den Namen laden',
  '{title} cannot be downloaded as a pack: {why}': '{title} lässt sich nicht als Paket laden: {why}',
  "Expected an address that ends in /pack.json (or a folder's, with / at its end), but received {href}.":
    'Eine Adresse, die auf /pack.json endet, ist nötig (oder die eines Ordners, mit / am Ende), angegeben wurde {href}.',
  'Could not read {href}: {message}; try again later.':
    '{href} ließ sich nicht lesen: {message}; später erneut versuchen.',
  'Expected a pack.json at {href}, but received a web page; take the address of the file itself.':
    'Bei {href} liegt keine pack.json, sondern eine Webseite; die Adresse der Datei selbst nehmen.',
  'Expected a pack.json at {href}, but received something else.':
    'Bei {href} liegt keine pack.json, sondern etwas anderes.',
  'Expected {href} to be a model pack, but {path}: {message}.':
    '{href} ist kein gültiges Modellpaket, {path}: {message}.',
  'Expected {href} to be a model pack, but it: {message}.':
    '{href} ist kein gültiges Modellpaket: {message}.',
  'Expected a pack.json of at most {PACK_JSON_BYTES} MB at {href}, but received more.':
    'Eine pack.json darf höchstens {PACK_JSON_BYTES}\u00a0MB haben, bei {href} kam mehr.',
};
