/** Files that are written. */
export const exports: Readonly<Record<string, string>> = {
  'None of these exports is there any more: export them once more.':
    'Von diesen Exporten ist keiner mehr da: noch einmal exportieren.',
  'Filling continues what lies behind cuts, but nothing is to be cut: ask for an edge cut, or leave the filling out.':
    'Füllen setzt fort, was hinter Schnitten liegt, es wird aber nichts geschnitten: einen Kantenschnitt verlangen oder das Füllen weglassen.',
  'Only a finished run can be exported, but this one is {state}.':
    'Nur ein fertiger Lauf lässt sich exportieren, dieser ist {state}.',
  'Normals and positions need depth in metres, but this map is relative: state near and far, or leave them out.':
    'Normalen und Positionen brauchen Tiefe in Metern, diese Karte ist relativ: Nah und Fern angeben oder beides weglassen.',
  'The depth cannot be the channel {channel} of a file that holds the photo as R, G and B: leave the colour out, or call the depth Z.':
    'Die Tiefe kann nicht der Kanal {channel} einer Datei sein, die das Foto als R, G und B enthält: die Farbe weglassen oder die Tiefe Z nennen.',
  'The custom size needs a long edge in pixels, but none was given.':
    'Die eigene Größe braucht eine lange Kante in Pixeln, angegeben ist keine.',
  'A displacement is in metres, but this map is relative: state near and far.':
    'Ein Displacement ist in Metern, diese Karte ist relativ: Nah und Fern angeben.',
  'The inverse of a relative map is no inverse depth: state near and far in metres, or write the raw values.':
    'Das Inverse einer relativen Karte ist keine inverse Tiefe: Nah und Fern in Metern angeben oder die rohen Werte schreiben.',
  'Normals need depth in metres, but this map is relative: state near and far.':
    'Normalen brauchen Tiefe in Metern, diese Karte ist relativ: Nah und Fern angeben.',
  'Expected {width} x {height} pixels of three samples, but the photo gave {width2} x {height2} of {channels}.':
    'Erwartet: {width} × {height} Pixel mit drei Werten, das Foto gab {width2} × {height2} mit {channels}.',
  'make a folder for the export': 'Anlegen eines Ordners für den Export',
  'The export was removed before it was finished; nothing was kept.':
    'Der Export wurde vor dem Ende entfernt; nichts wurde behalten.',
  'Expected the export to have the name of a file, but its photo or model pack has one that leads elsewhere; rename the photo.':
    'Der Export braucht den Namen einer Datei, der Name von Foto oder Modellpaket führt aber anderswohin; das Foto umbenennen.',
  'A GLB can hold 4.29 GB, but this one would take {bytes} GB: give it a budget of triangles, quantize it, choose the grid of the model, or write PLY.':
    'Ein GLB fasst 4,29\u00a0GB, dieses bräuchte {bytes}\u00a0GB: ein Budget an Dreiecken geben, quantisieren, das Raster des Modells wählen oder PLY schreiben.',
  'An {format} in an archive can have {MOST_ARCHIVED_TRIANGLES} triangles, but this one has {triangles}: give it a budget of triangles, or choose GLB or PLY.':
    'Ein {format} in einem Archiv kann {MOST_ARCHIVED_TRIANGLES} Dreiecke haben, dieses hat {triangles}: ein Budget an Dreiecken geben oder GLB oder PLY wählen.',
  'With {budget} triangles the texture lies up to {slide} pixels of the photo beside its place, {most} were asked for: give it more triangles, or allow more with --texture-slide.':
    'Mit {budget} Dreiecken liegt die Textur bis zu {slide} Pixel des Fotos neben ihrem Platz, verlangt waren {most}: mehr Dreiecke geben oder einen größeren Texturversatz erlauben.',
  'Cuts and loose pieces left {triangles} triangles, {budget} were asked for: raise the edge cut or the smallest piece.':
    'Schnitte und lose Stücke ließen {triangles} Dreiecke übrig, verlangt waren {budget}: den Kantenschnitt oder das kleinste Stück vergrößern.',
  'A second layer goes with one level of detail and without meshopt: leave these out, or the filling.':
    'Eine zweite Ebene geht nur mit einer Detailstufe und ohne meshopt: diese weglassen oder das Füllen.',
  '{format} has y up here as in its standard, but {axes} was asked for: leave the axes out, or choose PLY or OBJ.':
    '{format} hat hier y oben wie in seinem Standard, verlangt war {axes}: die Achsen weglassen oder PLY oder OBJ wählen.',
  '{format} is written in metres, but {unit} was asked for: leave the unit out, or choose PLY or OBJ.':
    '{format} wird in Metern geschrieben, verlangt war {unit}: die Einheit weglassen oder PLY oder OBJ wählen.',
  'A back plane shows the photo as a texture, but no texture was asked for: choose GLB or OBJ with a texture, or leave the plane out.':
    'Eine Rückebene zeigt das Foto als Textur, verlangt war keine: GLB oder OBJ mit Textur wählen oder die Ebene weglassen.',
  'Expected a surface, but of {width} pixels {invalid} have no positive depth and {islandPixels} belong to pieces that are too small, and {cut} sides between pixels are cut as depth steps: raise the edge cut, lower the smallest piece, or choose another run.':
    'Es gibt keine Oberfläche: Von {width} Pixeln haben {invalid} keine positive Tiefe und {islandPixels} gehören zu zu kleinen Stücken, und {cut} Seiten zwischen Pixeln sind als Tiefensprünge geschnitten: den Kantenschnitt vergrößern, das kleinste Stück verkleinern oder einen anderen Lauf wählen.',
  'A surface needs at least 2 x 2 pixels, but the map has {width} x {height}.':
    'Eine Oberfläche braucht mindestens 2 × 2 Pixel, die Karte hat {width} × {height}.',
  'The mesh would have points at no finite place: state near and far that a file of floats can hold, or choose metres.':
    'Das Netz hätte Punkte an keinem endlichen Ort: Nah und Fern angeben, die eine Datei aus Gleitkommazahlen fasst, oder Meter wählen.',
  'A relief needs at least 2 x 2 pixels, but the map has {width} x {height}.':
    'Ein Relief braucht mindestens 2 × 2 Pixel, die Karte hat {width} × {height}.',
  'Expected a closed solid, but it has {openEdges} open and {crowdedEdges} crowded edges: choose another number of triangles.':
    'Nötig ist ein geschlossener Körper, er hat aber {openEdges} offene und {crowdedEdges} mehrfache Kanten: eine andere Zahl von Dreiecken wählen.',
  'USD shows the photo as a texture, but none was asked for: choose jpeg or png, or write GLB.':
    'USD zeigt das Foto als Textur, verlangt war keine: jpeg oder png wählen oder GLB schreiben.',
  'USDZ shows the photo as a texture, but none was asked for: choose jpeg or png, or write GLB.':
    'USDZ zeigt das Foto als Textur, verlangt war keine: jpeg oder png wählen oder GLB schreiben.',
  'A USDZ can have {MOST_USDZ_TRIANGLES} triangles here, but this one has {triangles}: give it a budget of triangles, or choose GLB.':
    'Ein USDZ kann hier {MOST_USDZ_TRIANGLES} Dreiecke haben, dieses hat {triangles}: ein Budget an Dreiecken geben oder GLB wählen.',
  '{format} holds one level of detail here, but {levels} were asked for: choose GLB, or leave the levels out and write one file for each number of triangles.':
    '{format} hat hier nur eine Detailstufe, verlangt waren {levels}: GLB wählen oder die Stufen weglassen und für jede Zahl von Dreiecken eine Datei schreiben.',
  "Expected at least one point, but of {pixels} pixels {invalid} have no positive depth and {besideEdges} lie on depth steps: raise the edge cut's threshold, or choose another run.":
    'Es gibt keinen Punkt: Von {pixels} Pixeln haben {invalid} keine positive Tiefe und {besideEdges} liegen auf Tiefensprüngen: die Schwelle des Kantenschnitts erhöhen oder einen anderen Lauf wählen.',
};
