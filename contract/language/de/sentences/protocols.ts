/** Metrics, protocols of comparisons and benchmarks, conventions of ground truth. */
export const protocols: Readonly<Record<string, string>> = {
  'NYUv2 as in Marigold': 'NYUv2 wie in Marigold',
  "Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/nyu_dataset.py): PNG / 1000, Eigen's crop, 0.001 to 10 m, least squares over all valid pixels.":
    'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/nyu_dataset.py): PNG / 1000, Eigens Ausschnitt, 0,001 bis 10\u00a0m, kleinste Quadrate über alle gültigen Pixel.',
  'KITTI as in Marigold': 'KITTI wie in Marigold',
  "Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/kitti_dataset.py): PNG / 256, benchmark crop of 1216 x 352, Eigen's mask, 0.00001 to 80 m, least squares.":
    'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/kitti_dataset.py): PNG / 256, Benchmark-Ausschnitt von 1216 × 352, Eigens Maske, 0,00001 bis 80\u00a0m, kleinste Quadrate.',
  'ETH3D as in Marigold': 'ETH3D wie in Marigold',
  "Ke et al., Marigold, CVPR 2024 (script/depth/eval.py with --alignment_max_res 1024, src/dataset/eth3d_dataset.py): raw float32 of 6048 x 4032, infinite where unknown, from 0.00001 m; the line is fitted to 1024 columns of every row, which is what the script's one-dimensional nearest sampling keeps.":
    'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py mit --alignment_max_res 1024, src/dataset/eth3d_dataset.py): rohe float32 mit 6048 × 4032, unendlich wo unbekannt, ab 0,00001\u00a0m; die Gerade wird an 1024 Spalten jeder Zeile angepasst, so viele bleiben bei der eindimensionalen Nächster-Nachbar-Abtastung des Skripts übrig.',
  'ScanNet as in Marigold': 'ScanNet wie in Marigold',
  'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/scannet_dataset.py): PNG / 1000, 0.001 to 10 m, least squares.':
    'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/scannet_dataset.py): PNG / 1000, 0,001 bis 10\u00a0m, kleinste Quadrate.',
  'DIODE as in Marigold': 'DIODE wie in Marigold',
  'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/diode_dataset.py): NPY in metres, its own mask alone says what counts, predictions held to 0.6 to 350 m.':
    'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py, src/dataset/diode_dataset.py): NPY in Metern, allein die eigene Maske sagt, was zählt, Vorhersagen auf 0,6 bis 350\u00a0m begrenzt.',
  'NYUv2 in metres, as in ZoeDepth': 'NYUv2 in Metern, wie in ZoeDepth',
  "Bhat et al., ZoeDepth, arXiv 2302.12288 (evaluate.py, as BTS): PNG / 1000, Eigen's crop, 0.001 to 10 m, nothing fitted.":
    'Bhat et al., ZoeDepth, arXiv 2302.12288 (evaluate.py, wie BTS): PNG / 1000, Eigens Ausschnitt, 0,001 bis 10\u00a0m, nichts angepasst.',
  'KITTI in metres, as in ZoeDepth': 'KITTI in Metern, wie in ZoeDepth',
  "Bhat et al., ZoeDepth, arXiv 2302.12288 (evaluate.py, as BTS): PNG / 256, benchmark crop of 1216 x 352, Garg's mask, 0.001 to 80 m, nothing fitted.":
    'Bhat et al., ZoeDepth, arXiv 2302.12288 (evaluate.py, wie BTS): PNG / 256, Benchmark-Ausschnitt von 1216 × 352, Gargs Maske, 0,001 bis 80\u00a0m, nichts angepasst.',
  'NYUv2 as in MiDaS': 'NYUv2 wie in MiDaS',
  'Ranftl et al., MiDaS, TPAMI 2022, section 5: least squares of scale and shift in disparity over all valid pixels, depths held to 10 m.':
    'Ranftl et al., MiDaS, TPAMI 2022, Abschnitt 5: kleinste Quadrate für Skala und Versatz in Disparität über alle gültigen Pixel, Tiefen auf 10\u00a0m begrenzt.',
  'KITTI as in MiDaS': 'KITTI wie in MiDaS',
  'Ranftl et al., MiDaS, TPAMI 2022, section 5: least squares of scale and shift in disparity over all valid pixels, depths held to 80 m.':
    'Ranftl et al., MiDaS, TPAMI 2022, Abschnitt 5: kleinste Quadrate für Skala und Versatz in Disparität über alle gültigen Pixel, Tiefen auf 80\u00a0m begrenzt.',
  'TUM RGB-D as in MiDaS': 'TUM RGB-D wie in MiDaS',
  'Ranftl et al., MiDaS, TPAMI 2022, section 5: PNG / 5000, least squares of scale and shift in disparity, depths held to 10 m.':
    'Ranftl et al., MiDaS, TPAMI 2022, Abschnitt 5: PNG / 5000, kleinste Quadrate für Skala und Versatz in Disparität, Tiefen auf 10\u00a0m begrenzt.',
  'As it is': 'Unverändert',
  'Own rule: every file is read as it is recognised, every pixel above 0.001 m counts, and the line is fitted where scale and shift of each map live.':
    'Eigene Regel: Jede Datei wird so gelesen, wie sie erkannt wird, jedes Pixel über 0,001\u00a0m zählt, und die Gerade wird dort angepasst, wo Skala und Versatz jeder Karte gelten.',
  '{samples} ({failed} failed)': '{samples} ({failed} fehlgeschlagen)',
  'Alignment of each sample: {word}.': 'Angleichung jedes Beispiels: {word}.',
  'scale and shift by least squares over all valid pixels, in disparity for maps relative in disparity, else in depth':
    'Skala und Versatz mit kleinsten Quadraten über alle gültigen Pixel, in Disparität bei in Disparität relativen Karten, sonst in der Tiefe',
  'scale and shift by least squares over all valid pixels, in disparity':
    'Skala und Versatz mit kleinsten Quadraten über alle gültigen Pixel, in Disparität',
  'one factor, the median of the truth over the median of the map':
    'ein Faktor, der Median der Ground Truth geteilt durch den Median der Karte',
  none: 'keine',
  'Truth counts wherever there is a depth and its mask lets it.':
    'Ground Truth zählt überall, wo es eine Tiefe gibt und ihre Maske es zulässt.',
  'Truth counts where {minimum} < depth < {maximum}.':
    'Ground Truth zählt, wo {minimum} < Tiefe < {maximum}.',
  infinity: 'unendlich',
  'Aligned maps are held to {minimum} to {maximum} before the numbers are taken.':
    'Angeglichene Karten werden vor dem Messen auf {minimum} bis {maximum} begrenzt.',
  'Region: {word}, after photo and truth were cut to {width} x {height} pixels at the bottom, in the middle.':
    'Region: {word}, nachdem Foto und Ground Truth unten in der Mitte auf {width} × {height} Pixel beschnitten wurden.',
  'Region: {word}.': 'Region: {word}.',
  'the whole picture': 'das ganze Bild',
  "Eigen's crop of NYUv2 (rows 45 to 470, columns 41 to 600)":
    'Eigens Ausschnitt von NYUv2 (Zeilen 45 bis 470, Spalten 41 bis 600)',
  "Eigen's crop": 'Eigens Ausschnitt',
  "Garg's crop": 'Gargs Ausschnitt',
  'The line is fitted to at most {fitColumns} columns of every row.':
    'Die Gerade wird an höchstens {fitColumns} Spalten jeder Zeile angepasst.',
  'Maps are measured at the size of the truth, placed on the photo as each run says.':
    'Karten werden in der Größe der Ground Truth gemessen und so auf dem Foto platziert, wie jeder Lauf es sagt.',
  'Means are per sample (each photo counts alike), with the interval of 95 % of 2,000 resampled datasets; "per pixel" pools the pixels of all samples.':
    'Mittelwerte gelten je Beispiel (jedes Foto zählt gleich), mit dem Intervall von 95\u00a0% aus 2.000 neu gezogenen Datensätzen; „je Pixel“ fasst die Pixel aller Beispiele zusammen.',
  'Per pixel:': 'Je Pixel:',
  '{name} low': '{name} unten',
  '{name} high': '{name} oben',
  '{name} per pixel': '{name} je Pixel',
  'Valid pixels': 'Gültige Pixel',
  'Fitted pixels': 'Angepasste Pixel',
  'the reference': 'die Referenz',
  'Rank correlation of every pair:': 'Rangkorrelation aller Paare:',
  'valid pixels': 'gültige Pixel',
  'mean of |p - g| / g, as in the evaluations of Marigold, BTS and ZoeDepth':
    'Mittelwert von |p − g| / g, wie in den Auswertungen von Marigold, BTS und ZoeDepth',
  'mean of (p - g)² / g': 'Mittelwert von (p − g)² / g',
  'root of the mean of (p - g)²': 'Wurzel aus dem Mittelwert von (p − g)²',
  'root of the mean of (ln p - ln g)²': 'Wurzel aus dem Mittelwert von (ln p − ln g)²',
  'mean of |log10 p - log10 g|': 'Mittelwert von |log10 p − log10 g|',
  '100 times the standard deviation of ln p - ln g (Eigen et al. 2014, KITTI)':
    'das 100-Fache der Standardabweichung von ln p − ln g (Eigen et al. 2014, KITTI)',
  'share of pixels with max(p / g, g / p) < 1.25': 'Anteil der Pixel mit max(p / g, g / p) < 1,25',
  'the same with 1.25²': 'dasselbe mit 1,25²',
  'the same with 1.25³': 'dasselbe mit 1,25³',
  'root of the mean of (1 / p - 1 / g)²': 'Wurzel aus dem Mittelwert von (1 / p − 1 / g)²',
  'mean of p - g: above zero is too far': 'Mittelwert von p − g: über null ist zu fern',
  'rank correlation of the distances, ties by their mean rank; no alignment changes it':
    'Rangkorrelation der Abstände, Gleiche mit ihrem mittleren Rang; keine Angleichung ändert sie',
  'Boundary F1': 'F1 der Kanten',
  'as Depth Pro defines it: steps of depth between neighbours by more than t, in four directions, ten t from 1.05 to 1.25, weighted by t':
    'wie Depth Pro es definiert: Tiefensprünge zwischen Nachbarn um mehr als t, in vier Richtungen, zehn t von 1,05 bis 1,25, mit t gewichtet',
  'Boundary precision': 'Genauigkeit der Kanten',
  "share of the map's steps that the reference has at the same place, with the same weights":
    'Anteil der Sprünge der Karte, die die Referenz an derselben Stelle hat, gleich gewichtet',
  'Boundary recall': 'Trefferquote der Kanten',
  "share of the reference's steps that the map has at the same place, with the same weights":
    'Anteil der Sprünge der Referenz, die die Karte an derselben Stelle hat, gleich gewichtet',
  'Edges on the photo': 'Kanten auf dem Foto',
  'share of the strongest 2 % of depth edges that lie within 2 pixels of the strongest 10 % of edges of the photo; needs no reference':
    'Anteil der stärksten 2\u00a0% der Tiefenkanten, die höchstens 2 Pixel neben den stärksten 10\u00a0% der Kanten des Fotos liegen; braucht keine Referenz',
  '… by chance': '… zufällig',
  'what depth edges strewn at random over the photo would reach':
    'was zufällig über das Foto gestreute Tiefenkanten erreichen würden',
  'one scale is fitted to each map by least squares over all valid pixels':
    'an jede Karte wird eine Skala mit kleinsten Quadraten über alle gültigen Pixel angepasst',
  'one scale is fitted to each map by the smallest sum of absolute differences (exact weighted L1, weights 1 / reference in depth as in MoGe, 1 in disparity; on an even sample where there are more than 262144 valid pixels)':
    'an jede Karte wird eine Skala mit der kleinsten Summe absoluter Differenzen angepasst (exakte gewichtete L1, in der Tiefe mit 1 / Referenz gewichtet wie in MoGe, in der Disparität mit 1; bei mehr als 262144 gültigen Pixeln an einer gleichmäßigen Stichprobe)',
  'a scale and a shift are fitted to each map by least squares over all valid pixels':
    'an jede Karte werden Skala und Versatz mit kleinsten Quadraten über alle gültigen Pixel angepasst',
  'a scale and a shift are fitted to each map by the smallest sum of absolute differences (exact weighted L1, weights 1 / reference in depth as in MoGe, 1 in disparity; on an even sample where there are more than 262144 valid pixels)':
    'an jede Karte werden Skala und Versatz mit der kleinsten Summe absoluter Differenzen angepasst (exakte gewichtete L1, in der Tiefe mit 1 / Referenz gewichtet wie in MoGe, in der Disparität mit 1; bei mehr als 262144 gültigen Pixeln an einer gleichmäßigen Stichprobe)',
  'Alignment: none.': 'Angleichung: keine.',
  'Alignment: {how}, in depth.': 'Angleichung: {how}, in der Tiefe.',
  'Alignment: {how}, in disparity.': 'Angleichung: {how}, in Disparität.',
  'Alignment: {how}, where its own scale and shift live: in disparity (1 / depth) for maps relative in disparity, else in depth.':
    'Angleichung: {how}, wo ihre Skala und ihr Versatz gelten: in Disparität (1 / Tiefe) bei in Disparität relativen Karten, sonst in der Tiefe.',
  'Reference: {referenceTitle} (ground truth), in metres.':
    'Referenz: {referenceTitle} (Ground Truth), in Metern.',
  'Reference: {referenceTitle} (ground truth), relative: only numbers that need no true zero are given.':
    'Referenz: {referenceTitle} (Ground Truth), relativ: nur Zahlen, die keine echte Null brauchen.',
  'Reference: {referenceTitle} (a model, not the truth: the numbers say how much models agree), in metres.':
    'Referenz: {referenceTitle} (ein Modell, nicht die Wahrheit: Die Zahlen sagen, wie sehr Modelle übereinstimmen), in Metern.',
  'Reference: {referenceTitle} (a model, not the truth: the numbers say how much models agree), relative: only numbers that need no true zero are given.':
    'Referenz: {referenceTitle} (ein Modell, nicht die Wahrheit: Die Zahlen sagen, wie sehr Modelle übereinstimmen), relativ: nur Zahlen, die keine echte Null brauchen.',
  'Maps in metres are compared as they are: nothing is fitted to them.':
    'Karten in Metern werden unverändert verglichen: An sie wird nichts angepasst.',
  'Fits in disparity go to 1 / reference, are held to at least {DISPARITY_FLOOR} 1/m and turned back into metres.':
    'Angleichungen in Disparität zielen auf 1 / Referenz, werden auf mindestens {DISPARITY_FLOOR} 1/m begrenzt und in Meter zurückgerechnet.',
  'Pixels count where {minimum} m < reference < infinity and both maps are valid; aligned values are held to that range before the numbers are taken, not in the difference picture.':
    'Pixel zählen, wo {minimum}\u00a0m < Referenz < unendlich und beide Karten gültig sind; angeglichene Werte werden vor dem Messen auf diesen Bereich begrenzt, nicht im Differenzbild.',
  'Pixels count where {minimum} m < reference < {maximum} m and both maps are valid; aligned values are held to that range before the numbers are taken, not in the difference picture.':
    'Pixel zählen, wo {minimum}\u00a0m < Referenz < {maximum}\u00a0m und beide Karten gültig sind; angeglichene Werte werden vor dem Messen auf diesen Bereich begrenzt, nicht im Differenzbild.',
  'Pixels count where both maps are valid.': 'Pixel zählen, wo beide Karten gültig sind.',
  'Compared at {width} x {height} pixels; ground truth is sampled by nearest neighbour, maps as each run places itself on its photo.':
    'Verglichen mit {width} × {height} Pixeln; Ground Truth wird nach dem nächsten Nachbarn abgetastet, Karten so, wie jeder Lauf sie auf dem Foto platziert.',
  'The difference picture is aligned minus reference in metres.':
    'Das Differenzbild zeigt angeglichen minus Referenz in Metern.',
  "The difference picture is aligned minus reference in the reference's own units.":
    'Das Differenzbild zeigt angeglichen minus Referenz in den Einheiten der Referenz.',
  '{titles} are one network under {group} names: how well they agree says nothing about whether they are right.':
    '{titles} sind ein Netz unter {group} Namen: Ihre Übereinstimmung sagt nicht, ob sie richtig liegen.',
  '{packTitle} refined the map of {title}: how well they agree says nothing about whether they are right.':
    '{packTitle} hat die Karte von {title} verfeinert: Ihre Übereinstimmung sagt nicht, ob sie richtig liegen.',
  'Distance, disparity in pixels of a stereo pair, or 1 / distance.':
    'Abstand, Disparität in Pixeln eines Stereopaars oder 1 / Abstand.',
  'What a stored number is multiplied by to be in metres (pixels, 1 / metres).':
    'Womit eine gespeicherte Zahl multipliziert wird, um Meter zu ergeben (Pixel, 1 / Meter).',
  'Whether the scale is known; where it is not, the map counts as relative.':
    'Ob die Skala bekannt ist; wenn nicht, gilt die Karte als relativ.',
  'The stored number of pixels where nothing is known.':
    'Die gespeicherte Zahl der Pixel, an denen nichts bekannt ist.',
  'Depth along the view (planar Z), or distance along the ray from the camera.':
    'Tiefe entlang der Blickrichtung (planares Z) oder Abstand von der Kamera entlang des Strahls.',
  'Depths in metres up to this do not count.': 'Tiefen in Metern bis hierher zählen nicht.',
  'Depths in metres from this on do not count.': 'Tiefen in Metern ab hier zählen nicht.',
  'Only this rectangle counts, in pixels of the file.': 'Nur dieses Rechteck zählt, in Pixeln der Datei.',
};
