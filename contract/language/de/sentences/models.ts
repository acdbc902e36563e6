/** Pipelines. */
export const models: Readonly<Record<string, string>> = {
  'The refined map runs against its prior, so it was turned over to fit; the refiner has not understood this photo.':
    'Die verfeinerte Karte läuft ihrer Vorgabe entgegen und wurde zum Anpassen umgedreht; der Verfeinerer hat dieses Foto nicht verstanden.',
  'BetterDepth sharpens the depth map of another system; choose a run of this photo, or a pack to run first, as its prior.':
    'BetterDepth schärft die Tiefenkarte eines anderen Systems; als Vorgabe einen Lauf dieses Fotos oder ein zuvor zu startendes Paket wählen.',
  'The prior is {width} x {height} pixels, but the photo is {width2} x {height2}; choose a depth map of this photo.':
    'Die Vorgabe hat {width} × {height} Pixel, das Foto aber {width2} × {height2}; eine Tiefenkarte dieses Fotos wählen.',
  'The prior is the same everywhere, so there was nothing to refine, and it is returned as it is.':
    'Die Vorgabe ist überall gleich; es gab nichts zu verfeinern, und sie kommt unverändert zurück.',
  '{steps} steps were asked for; this pack was trained with {trainSteps} and cannot take more.':
    'Verlangt wurden {steps} Schritte; dieses Paket wurde mit {trainSteps} trainiert und kann nicht mehr.',
  'Leading spacing with {steps} step begins at step {steps2} of {trainSteps}, where the network expects less noise than it is given, so the map is noisy; choose trailing spacing or {LEADING_MINIMUM} steps and more.':
    'Der Abstand „führend“ mit {steps} Schritt beginnt bei Schritt {steps2} von {trainSteps}, wo das Netz weniger Rauschen erwartet, als es bekommt; die Karte ist deshalb verrauscht: den Abstand „nachlaufend“ wählen oder {LEADING_MINIMUM} Schritte und mehr.',
  'Leading spacing with {steps} steps begins at step {steps2} of {trainSteps}, where the network expects less noise than it is given, so the map is noisy; choose trailing spacing or {LEADING_MINIMUM} steps and more.':
    'Der Abstand „führend“ mit {steps} Schritten beginnt bei Schritt {steps2} von {trainSteps}, wo das Netz weniger Rauschen erwartet, als es bekommt; die Karte ist deshalb verrauscht: den Abstand „nachlaufend“ wählen oder {LEADING_MINIMUM} Schritte und mehr.',
  '{steps} steps were asked for; an LCM pack takes 1 to {LCM_TEACHER_STEPS}, and 4 are enough.':
    'Verlangt wurden {steps} Schritte; ein LCM-Paket macht 1 bis {LCM_TEACHER_STEPS}, und 4 genügen.',
  'An LCM pack has steps of its own, so {spacing} spacing was left out.':
    'Ein LCM-Paket hat eigene Schritte; der Abstand „{spacing}“ wurde weggelassen.',
  'The memory was too small to denoise {members} members together, so {most} were done at once.':
    'Der Speicher war zu klein, um {members} Mitglieder zusammen zu entrauschen; jeweils {most} wurden auf einmal gerechnet.',
  'denoising step {index}': 'Entrauschungsschritt {index}',
  'latents (rank 4)': 'Latente (Rang 4)',
  'a text embedding (rank 3)': 'eine Texteinbettung (Rang 3)',
  'a timestep (rank 0 or 1)': 'ein Zeitschritt (Rang 0 oder 1)',
  'latent channels; {shape}': 'latente Kanäle; {shape}',
  '8 are those of Marigold and MetricGold': '8 sind die von Marigold und MetricGold',
  '12 are those of BetterDepth': '12 sind die von BetterDepth',
  '4 are those of plain Stable Diffusion': '4 sind die von einfachem Stable Diffusion',
  '8 are those of Marigold and MetricGold, 12 of BetterDepth':
    '8 sind die von Marigold und MetricGold, 12 die von BetterDepth',
  'values per text token (Stable Diffusion 2; 768 would be Stable Diffusion 1.5)':
    'Werte je Text-Token (Stable Diffusion 2; 768 wäre Stable Diffusion 1.5)',
  'The prompt file holds {prompt} values; expected a multiple of {TEXT_WIDTH}.':
    'Die Prompt-Datei enthält {prompt} Werte; erwartet wird ein Vielfaches von {TEXT_WIDTH}.',
  'text tokens, as the prompt file has': 'Text-Tokens, wie die Prompt-Datei sie hat',
  'members in a batch': 'Mitglieder in einem Stapel',
  'The UNet': 'Das UNet',
  '{what} (rank 4)': '{what} (Rang 4)',
  'The input "{name}" takes {stated} channels; expected {channels} for {what}.':
    'Der Eingang „{name}“ nimmt {stated} Kanäle; erwartet: {channels} für {what}.',
  '{what} gave no output of rank 4, only {seen}.': '{what} gab keine Ausgabe vom Rang 4, nur {seen}.',
  '{name} (rank {shape})': '{name} (Rang {shape})',
  'Expected one input for {what}, but the graph has {fitting}: its inputs are {seen}.':
    'Für {what} wird ein Eingang erwartet, aber der Graph hat {fitting}: Seine Eingänge sind {seen}.',
  'The input "{name}" takes {stated}, but {expected} were expected: {what}.':
    'Der Eingang „{name}“ nimmt {stated}, erwartet wurden {expected}: {what}.',
  'The timestep "{name}" is of type {type}; expected int64, int32, float32 or float16.':
    'Der Zeitschritt „{name}“ ist vom Typ {type}; erwartet: int64, int32, float32 oder float16.',
  'an image': 'ein Bild',
  'this photo at this resolution': 'dieses Foto bei dieser Auflösung',
  'The encoder': 'Der Encoder',
  'The encoder gave {dims} channels; expected {channels} (the mean) or {channels2} (mean and log variance).':
    'Der Encoder gab {dims} Kanäle; erwartet: {channels} (Mittelwert) oder {channels2} (Mittelwert und Log-Varianz).',
  'the encoded image': 'das kodierte Bild',
  'The encoder of this pack samples its latents at random, so the same seed does not give the same map; an encoder that gives the mean is needed for that.':
    'Der Encoder dieses Pakets zieht seine Latenten zufällig; gleicher Seed gibt deshalb nicht die gleiche Karte. Nötig wäre ein Encoder, der den Mittelwert gibt.',
  'a latent': 'ein Latentes',
  'The decoder': 'Der Decoder',
  'The decoder gave {dims} channels; expected 3, or 1.': 'Der Decoder gab {dims} Kanäle; erwartet: 3 oder 1.',
  'the decoded map': 'die dekodierte Karte',
  'An ensemble of 2 is no better than a single map; 3 and more give a median and an uncertainty.':
    'Ein Ensemble aus 2 ist nicht besser als eine einzelne Karte; ab 3 gibt es Median und Unsicherheit.',
  "Uncertainty is not available: this pack's members do not differ (their spread is {share} of the range).":
    'Unsicherheit ist nicht verfügbar: Die Mitglieder dieses Pakets unterscheiden sich nicht (ihre Streuung ist {share} des Bereichs).',
  "Uncertainty is not available: this pack's members do not differ.":
    'Unsicherheit ist nicht verfügbar: Die Mitglieder dieses Pakets unterscheiden sich nicht.',
  'A photo of {width} x {height} pixels has no width or height left at a resolution of {resolution}; choose a higher one, or 0 for the size of the photo.':
    'Von einem Foto mit {width} × {height} Pixeln bleibt bei einer Auflösung von {resolution} keine Breite oder Höhe übrig; eine höhere wählen oder 0 für die Größe des Fotos.',
  'the disparity map': 'die Disparitätskarte',
  'the depth map': 'die Tiefenkarte',
  "The map is saturated: {near} of its pixels are at {min} m and {far} at {max} m, the ends of the pack's range, and may truly lie nearer or farther.":
    'Die Karte ist gesättigt: {near} ihrer Pixel liegen bei {min}\u00a0m und {far} bei {max}\u00a0m, den Enden des Bereichs des Pakets, und können in Wahrheit näher oder ferner sein.',
  'The graph was expected to have one input, but it has {inputs}: {inputs2}.':
    'Der Graph sollte einen Eingang haben, hat aber {inputs}: {inputs2}.',
  'The graph gave no output.': 'Der Graph gab keine Ausgabe.',
  'The graph answered with {type} values; expected float32 or float16.':
    'Der Graph lieferte {type}-Werte; erwartet: float32 oder float16.',
  'The graph gave {values} values ({dims}) for {what}; expected {count}.':
    'Der Graph gab {values} Werte ({dims}) für {what}; erwartet: {count}.',
  'float16 overflows in the attention of these networks: use the float32 pack, or one whose attention was kept in float32':
    'float16 läuft in der Attention dieser Netze über: das float32-Paket nehmen oder eins, dessen Attention in float32 geblieben ist',
  'try the CPU provider, and a float32 pack if this one holds float16 weights':
    'den Provider CPU versuchen und ein float32-Paket, wenn dieses float16-Gewichte hat',
  'The model computed {broken} of {count} values of {what} as NaN or infinity; {advice}.':
    'Das Modell berechnete {broken} von {count} Werten für {what} als NaN oder unendlich; {advice}.',
  'The graph could not be opened on "{provider}": {reason}.':
    'Der Graph ließ sich auf „{provider}“ nicht öffnen: {reason}.',
  'The graph could not be opened: {reason}.': 'Der Graph ließ sich nicht öffnen: {reason}.',
  'Expected enough memory for the graph on "{provider}", but there was too little ({reason}); choose a smaller working size or batch, or another provider.':
    'Für den Graphen auf „{provider}“ war zu wenig Speicher da ({reason}); eine kleinere Arbeitsgröße, einen kleineren Stapel oder einen anderen Provider wählen.',
  'A graph failed while it ran on "{provider}": {reason}.':
    'Ein Graph ist beim Rechnen auf „{provider}“ fehlgeschlagen: {reason}.',
  'not a tensor': 'kein Tensor',
  'A graph answered with {type} values; expected {TYPES}.':
    'Ein Graph lieferte {type}-Werte; erwartet: {TYPES}.',
  'This pack has one fixed size, so the proportions of the photo were not kept at the input of the network.':
    'Dieses Paket hat eine feste Größe; die Proportionen des Fotos wurden am Eingang des Netzes nicht behalten.',
  'This pack has one head only, so "{asked}" was left out.':
    'Dieses Paket hat nur einen Kopf; „{asked}“ wurde weggelassen.',
  'The pack took this photo for an {domain} one; the option "domain" decides otherwise.':
    'Das Paket hielt dieses Foto für „{domain}“; die Option „Umgebung“ legt es anders fest.',
  'the two logits of the router': 'die zwei Logits des Routers',
  'The graph was expected to take a photo and a domain (int64), but it takes {inputs}.':
    'Der Graph sollte ein Foto und eine Domäne (int64) nehmen, nimmt aber {inputs}.',
  'The graph was expected to answer two logits and a depth map.':
    'Der Graph sollte zwei Logits und eine Tiefenkarte liefern.',
  'The graph takes {shape}, but this photo makes {dims}; a graph of one fixed size needs "fixed" and that size in its pack.json.':
    'Der Graph nimmt {shape}, dieses Foto ergibt aber {dims}; ein Graph fester Größe braucht „fixed“ und diese Größe in seiner pack.json.',
  'The graph takes a scalar, but this photo makes {dims}; a graph of one fixed size needs "fixed" and that size in its pack.json.':
    'Der Graph nimmt einen Skalar, dieses Foto ergibt aber {dims}; ein Graph fester Größe braucht „fixed“ und diese Größe in seiner pack.json.',
};
