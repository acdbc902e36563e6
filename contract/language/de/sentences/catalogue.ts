/** The catalogue of weights and the packs that come along. */
export const catalogue: Readonly<Record<string, string>> = {
  "The authors' current depth model: relative depth in 4 trailing steps from a schedule with zero terminal signal-to-noise ratio.":
    'Das aktuelle Tiefenmodell der Autoren: relative Tiefe in 4 Schritten („nachlaufend“) nach einem Rauschplan, der bei reinem Rauschen beginnt.',
  "Commercial use is allowed; the licence's use restrictions must be passed on with the weights.":
    'Erlaubt, die Nutzungsbeschränkungen der Lizenz müssen aber mit den Gewichten weitergegeben werden.',
  'UNet and VAE in float32; about half in float16': 'UNet und VAE in float32; in float16 etwa die Hälfte',
  'The model of the CVPR 2024 paper, 10 leading steps by default; its authors recommend v1-1 instead.':
    'Das Modell der CVPR-2024-Veröffentlichung, standardmäßig 10 Schritte („führend“); die Autoren empfehlen stattdessen v1-1.',
  'Commercial use is allowed, as its model card states Apache-2.0.':
    'Erlaubt, die Model Card nennt Apache-2.0.',
  'Distilled to 1 to 4 steps as a latent consistency model; its authors recommend v1-1 instead.':
    'Als Latent Consistency Model auf 1 bis 4 Schritte destilliert; die Autoren empfehlen stattdessen v1-1.',
  'Marigold fine-tuned end to end': 'Marigold, durchgehend feinabgestimmt',
  'Marigold fine-tuned for one step without noise: the same photo always gives the same map, and an ensemble brings nothing.':
    'Marigold, für einen Schritt ohne Rauschen feinabgestimmt: Dasselbe Foto gibt immer dieselbe Karte, ein Ensemble bringt nichts.',
  'Apache-2.0 (code); weights as its model card says': 'Apache-2.0 (Code); Gewichte laut Model Card',
  'The code is Apache-2.0; read the model card for what the weights allow.':
    'Der Code ist Apache-2.0; was für die Gewichte gilt, steht in der Model Card.',
  'The nearest public relative of BetterDepth: a second UNet refines overlapping tiles of a photo under a coarse depth map.':
    'Der nächste öffentliche Verwandte von BetterDepth: Ein zweites UNet verfeinert überlappende Kacheln eines Fotos unter einer groben Tiefenkarte.',
  'the whole repository in float16, both UNets': 'das ganze Repository in float16, beide UNets',
  'Public weights, but not offered yet: the order in which its second UNet stacks its inputs must first be read in its own pipeline; it refines depth, not disparity.':
    'Öffentliche Gewichte, aber noch nicht angeboten: Zuerst muss aus der eigenen Pipeline hervorgehen, in welcher Reihenfolge das zweite UNet seine Eingänge stapelt; es verfeinert Tiefe, nicht Disparität.',
  "Marigold's architecture with the logarithm of depth as its target, so that it answers in metres.":
    'Der Aufbau von Marigold mit dem Logarithmus der Tiefe als Ziel; die Antwort ist in Metern.',
  'none (no weights released; code MIT and Apache-2.0)':
    'keine (keine Gewichte veröffentlicht; Code MIT und Apache-2.0)',
  'There are no public weights to use.': 'Es gibt keine öffentlichen Gewichte.',
  'Nobody has published weights; a checkpoint that you or others trained with the published recipe is added as it is (depthroom packs add <folder> --system metricgold), and the starter pack shows the way until then.':
    'Niemand hat Gewichte veröffentlicht; ein nach dem veröffentlichten Rezept trainierter Checkpoint wird unverändert hinzugefügt (depthroom packs add <Ordner> --system metricgold), bis dahin zeigt das Startermodell den Weg.',
  'A diffusion refiner that sharpens the coarse depth map of another system and keeps its geometry.':
    'Ein Diffusions-Verfeinerer, der die grobe Tiefenkarte eines anderen Systems schärft und ihre Geometrie behält.',
  'none (neither weights nor code released)': 'keine (weder Gewichte noch Code veröffentlicht)',
  'Nobody has published weights; a checkpoint that you or others trained with the published recipe is added as it is (depthroom packs add <folder> --system betterdepth), and the starter pack shows the way until then.':
    'Niemand hat Gewichte veröffentlicht; ein nach dem veröffentlichten Rezept trainierter Checkpoint wird unverändert hinzugefügt (depthroom packs add <Ordner> --system betterdepth), bis dahin zeigt das Startermodell den Weg.',
  'ZoeDepth N (indoor)': 'ZoeDepth N (innen)',
  'Metres for indoor photos, trained on NYU Depth v2 with a range of 10 m.':
    'Meter für Innenaufnahmen, trainiert auf NYU Depth v2 mit einem Bereich von 10\u00a0m.',
  'Commercial use is allowed: code and weights are MIT.':
    'Erlaubt, Code und Gewichte stehen unter der MIT-Lizenz.',
  'the network in float32': 'das Netz in float32',
  'ZoeDepth K (outdoor)': 'ZoeDepth K (außen)',
  'Metres for street scenes, trained on KITTI; published with a range of 10 m instead of 80 m, which is put right here.':
    'Meter für Straßenszenen, trainiert auf KITTI; veröffentlicht mit einem Bereich von 10\u00a0m statt 80\u00a0m, was hier richtiggestellt ist.',
  'ZoeDepth NK (indoor and outdoor)': 'ZoeDepth NK (innen und außen)',
  'Metres with two heads and a router that chooses indoor or outdoor: the one to take for photos of any kind.':
    'Meter mit zwei Köpfen und einem Router, der innen oder außen wählt: das Richtige für Fotos aller Art.',
  'A small, quick network with relative disparity (24.8 million parameters), the first to get: sharper than the packs that come along, and a good coarse map for BetterDepth.':
    'Ein kleines, schnelles Netz mit relativer Disparität (24,8 Millionen Parameter), am besten zuerst laden: schärfer als die mitgelieferten Pakete und eine gute grobe Karte für BetterDepth.',
  'Commercial use is allowed for Small; Base, Large and Giant are CC-BY-NC-4.0 and not for commercial use.':
    'Für Small erlaubt; Base, Large und Giant stehen unter CC-BY-NC-4.0 und sind davon ausgenommen.',
  'DPT-Large (MiDaS 3.0)': 'DPT-Large (MiDaS 3.0)',
  'A vision transformer with a dense head: one of the disparity networks that BetterDepth was shown to refine without being trained anew; coarser than Depth Anything.':
    'Ein Vision Transformer mit dichtem Kopf: eins der Disparitätsnetze, die BetterDepth nachweislich ohne neues Training verfeinert; gröber als Depth Anything.',
  'DPT-Hybrid (MiDaS 3.0)': 'DPT-Hybrid (MiDaS 3.0)',
  'DPT with convolutions before its transformer: smaller and faster than DPT-Large, and coarser.':
    'DPT mit Faltungen vor dem Transformer: kleiner und schneller als DPT-Large, und gröber.',
  'BetterDepth (starter weights)': 'BetterDepth (Startergewichte)',
  'Marigold (starter weights)': 'Marigold (Startergewichte)',
  'MetricGold (starter weights)': 'MetricGold (Startergewichte)',
  'ZoeDepth (starter weights)': 'ZoeDepth (Startergewichte)',
};
