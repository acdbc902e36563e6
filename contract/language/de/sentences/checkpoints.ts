/** Checkpoints and graphs that become packs. */
export const checkpoints: Readonly<Record<string, string>> = {
  'Expected an ONNX graph of at most 2 GB at {path}.':
    'Bei {path} ist ein ONNX-Graph mit höchstens 2\u00a0GB nötig.',
  'Expected {weights} beside {name}, which keeps its weights there; take both files together.':
    'Neben {name} fehlt {weights}, wo die Gewichte liegen; beide Dateien zusammen nehmen.',
  'not stated': 'nicht angegeben',
  'Expected {name} to {expected}, but it takes {takes} and answers {answers}.':
    '{name} muss Folgendes können: {expected}; es nimmt aber {takes} und liefert {answers}.',
  'take one image (N x 3 x H x W) and answer one map':
    'ein Bild nehmen (N × 3 × H × W) und eine Karte liefern',
  'take one image of three channels (1 x 3 x H x W)': 'ein Bild mit drei Kanälen nehmen (1 × 3 × H × W)',
  'fix both sides of its image or none': 'beide Seiten des Bilds festlegen oder keine',
  'take and answer float32 or float16 ({name} is {type})':
    'float32 oder float16 nehmen und liefern ({name} ist {type})',
  'Expected a size, because {name} takes images of any: say its short side in pixels.':
    'Eine Größe ist nötig, weil {name} Bilder jeder Größe nimmt: die kurze Seite in Pixeln angeben.',
  'Expected no size or {shortSide}, because {name} takes images of {width} x {height} only, but received {size}.':
    'Keine Größe oder {shortSide} ist nötig, weil {name} nur Bilder mit {width} × {height} nimmt, angegeben ist {size}.',
  '{name} (of any shape)': '{name} (beliebige Form)',
  'Expected {name} to keep its weights in a file beside it, but it names "{location}".':
    '{name} muss seine Gewichte in einer Datei daneben haben, nennt aber „{location}“.',
  'Expected the tensor {names} for {graph} in the checkpoint, but it is not there; get its whole folder again.':
    'Der Tensor {names} für {graph} fehlt im Checkpoint; den ganzen Ordner erneut laden.',
  'type {dataType}': 'Typ {dataType}',
  'Expected the tensor {name} for {graph} to be {word}, {dims}, but received {dtype}, {shape}; this checkpoint is of another network.':
    'Der Tensor {name} für {graph} muss {word}, {dims} sein, ist aber {dtype}, {shape}; dieser Checkpoint gehört zu einem anderen Netz.',
  'Expected {path} in {expected}, but received {received}, in which Depthroom has no graph of this network; get the checkpoint in {expected2}.':
    '{path} wird in {expected} gebraucht, ist aber in {received}; darin hat Depthroom keinen Graphen dieses Netzes; den Checkpoint in {expected2} laden.',
  'Expected weights in {precision}, but {path} is all that this checkpoint has, in {precision2}; take them as they are.':
    'Gewichte in {precision} sind gewünscht, dieser Checkpoint hat aber nur {path} in {precision2}; so nehmen, wie sie sind.',
  'Expected {name} of {file} to be a tensor of {location}, but that has none at {offset} of {length} bytes; get the checkpoint again.':
    '{name} von {file} muss ein Tensor von {location} sein, dort gibt es bei {offset} aber keinen mit {length}\u00a0Byte; den Checkpoint erneut laden.',
  'Expected {what} ({path}) in {name}, but it is not there; get the whole folder in the layout of the Hugging Face hub.':
    '{what} ({path}) fehlt in {name}; den ganzen Ordner im Aufbau des Hugging Face Hub laden.',
  'Expected a JSON object in {path} of {name}, but {why}; get it again.':
    '{path} von {name} ist kein JSON-Objekt: {why}; erneut laden.',
  'it has {bytes} bytes': 'Die Datei hat {bytes}\u00a0Byte',
  'it cannot be parsed': 'Nicht lesbar',
  'it holds another value': 'Enthält einen anderen Wert',
  'a configuration': 'eine Konfiguration',
  'Expected weights in float32 or float16 (F32, F16), but {path} holds {value}; take another precision of this checkpoint.':
    'Gewichte müssen float32 oder float16 (F32, F16) sein, {path} enthält aber {value}; eine andere Genauigkeit dieses Checkpoints nehmen.',
  'Expected weights in float32 or float16 (F32, F16), but {path} holds nothing; take another precision of this checkpoint.':
    'Gewichte müssen float32 oder float16 (F32, F16) sein, {path} enthält aber nichts; eine andere Genauigkeit dieses Checkpoints nehmen.',
  'the index of its shards': 'der Index seiner Teile',
  'Expected {path} to name shards (.safetensors) that lie beside it, but received {shards}.':
    '{path} muss Teile (.safetensors) nennen, die daneben liegen, nennt aber {shards}.',
  'Expected {path} to name shards (.safetensors) that lie beside it, but received none.':
    '{path} muss Teile (.safetensors) nennen, die daneben liegen, nennt aber keine.',
  'Expected the weights {path} in {name}, as its index says, but they are not there; get the whole folder.':
    'Die Gewichte {path} fehlen in {name}, obwohl der Index sie nennt; den ganzen Ordner laden.',
  'Expected weights as .safetensors in {where}, but received {pickle}, a pickle, which could run anything when it is read and is therefore never opened; get the .safetensors of this checkpoint.':
    'In {where} sind Gewichte als .safetensors nötig, da ist aber {pickle}, ein Pickle, das beim Lesen alles ausführen könnte und deshalb nie geöffnet wird; die .safetensors dieses Checkpoints laden.',
  'Expected weights (.safetensors) in {where}, but there are none; get the whole folder of the checkpoint.':
    'In {where} gibt es keine Gewichte (.safetensors); den ganzen Ordner des Checkpoints laden.',
  'read the folder {folder}': 'Lesen des Ordners {folder}',
  'Expected ensure_multiple_of in preprocessor_config.json to be a multiple of 32, but received {multipleOf}.':
    'ensure_multiple_of in preprocessor_config.json muss ein Vielfaches von 32 sein, ist aber {multipleOf}.',
  'Expected a square size and a multiple of {patch} pixels in preprocessor_config.json, but received {width} x {height} and {multiple}.':
    'preprocessor_config.json braucht eine quadratische Größe und ein Vielfaches von {patch} Pixeln, enthält aber {width} × {height} und {multiple}.',
  'Expected a text embedding of 2 x 1024 (Stable Diffusion 2), but the text encoder gave {rows} x {columns}.':
    'Eine Texteinbettung von 2 × 1024 wird erwartet (Stable Diffusion 2), der Textencoder gab aber {rows} × {columns}.',
  'Expected {what} as it comes with Depthroom, but it is damaged; install Depthroom again.':
    'Beschädigt: {what}, wie es mit Depthroom kommt; Depthroom neu installieren.',
  'Expected {path} to be of {known}, but received {name}; a checkpoint of another kind can be converted with models/<system>/export.py.':
    '{path} muss von {known} sein, ist aber {name}; ein Checkpoint anderer Art lässt sich mit models/<system>/export.py umwandeln.',
  'Expected {path} to be of {known}, but received no class; a checkpoint of another kind can be converted with models/<system>/export.py.':
    '{path} muss von {known} sein, nennt aber keine Klasse; ein Checkpoint anderer Art lässt sich mit models/<system>/export.py umwandeln.',
  'Expected {path} to be of a network that Depthroom has a graph for, but received {name}; a checkpoint of another kind can be converted with models/<system>/export.py.':
    '{path} muss von einem Netz sein, für das Depthroom einen Graphen hat, ist aber {name}; ein Checkpoint anderer Art lässt sich mit models/<system>/export.py umwandeln.',
  'Expected {path} to be of a network that Depthroom has a graph for, but received no class; a checkpoint of another kind can be converted with models/<system>/export.py.':
    '{path} muss von einem Netz sein, für das Depthroom einen Graphen hat, nennt aber keine Klasse; ein Checkpoint anderer Art lässt sich mit models/<system>/export.py umwandeln.',
  'Expected {field} in {path} to be {options}, but received {json}; a checkpoint of this architecture can be converted with models/<system>/export.py.':
    '{field} in {path} muss {options} sein, ist aber {json}; ein Checkpoint dieser Architektur lässt sich mit models/<system>/export.py umwandeln.',
  'Expected {field} in {path} to be {options}, but received nothing; a checkpoint of this architecture can be converted with models/<system>/export.py.':
    '{field} in {path} muss {options} sein, fehlt aber; ein Checkpoint dieser Architektur lässt sich mit models/<system>/export.py umwandeln.',
  'Expected {name} to be an ONNX graph, but it cannot be parsed.': '{name} ist kein lesbarer ONNX-Graph.',
  'Expected {name} to be an ONNX graph, but there is none in it.': '{name} enthält keinen ONNX-Graphen.',
  'Expected a checkpoint in the layout of diffusers (model_index.json) or transformers (config.json), but {name} has neither; get its whole folder.':
    'Ein Checkpoint braucht den Aufbau von diffusers (model_index.json) oder transformers (config.json), {name} hat keins davon; den ganzen Ordner laden.',
  'a model of transformers': 'ein Modell von transformers',
  'the index of a diffusers pipeline': 'der Index einer Pipeline von diffusers',
  'the configuration of a network': 'die Konfiguration eines Netzes',
  'Expected an autoencoder without shift_factor, as Stable Diffusion 2 has it, but received one with it.':
    'Erwartet wird ein Autoencoder ohne shift_factor, wie Stable Diffusion 2 ihn hat; dieser hat einen.',
  'Expected a checkpoint for depth, but {name} is one of {pipeline} ({task}).':
    'Ein Checkpoint für Tiefe ist nötig, {name} ist aber einer von {pipeline} ({task}).',
  depth: 'Tiefe',
  'Expected a checkpoint of Marigold, MetricGold or BetterDepth, but nothing in {name} says which it is ({_class_name}); say which it is.':
    'Ein Checkpoint von Marigold, MetricGold oder BetterDepth ist nötig, in {name} sagt aber nichts, welcher es ist ({_class_name}); angeben, welcher es ist.',
  'Expected in_channels of unet/config.json to be {channels} for {system}, but received {channels2} (4 are plain Stable Diffusion, 8 Marigold and MetricGold, 12 BetterDepth).':
    'in_channels von unet/config.json muss bei {system} {channels} sein, ist aber {channels2} (4 ist einfaches Stable Diffusion, 8 Marigold und MetricGold, 12 BetterDepth).',
  'the rules for photos': 'die Regeln für Fotos',
  'Expected {expected} in preprocessor_config.json of {name}, but received {received}; the app cannot prepare photos in that way.':
    'preprocessor_config.json von {name} braucht {expected}, enthält aber {received}; so kann die App Fotos nicht vorbereiten.',
  'Expected {expected} in preprocessor_config.json of {name}, but received nothing; the app cannot prepare photos in that way.':
    'preprocessor_config.json von {name} braucht {expected}, enthält dazu aber nichts; so kann die App Fotos nicht vorbereiten.',
  'photos to be resized {resample}': 'Fotos mit der Größenänderung {resample}',
  'a height and a width as size': 'Höhe und Breite als Größe',
  '{step} to be on': '{step} eingeschaltet',
  'a rescale_factor of 1/255': 'einen rescale_factor von 1/255',
  'a whole ensure_multiple_of': 'ein ganzzahliges ensure_multiple_of',
  'three numbers as {field}': 'drei Zahlen als {field}',
  'Expected {name} to be a safetensors file, but {why}; get it again.':
    '{name} ist keine gültige safetensors-Datei: {why}; erneut laden.',
  'it has {bytes} bytes only': 'Sie hat nur {bytes}\u00a0Byte',
  'its header claims {stated} bytes, more than the {LONGEST_HEADER} MB that it may have':
    'Ihr Kopf behauptet {stated}\u00a0Byte, mehr als die erlaubten {LONGEST_HEADER}\u00a0MB',
  'its header claims {length} bytes where the file has {bytes} in all':
    'Ihr Kopf behauptet {length}\u00a0Byte, die Datei hat insgesamt aber {bytes}',
  'its header is no JSON': 'Ihr Kopf ist kein JSON',
  'its header is no JSON object': 'Ihr Kopf ist kein JSON-Objekt',
  '{tensor} is of the unknown type {dtype}': '{tensor} ist vom unbekannten Typ {dtype}',
  '{tensor} has no shape of whole numbers': '{tensor} hat keine Form aus ganzen Zahlen',
  '{tensor} has no two offsets': '{tensor} hat keine zwei Offsets',
  '{tensor} lies at {begin} to {end} of {bytes} bytes of values':
    '{tensor} liegt bei {begin} bis {end} von {bytes}\u00a0Byte an Werten',
  '{tensor} ({dtype}, {shape}) needs {needed} bytes and has {end}':
    '{tensor} ({dtype}, {shape}) braucht {needed}\u00a0Byte und hat {end}',
  'a single value': 'ein einzelner Wert',
  'the header': 'der Kopf',
  '{tensor} overlaps {before}': '{tensor} überlappt mit: {before}',
  'nothing is said of the {offset} bytes before {tensor}':
    'Über die {offset}\u00a0Byte vor {tensor} ist nichts gesagt',
  'its values end at {reached} and the file at {bytes} bytes':
    'Ihre Werte enden bei {reached} und die Datei bei {bytes}\u00a0Byte',
  'Expected weights at {only}, but there are none.': 'Bei {only} gibt es keine Gewichte.',
  'Expected weights of a network that Depthroom knows by its tensors, but those of {only} fit none of {rows}; add the whole folder of the checkpoint, with its config.json.':
    'Gewichte eines Netzes sind nötig, das Depthroom an seinen Tensoren erkennt, die von {only} passen aber zu keinem von {rows}; den ganzen Ordner des Checkpoints mit seiner config.json hinzufügen.',
  'the noise schedule': 'der Rauschplan',
  'Expected a DDIMScheduler or an LCMScheduler in {name}, but received {name2}; the app has no other sampler.':
    'In {name} wird ein DDIMScheduler oder ein LCMScheduler erwartet, da ist aber {name2}; die App hat keinen anderen Sampler.',
  'Expected a DDIMScheduler or an LCMScheduler in {name}, but received none; the app has no other sampler.':
    'In {name} wird ein DDIMScheduler oder ein LCMScheduler erwartet, da ist aber keiner; die App hat keinen anderen Sampler.',
  "Expected {field} of the scheduler to be {expected}, but received {config}; the app's samplers do not have that.":
    '{field} des Schedulers muss {expected} sein, ist aber {config}; das haben die Sampler der App nicht.',
  'Expected depthroom.json of {name} to say a system and its depth, but {path}: {message}.':
    'depthroom.json von {name} muss ein System und seine Tiefe nennen, aber {path}: {message}.',
  'Expected depthroom.json of {name} to say a system and its depth, but it: {message}.':
    'depthroom.json von {name} muss ein System und seine Tiefe nennen: {message}.',
  'The pack "{id}" was made, but a first estimate with it failed: {message}':
    'Das Paket „{id}“ wurde gemacht, ein erster Lauf damit ist aber fehlgeschlagen: {message}',
  'Expected the configurations of {title} to make a pack, but {path}: {message}.':
    'Aus den Konfigurationen von {title} lässt sich kein Paket machen, {path}: {message}.',
  '{title} asks for something first: {conditions} Accept it, or take other weights.':
    '{title} verlangt zuerst etwas: {conditions} Annehmen oder andere Gewichte nehmen.',
  'Expected HF_ENDPOINT to be the address of a hub (https://...), but it is "{endpoint}".':
    'HF_ENDPOINT muss die Adresse eines Hubs sein (https://...), ist aber „{endpoint}“.',
  'Expected the hub to state the sha256 of {path} in {name}, but it does not; take another address of the hub.':
    'Der Hub muss die sha256 von {path} in {name} nennen, tut es aber nicht; eine andere Adresse des Hubs nehmen.',
  'its licence is {licence}. {sentence}': 'Die Lizenz ist {licence}. {sentence}',
  'its licence is "{licence}"; read what it asks for at https://huggingface.co/{id}.':
    'Die Lizenz ist „{licence}“; was sie verlangt, steht auf https://huggingface.co/{id}.',
  'Could not read {id} from the hub: {message}; try again later.':
    '{id} ließ sich nicht vom Hub lesen: {message}; später erneut versuchen.',
  'Expected at most {most} bytes from {origin}{pathname}, but received more.':
    'Höchstens {most}\u00a0Byte von {origin}{pathname} werden erwartet, es kam mehr.',
  '{title} cannot be downloaded: {why}': '{title} lässt sich nicht laden: {why}',
  'Expected a name of the catalogue, or owner/name of the hub, but received "{given}".':
    'Ein Name des Katalogs oder owner/name des Hubs ist nötig, angegeben wurde „{given}“.',
  'Expected {path} in {id}.': '{path} fehlt in {id}.',
  'Expected {path} of {id} as the hub lists it, but received other bytes; try again, or take another address of the hub.':
    '{path} von {id} kam anders, als der Hub es aufführt; erneut versuchen oder eine andere Adresse des Hubs nehmen.',
  'Expected the listing of {id} from {endpoint}, but received something else; check the address of the hub.':
    'Die Liste von {id} von {endpoint} ist nicht lesbar; die Adresse des Hubs prüfen.',
  'Expected the whole listing of {id} from {endpoint}, but it has more than {MOST_PAGES} pages or goes on elsewhere; take another address of the hub.':
    'Die Liste von {id} von {endpoint} kommt nicht ganz: sie hat mehr als {MOST_PAGES} Seiten oder geht anderswo weiter; eine andere Adresse des Hubs nehmen.',
  '{shownAs} holds pickles (.pt, .ckpt, .bin), which could run anything when they are read and are never opened; get the whole folder of the checkpoint with its .safetensors.':
    '{shownAs} enthält Pickles (.pt, .ckpt, .bin), die beim Lesen alles ausführen könnten und nie geöffnet werden; den ganzen Ordner des Checkpoints mit seinen .safetensors laden.',
  '{shownAs} holds weights of which nothing says what they are of; get the whole folder of the checkpoint, with its config.json, or name the one file that is meant.':
    '{shownAs} enthält Gewichte, von denen nichts sagt, wozu sie gehören; den ganzen Ordner des Checkpoints mit seiner config.json laden oder die eine gemeinte Datei nennen.',
  'ONNX graphs without one': 'ONNX-Graphen ohne pack.json',
  'other files': 'andere Dateien',
  'Expected a model pack (a folder with a pack.json) or a checkpoint at {shownAs}, but received {found}; models/README.md says what a pack is made of.':
    'Bei {shownAs} ist ein Modellpaket (ein Ordner mit einer pack.json) oder ein Checkpoint nötig, da ist aber: {found}; woraus ein Paket besteht, steht in models/README.md.',
};
