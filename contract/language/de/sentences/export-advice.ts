/** Presets of exports, what they would become, and what would do nothing. */
export const exportAdvice: Readonly<Record<string, string>> = {
  '{points} points at most': 'höchstens {points} Punkte',
  'about {bytes}': 'etwa {bytes}',
  '{levels} triangles at most': 'höchstens {levels} Dreiecke',
  'about {levels} triangles': 'etwa {levels} Dreiecke',
  '{width} × {height} pixels': '{width} × {height} Pixel',
  'A TIFF holds 4 GiB of samples at most: choose a smaller size, or OpenEXR.':
    'Ein TIFF fasst höchstens 4\u00a0GiB an Werten: eine kleinere Größe oder OpenEXR wählen.',
  'The last of {budgets} levels would have {last} triangles, and fewer than {FEWEST_TRIANGLES} show no shape: ask for fewer levels, or for more triangles.':
    'Die letzte von {budgets} Stufen hätte {last} Dreiecke, und weniger als {FEWEST_TRIANGLES} zeigen keine Form: weniger Stufen oder mehr Dreiecke verlangen.',
  "{points} splats are more than viewers turn smoothly: choose the model's size.":
    '{points} Splats sind mehr, als Betrachter flüssig drehen: die Größe des Modells wählen.',
  "{points} lines of text are slow to read: choose the model's size, or PLY where the program takes it.":
    '{points} Zeilen Text sind langsam zu lesen: die Größe des Modells wählen, oder PLY, wo das Programm es nimmt.',
  "state fewer triangles, choose the model's size, or write {other}.":
    'weniger Dreiecke angeben, die Größe des Modells wählen oder {other} schreiben.',
  'A GLB holds 4.29 GB, and this would take about {bytes} GB: {wayOut}':
    'Ein GLB fasst 4,29\u00a0GB, dieses bräuchte etwa {bytes}\u00a0GB: {wayOut}',
  'An OBJ archive can have {MOST_ARCHIVED_TRIANGLES} triangles: {wayOut}':
    'Ein OBJ-Archiv kann {MOST_ARCHIVED_TRIANGLES} Dreiecke haben: {wayOut}',
  'A USDZ can have {MOST_USDZ_TRIANGLES} triangles: {wayOut}':
    'Ein USDZ kann {MOST_USDZ_TRIANGLES} Dreiecke haben: {wayOut}',
  'A PLY can number {MOST_PLY_POINTS} points: {wayOut}':
    'Ein PLY kann {MOST_PLY_POINTS} Punkte zählen: {wayOut}',
  'a smaller mesh': 'ein kleineres Mesh',
  '{triangles} triangles are more than many programs turn smoothly: half a million usually look the same.':
    '{triangles} Dreiecke sind mehr, als viele Programme flüssig drehen: Eine halbe Million sieht meist gleich aus.',
  'This depth map has no valid pixel to write.': 'Diese Tiefenkarte hat kein gültiges Pixel zum Schreiben.',
  'The minimum of the grey scale must be below its maximum, but the minimum is {minimum} and the maximum {maximum}.':
    'Das Minimum der Grauskala muss unter ihrem Maximum liegen, aber das Minimum ist {minimum} und das Maximum {maximum}.',
  'The {mapping} mapping needs positive values, but the smallest is {minimum}: state a positive minimum, or use the linear mapping.':
    'Die Abbildung „{mapping}“ braucht positive Werte, aber der kleinste ist {minimum}: ein positives Minimum angeben oder die lineare Abbildung nehmen.',
  inverse: 'invers',
  linear: 'linear',
  'GDepth holds metres, but this map is relative: state near and far in metres, or choose a format without units.':
    'GDepth enthält Meter, diese Karte ist aber relativ: Nah und Fern in Metern angeben oder ein Format ohne Einheiten wählen.',
  'GDepth knows the mappings linear and inverse, but received log: choose one of the two.':
    'GDepth kennt die Abbildungen „linear“ und „inverse“, nicht „log“: eine der beiden wählen.',
  'GLB brings texture, unlit material and camera along, and the importer turns y up into Blender’s z up.':
    'GLB bringt Textur, unbeleuchtetes Material und Kamera mit, und der Import dreht y oben in Blenders z oben.',
  'Blender, depth': 'Blender, Tiefe',
  'Image nodes show a channel Y as it is (set its colour space to Non-Color); a lone Z they cannot read, and depth.Z only the compositor.':
    'Bildknoten zeigen einen Kanal Y unverändert (Farbraum auf Non-Color stellen); ein einzelnes Z können sie nicht lesen, depth.Z nur der Compositor.',
  'Blender, displacement': 'Blender, Displacement',
  'A subdivided plane in metres and how far a Displace modifier moves it: midlevel 0, strength 1.':
    'Eine unterteilte Ebene in Metern und wie weit ein Displace-Modifier sie bewegt: Midlevel 0, Stärke 1.',
  'A File node reads OBJ with its texture coordinates; y is up and a unit is a metre there as well.':
    'Ein File-Knoten liest OBJ mit Texturkoordinaten; y ist oben und eine Einheit ein Meter, auch dort.',
  'Unreal Engine, mesh': 'Unreal Engine, Mesh',
  'The glTF importer multiplies by 100, from metres to centimetres, and y is up in every glTF.':
    'Der glTF-Import multipliziert mit 100, von Metern zu Zentimetern, und in jedem glTF ist y oben.',
  'Unreal Engine, points': 'Unreal Engine, Punkte',
  'The LiDAR plugin reads no PLY: it takes text of x y z in metres and red green blue.':
    'Das LiDAR-Plugin liest kein PLY: Es nimmt Text aus x y z in Metern und Rot Grün Blau.',
  'Nuke, Z': 'Nuke, Z-Kanal',
  'Depth in metres as the channel Z: set ZDefocus to "depth", and switch on "invert depth" in DepthToPosition.':
    'Tiefe in Metern als Kanal Z: ZDefocus auf „depth“ stellen und in DepthToPosition „invert depth“ einschalten.',
  'Nuke, 1/Z': 'Nuke, 1/Z-Kanal',
  'DepthToPosition, DepthGenerator and ScanlineRender speak 1/Z, as RenderMan does, unless told otherwise.':
    'DepthToPosition, DepthGenerator und ScanlineRender sprechen 1/Z, wie RenderMan, sofern nicht anders eingestellt.',
  'Its lens blurs take low values as near and high ones as far, unless inverted; 16 bits avoid bands in a blur.':
    'Die Objektivunschärfen nehmen kleine Werte als nah und große als fern, sofern nicht invertiert; 16\u00a0Bit vermeiden Streifen in der Unschärfe.',
  'Its own depth map runs from 1 in front to 0 behind, as disparity does.':
    'Die eigene Tiefenkarte läuft von 1 vorn bis 0 hinten, wie Disparität.',
  'Lens Blur takes an alpha channel as its depth map, with black in front and white far away.':
    '„Tiefenschärfe abmildern“ nimmt einen Alphakanal als Tiefenkarte, mit Schwarz vorn und Weiß in der Ferne.',
  'Properties whose names begin with "scalar_" become scalar fields without the prefix; z is up there.':
    'Eigenschaften, deren Namen mit „scalar_“ beginnen, werden ohne dieses Präfix zu Skalarfeldern; z ist dort oben.',
  'Viewers of Gaussian splats find one flat Gaussian for each pixel, under the names and axes of the reference implementation.':
    'Betrachter für Gauß-Splats finden je Pixel einen flachen Splat, mit den Namen und Achsen der Referenzimplementierung.',
  '3D print': '3D-Druck',
  'Slicers want a closed solid, and read the numbers of an STL, which has no unit, as millimetres.':
    'Slicer wollen einen geschlossenen Körper und lesen die Zahlen eines STL, das keine Einheit hat, als Millimeter.',
  Lithophane: 'Lithophanie',
  'Light from behind shows the photo where the print is thin: 0.8 mm lets most of it through, 3.2 mm hardly any.':
    'Licht von hinten zeigt das Foto, wo der Druck dünn ist: 0,8\u00a0mm lassen das meiste durch, 3,2\u00a0mm kaum etwas.',
  'iPhone, iPad and Mac': 'iPhone, iPad und Mac',
  'Quick Look opens USDZ with its texture, and its makers advise no more than 100,000 polygons.':
    'Quick Look öffnet USDZ mit seiner Textur; empfohlen werden höchstens 100.000 Polygone.',
  '{planes} do nothing: this map has metres of its own; for a range of grey state a minimum and a maximum.':
    '{planes} bewirken nichts: Diese Karte hat eigene Meter; für einen Graubereich Minimum und Maximum angeben.',
  '{planes} does nothing: this map has metres of its own; for a range of grey state a minimum and a maximum.':
    '{planes} bewirkt nichts: Diese Karte hat eigene Meter; für einen Graubereich Minimum und Maximum angeben.',
  '{others} do nothing for {format}.': '{others} bewirken bei {format} nichts.',
  '{others} does nothing for {format}.': '{others} bewirkt bei {format} nichts.',
  'the whole map lies outside the range that was stated, so every pixel gets the same grey: its values go from {minimum} to {maximum} metres.':
    'die ganze Karte liegt außerhalb des angegebenen Bereichs, jedes Pixel bekommt dasselbe Grau: Ihre Werte reichen von {minimum} bis {maximum} Meter.',
  'the whole map lies outside the range that was stated, so every pixel gets the same grey: its values go from {minimum} to {maximum}.':
    'die ganze Karte liegt außerhalb des angegebenen Bereichs, jedes Pixel bekommt dasselbe Grau: Ihre Werte reichen von {minimum} bis {maximum}.',
  'the whole map lies on one side of where the matte ends, so every pixel is the same: its values go from {minimum} to {maximum} metres.':
    'die ganze Karte liegt auf einer Seite der Kante der Maske, alle Pixel sind gleich: Ihre Werte reichen von {minimum} bis {maximum} Meter.',
  'the whole map lies on one side of where the matte ends, so every pixel is the same: its values go from {minimum} to {maximum}.':
    'die ganze Karte liegt auf einer Seite der Kante der Maske, alle Pixel sind gleich: Ihre Werte reichen von {minimum} bis {maximum}.',
};
