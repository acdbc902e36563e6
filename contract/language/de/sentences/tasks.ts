/** The work on a run and its provider. */
export const tasks: Readonly<Record<string, string>> = {
  'Expected truth in the proportions of the photo ({width} x {height} pixels), but {name} has {width2} x {height2}: name the right file in a manifest, or turn it as the photo is.':
    'Ground Truth muss die Proportionen des Fotos haben ({width} × {height} Pixel), {name} hat aber {width2} × {height2}: die richtige Datei in einem Manifest angeben oder sie wie das Foto drehen.',
  'metres, median absolute difference of {maps} aligned runs from their median':
    'Meter, Median der absoluten Abweichungen von {maps} angeglichenen Läufen von ihrem Median',
  'as the map, median absolute difference of {maps} aligned runs from their median':
    'wie die Karte, Median der absoluten Abweichungen von {maps} angeglichenen Läufen von ihrem Median',
  '{behind} pixels would lie behind the camera with this scale and shift; they count as invalid.':
    '{behind} Pixel lägen mit dieser Skala und diesem Versatz hinter der Kamera; sie gelten als ungültig.',
  'distance between two points': 'Abstand zwischen zwei Punkten',
  'depth of a point': 'Tiefe eines Punkts',
  'height of the camera over a plane': 'Höhe der Kamera über einer Ebene',
  'Expected the text encoder to answer {tokens} rows, but received {dims}.':
    'Der Textencoder sollte {tokens} Zeilen liefern, lieferte aber {dims}.',
  'Expected the text encoder to answer {tokens} rows, but received no answer of rank 3.':
    'Der Textencoder sollte {tokens} Zeilen liefern, lieferte aber nichts vom Rang 3.',
  'the embedding of the empty prompt': 'die Einbettung des leeren Prompts',
  'Frame of a sequence: values times {scale} plus {shift}.':
    'Bild einer Sequenz: Werte mal {scale} plus {shift}.',
  'Frame of a sequence: the uncertainty of the run is left out.':
    'Bild einer Sequenz: Die Unsicherheit des Laufs ist ausgelassen.',
  'A relative map ({kind}) whose values from {minimum} to {maximum} were laid between {nearInMetres} and {farInMetres} metres as stated by the user; not measured.':
    'Eine relative Karte ({kind}), deren Werte von {minimum} bis {maximum} nach Angabe zwischen {nearInMetres} und {farInMetres} Meter gelegt wurden; nicht gemessen.',
  'Expected the pack "{id}" to have a graph "{name}", but it has {graphs}.':
    'Das Paket „{id}“ braucht einen Graphen „{name}“, hat aber {graphs}.',
  'What the numbers mean was stated by a person.': 'Was die Zahlen bedeuten, wurde von Hand angegeben.',
  'The map is {width} x {height} and the photo {width2} x {height2}: other shapes; it was laid over the whole photo.':
    'Die Karte hat {width} × {height}, das Foto {width2} × {height2}, also andere Proportionen; sie wurde über das ganze Foto gelegt.',
  'Expected something of the map to be left, but every pixel is masked out: take a stroke back.':
    'Von der Karte muss etwas übrig bleiben, alle Pixel sind aber ausmaskiert: einen Strich zurücknehmen.',
  'write a recipe into the project': 'Schreiben eines Rezepts ins Projekt',
  '{changed} of the pixels were changed by hand, {masked} of all masked out.':
    '{changed} der Pixel wurden von Hand geändert, {masked} aller Pixel ausmaskiert.',
  'Mended at {width} x {height} pixels; what was not touched keeps the finer pixels of the model.':
    'Ausgebessert mit {width} × {height} Pixeln; was nicht berührt wurde, behält die feineren Pixel des Modells.',
  'the CPU': 'die CPU',
  'The memory of "{provider}" was too small for {key}, so {whole} did this part, whole and not in tiles; the map is the same but for rounding.':
    'Der Speicher von „{provider}“ war zu klein für {key}; diesen Teil rechnete {whole}, im Ganzen und nicht in Kacheln; die Karte ist bis auf Rundung dieselbe.',
  'WebGPU sums the products of float16 weights in float16: the map differs from that of the CPU by about 0.1 % of its range, and by 1 % at single pixels; a float32 version of the pack does not.':
    'WebGPU summiert die Produkte von float16-Gewichten in float16: Die Karte weicht von der der CPU um etwa 0,1\u00a0% ihres Wertebereichs ab, an einzelnen Pixeln um 1\u00a0%; eine float32-Fassung des Pakets tut das nicht.',
  'Products were rounded to the 10 bits of TF32, since NVIDIA_TF32_OVERRIDE asks for it.':
    'Produkte wurden auf die 10\u00a0Bit von TF32 gerundet, weil NVIDIA_TF32_OVERRIDE es verlangt.',
  'Expected 32-bit numbers in {file} of the pack "{id}", but its {bytes} bytes are not four for each; install the pack again.':
    '{file} des Pakets „{id}“ muss 32\u2011Bit-Zahlen enthalten, ihre {bytes}\u00a0Byte sind aber nicht vier je Zahl; das Paket erneut installieren.',
  'A depth map lies in the file, but it is broken or stored in a way that is not read here.':
    'In der Datei liegt eine Tiefenkarte, sie ist aber defekt oder auf eine Weise gespeichert, die hier nicht gelesen wird.',
  'DirectML worked on the first adapter of this machine (of {names}), which may be the integrated one; dml:1 is the second.':
    'DirectML rechnete auf dem ersten Adapter dieses Computers (von {names}), der der integrierte sein kann; dml:1 ist der zweite.',
  'WebGPU worked on the integrated graphics ({names}), since this machine has no other adapter.':
    'WebGPU rechnete auf der integrierten Grafik ({names}), weil dieser Computer keinen anderen Adapter hat.',
  'WebGPU was asked for the fastest adapter of {names}; where that has no driver for it, it takes the integrated one.':
    'Von WebGPU wurde der schnellste Adapter von {names} verlangt; wo er keinen Treiber dafür hat, nimmt es den integrierten.',
  'Expected an execution provider of this machine ({present}), but received "{requested}".':
    'Ein Provider dieses Computers ist nötig ({present}), verlangt wurde „{requested}“.',
  '{sentence} It was found so earlier and is passed over.':
    '{sentence} Das wurde schon früher festgestellt, er wird übergangen.',
  '"{left}" failed at work: {reason}': '„{left}“ ist bei der Arbeit ausgefallen: {reason}',
  'It was asked for.': 'So verlangt.',
  '"{provider}" could not be used.': '„{provider}“ war nicht benutzbar.',
  '"{left}" failed while it was at work.': '„{left}“ ist bei der Arbeit ausgefallen.',
  'The CPU did the work.': 'Gerechnet hat die CPU.',
  '"{provider}" did the work.': 'Gerechnet hat „{provider}“.',
  'The CPU is what the others are compared with.': 'Die CPU ist der Maßstab für die anderen.',
  '"{name}" ended the process that did the work.': '„{name}“ hat den Prozess beendet, der die Arbeit machte.',
  '"{name}" agrees with the CPU to {difference}.':
    '„{name}“ stimmt bis auf {difference} mit der CPU überein.',
  'values that are not finite': 'nicht endliche Werte',
  "values that differ from the CPU's by {difference} %":
    'Werte, die um {difference}\u00a0% von denen der CPU abweichen',
  '"{name}" was refused: its self-test gave {found}; a newer graphics driver may help.':
    '„{name}“ wurde abgelehnt: Sein Selbsttest ergab {found}; ein neuerer Grafiktreiber kann helfen.',
  '"{name}" could not be used: {reason}': '„{name}“ war nicht benutzbar: {reason}',
  'Expected webgpu, the fastest adapter, or webgpu:integrated, since it cannot be told another, but received "{provider}".':
    'Nötig ist webgpu, der schnellste Adapter, oder webgpu:integrated, da sich kein anderer wählen lässt; verlangt wurde „{provider}“.',
  'Expected an adapter of "{name}" by its number, or of cuda by its name ({known}), but received "{word}".':
    'Ein Adapter von „{name}“ ist mit seiner Nummer nötig oder einer von cuda mit seinem Namen ({known}), verlangt wurde „{word}“.',
  'Expected an adapter of "{name}" by its number, or of cuda by its name (none is known here), but received "{word}".':
    'Ein Adapter von „{name}“ ist mit seiner Nummer nötig oder einer von cuda mit seinem Namen (hier ist keiner bekannt), verlangt wurde „{word}“.',
  'No other execution provider of this machine can be used.':
    'Kein anderer Provider dieses Computers ist benutzbar.',
  '"{first}" could not do the work.': '„{first}“ konnte die Arbeit nicht machen.',
  'A network of {parameters} M parameters is done on the CPU before another device is ready for it.':
    'Ein Netz mit {parameters}\u00a0M Parametern ist auf der CPU fertig, bevor ein anderes Gerät dafür bereit ist.',
  'The CPU took {cpu} for such work, so "{untried}" is tried once.':
    'Die CPU brauchte {cpu} für solche Arbeit, deshalb wird „{untried}“ einmal versucht.',
  'It is the first device of this machine for a network of {parameters} M parameters.':
    'Es ist das erste Gerät dieses Computers für ein Netz mit {parameters}\u00a0M Parametern.',
  '{wait} with "{name}"': '{wait} mit „{name}“',
  'Such work takes about {wait} with it, and {compared}.':
    'Solche Arbeit dauert damit etwa {wait}, {compared}.',
  'Such work takes about {wait} with it.': 'Solche Arbeit dauert damit etwa {wait}.',
  'Expected a depth map, but every value the model gave is NaN or infinite; try the cpu provider, or a float32 version of the pack.':
    'Alle Werte, die das Modell gab, sind NaN oder unendlich, also keine Tiefenkarte; den Provider „CPU“ versuchen oder eine float32-Fassung des Pakets.',
};
