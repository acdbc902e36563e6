/** Formats and options of exports. */
export const exportOptions: Readonly<Record<string, string>> = {
  'The kind of file.': 'Die Art der Datei.',
  'Whether near is white or black.': 'Ob Nahes weiß oder schwarz ist.',
  'Grey is linear in the value, in 1 / value or in its logarithm; disparity is inverse for metres and linear for relative maps; auto is linear, inverse for GDepth, and for a coloured picture the scale of the window.':
    'Grau ist linear im Wert, in 1 / Wert oder in seinem Logarithmus; „Disparität“ ist invers bei Metern und linear bei relativen Karten; „automatisch“ ist linear, bei GDepth invers und bei einem farbigen Bild die Skala des Fensters.',
  'Float files hold the values themselves, or 1 / depth as Nuke and RenderMan expect it.':
    'Float-Dateien enthalten die Werte selbst oder 1 / Tiefe, wie Nuke und RenderMan es erwarten.',
  'Invalid pixels are marked (NaN in float files, code 0 in grey ones), set to zero, or put as far away as the farthest.':
    'Ungültige Pixel werden markiert (NaN in Float-Dateien, Code 0 in grauen), auf null gesetzt oder so fern wie das Fernste.',
  'The size of the photo, of the model, or the long edge that you state.':
    'Die Größe des Fotos, des Modells oder die angegebene lange Kante.',
  'Long edge in pixels, for the custom size.': 'Lange Kante in Pixeln, für die eigene Größe.',
  'Value at one end of the grey scale; left out: the smallest in the map.':
    'Wert an einem Ende der Grauskala; ohne Angabe: der kleinste der Karte.',
  'Value at the other end of the grey scale; left out: the largest in the map.':
    'Wert am anderen Ende der Grauskala; ohne Angabe: der größte der Karte.',
  'A matte holds what is nearer than this: metres, or a value of a relative map; left out: half way between its ends.':
    'Ein Matte enthält, was näher als dies ist: Meter oder ein Wert einer relativen Karte; ohne Angabe: die Mitte zwischen ihren Enden.',
  'Over how much depth a matte fades from whole to nothing, in the same unit.':
    'Über wie viel Tiefe ein Matte von ganz zu nichts ausläuft, in derselben Einheit.',
  'Colours of the preview.': 'Farben der Vorschau.',
  'Write the photo beside the depth as R, G, B and A in linear light, with 16 or 32 bits.':
    'Das Foto neben der Tiefe als R, G, B und A in linearem Licht schreiben, mit 16 oder 32\u00a0Bit.',
  'What the depth is called in the file: Z (left out) and depth.Z as compositors expect it, Y or R as programs show it that know colours and greys alone.':
    'Wie die Tiefe in der Datei heißt: Z (ohne Angabe) und depth.Z, wie Compositing-Programme es erwarten, Y oder R, wie Programme es zeigen, die nur Farben und Grau kennen.',
  'Whether green of a normal map points up (OpenGL, Blender) or down (DirectX, Unreal).':
    'Ob Grün einer Normalenkarte nach oben zeigt (OpenGL, Blender) oder nach unten (DirectX, Unreal).',
  'Write the spread of the ensemble, where the run has one.':
    'Die Streuung des Ensembles mitschreiben, wenn der Lauf eine hat.',
  'Write a unit normal for each pixel as N.X, N.Y, N.Z.':
    'Für jedes Pixel eine Einheitsnormale als N.X, N.Y, N.Z schreiben.',
  'Write the point in space of each pixel as P.X, P.Y, P.Z in metres.':
    'Den Raumpunkt jedes Pixels als P.X, P.Y, P.Z in Metern schreiben.',
  'Whether the place where the photo was taken (GPS) goes along; date, camera and copyright always do.':
    'Ob der Aufnahmeort des Fotos (GPS) mitgeht; Datum, Kamera und Copyright gehen immer mit.',
  'Which way is up in normals and positions.': 'Welche Richtung bei Normalen und Positionen oben ist.',
  'PNG, 16 bit': 'PNG, 16\u00a0Bit',
  'Grey codes that every program reads; the scale stands in the file.':
    'Graucodes, die jedes Programm liest; die Skala steht in der Datei.',
  'TIFF, 16 bit': 'TIFF, 16\u00a0Bit',
  'Grey codes as in the PNG, for programs that prefer TIFF.':
    'Graucodes wie im PNG, für Programme, die TIFF bevorzugen.',
  'TIFF, 32-bit float': 'TIFF, 32\u2011Bit-Float',
  'The values themselves, exactly, as one float channel.': 'Die Werte selbst, exakt, als ein Float-Kanal.',
  'The values themselves as float Z, with camera, colour, normals and positions as wanted.':
    'Die Werte selbst als Float-Z, mit Kamera, Farbe, Normalen und Positionen nach Wunsch.',
  'The values themselves without any facts, as stereo benchmarks exchange them.':
    'Die Werte selbst ohne weitere Angaben, wie Stereo-Benchmarks sie austauschen.',
  'NumPy array': 'NumPy-Array',
  'The values themselves for Python.': 'Die Werte selbst für Python.',
  'NumPy archive': 'NumPy-Archiv',
  'Values, uncertainty, intrinsics and all facts in one file for Python.':
    'Werte, Unsicherheit, Kameradaten und alle Angaben in einer Datei für Python.',
  'Coloured PNG, 8 bit': 'Farbiges PNG, 8\u00a0Bit',
  'A picture to look at, not to measure.': 'Ein Bild zum Ansehen, nicht zum Messen.',
  'Photo with depth as alpha, TIFF, 16 bit': 'Foto mit Tiefe als Alpha, TIFF, 16\u00a0Bit',
  'The photo at full size with its EXIF, XMP and profile, and the depth as its alpha channel.':
    'Das Foto in voller Größe mit EXIF, XMP und Profil und der Tiefe als Alphakanal.',
  'JPEG with GDepth': 'JPEG mit GDepth',
  'The photo as it is, with the depth in its metadata as Android cameras store it.':
    'Das unveränderte Foto mit der Tiefe in den Metadaten, wie Android-Kameras sie speichern.',
  'Matte, PNG, 16 bit': 'Matte, PNG, 16\u00a0Bit',
  'What is nearer than a depth is white and the rest black, with a soft edge as wide as you state.':
    'Was näher als eine Tiefe liegt, ist weiß, der Rest schwarz, mit weicher Kante in der angegebenen Breite.',
  'Matte, OpenEXR': 'Matte in OpenEXR',
  'The same matte as float Y from 0 to 1, for compositing.':
    'Dasselbe Matte als Float-Y von 0 bis 1, fürs Compositing.',
  'Mask of invalid pixels, PNG, 8 bit': 'Maske ungültiger Pixel, PNG, 8\u00a0Bit',
  'White where the map has no depth: sky and holes that were masked out; it can be brought in again while mending.':
    'Weiß, wo die Karte keine Tiefe hat: Himmel und ausmaskierte Löcher; lässt sich beim Ausbessern wieder laden.',
  'Normal map, PNG, 16 bit': 'Normalenkarte, PNG, 16\u00a0Bit',
  'Which way the surface faces at each pixel, as colours; in the axes of the camera.':
    'Wohin die Oberfläche an jedem Pixel zeigt, als Farben; in den Achsen der Kamera.',
  'Normal map, OpenEXR': 'Normalenkarte, OpenEXR',
  'The same colours as the PNG, as 32-bit floats.': 'Dieselben Farben wie im PNG, als 32\u2011Bit-Floats.',
  'Plane and displacement, ZIP': 'Ebene und Displacement, ZIP',
  'A subdivided plane (OBJ) and how far each of its points comes forward in metres (OpenEXR).':
    'Eine unterteilte Ebene (OBJ) und wie weit jeder ihrer Punkte nach vorn kommt, in Metern (OpenEXR).',
  '1 channel': '1 Kanal',
  'Depth image': 'Tiefenbild',
  'Point cloud': 'Punktwolke',
  'PLY points': 'PLY-Punkte',
  'A coloured point for each pixel, as most programs read it.':
    'Ein farbiger Punkt je Pixel, wie die meisten Programme ihn lesen.',
  'XYZ text': 'XYZ-Text',
  'Lines of x y z red green blue, for Unreal and surveying programs.':
    'Zeilen aus x y z Rot Grün Blau, für Unreal und Vermessungsprogramme.',
  'PTS text': 'PTS-Text',
  'The number of points, then lines of x y z intensity red green blue.':
    'Die Zahl der Punkte, dann Zeilen aus x y z Intensität Rot Grün Blau.',
  'Gaussian splats': 'Gauß-Splats',
  'A flat Gaussian for each pixel, turned to the surface, as a PLY for SuperSplat and other viewers of splats.':
    'Je Pixel ein flacher, zur Oberfläche gedrehter Gauß-Splat, als PLY für SuperSplat und andere Splat-Betrachter.',
  'Surface, photo and camera in one file, for Blender, Unreal, browsers and most programs.':
    'Oberfläche, Foto und Kamera in einer Datei, für Blender, Unreal, Browser und die meisten Programme.',
  'OBJ with material and texture': 'OBJ mit Material und Textur',
  'Text that every 3D program reads, with the photo as a picture beside it.':
    'Text, den jedes 3D-Programm liest, mit dem Foto als Bild daneben.',
  'PLY mesh': 'PLY-Mesh',
  'Surface with a colour and scalars at each point, for CloudCompare and MeshLab.':
    'Oberfläche mit Farbe und Skalaren an jedem Punkt, für CloudCompare und MeshLab.',
  'STL relief': 'STL-Relief',
  'A closed relief or lithophane with a base in millimetres, for 3D printing.':
    'Ein geschlossenes Relief oder eine Lithophanie mit Sockel in Millimetern, für den 3D-Druck.',
  'Surface and photo in one file, for Apple devices and USD pipelines.':
    'Oberfläche und Foto in einer Datei, für Apple-Geräte und USD-Pipelines.',
  'USD with camera and image plane': 'USD mit Kamera und Bildebene',
  'Surface, camera and the photo on a plane that fills its view, as text that Nuke, Houdini, Maya and Blender open.':
    'Oberfläche, Kamera und das Foto auf einer Ebene, die ihr Bild füllt, als Text, den Nuke, Houdini, Maya und Blender öffnen.',
  'Which way is up in the program that will open it.': 'Welche Richtung im Zielprogramm oben ist.',
  'Write depth and, where there is one, uncertainty at each point as scalar fields for CloudCompare.':
    'Tiefe und, wo vorhanden, Unsicherheit an jedem Punkt als Skalarfelder für CloudCompare schreiben.',
  'With an edge cut, cut too where the surface is seen at less than so many degrees, as between the two sides of a blurred step; planes such as the ground stay. 0 does not.':
    'Mit einem Kantenschnitt auch dort schneiden, wo die Oberfläche unter weniger als so viel Grad zu sehen ist, wie zwischen den beiden Seiten eines unscharfen Sprungs; Ebenen wie der Boden bleiben. 0 schneidet nicht.',
  'Continue what lies behind depth steps under the foreground by so many pixels of the photo, with colours painted from beside it, as a second layer; 0 does not.':
    'Was hinter Tiefensprüngen liegt, um so viele Pixel des Fotos unter dem Vordergrund fortsetzen, mit Farben von daneben, als zweite Ebene; 0 setzt nichts fort.',
  'PLY for most programs; XYZ or PTS, which are text, for Unreal and surveying programs; Gaussian splats for their viewers.':
    'PLY für die meisten Programme; XYZ oder PTS, beides Text, für Unreal und Vermessungsprogramme; Gauß-Splats für ihre Betrachter.',
  'One point for each pixel of the photo, or of the model.':
    'Ein Punkt für jedes Pixel des Fotos oder des Modells.',
  'Write a normal for each point (PLY, splats).': 'Für jeden Punkt eine Normale schreiben (PLY, Splats).',
  'Leave out points beside a relative depth step larger than this; 0 keeps all.':
    'Punkte neben einem größeren relativen Tiefensprung weglassen; 0 behält alle.',
  'GLB for most programs, OBJ for old ones, PLY for measuring, STL for printing, USDZ for Apple devices, USDA for film, with camera and image plane.':
    'GLB für die meisten Programme, OBJ für alte, PLY zum Messen, STL zum Drucken, USDZ für Apple-Geräte, USDA für Film, mit Kamera und Bildebene.',
  'Most triangles, walls and planes included; fewer pixels are joined where the surface is flat. 0 keeps one quad for each pixel.':
    'Höchstzahl der Dreiecke, Wände und Ebenen eingeschlossen; wo die Oberfläche flach ist, werden Pixel zusammengefasst. 0 behält ein Viereck je Pixel.',
  'Levels of detail, each with a quarter of the triangles before (GLB, MSFT_lod); most programs show the first, Blender before 4.5 all at once.':
    'Detailstufen, jede mit einem Viertel der Dreiecke der vorigen (GLB, MSFT_lod); die meisten Programme zeigen die erste, Blender vor 4.5 alle zugleich.',
  'The grid of the model has all the shape there is; that of the photo adds interpolated points between.':
    'Das Raster des Modells enthält alle Form, die es gibt; das des Fotos fügt interpolierte Punkte dazwischen ein.',
  'What 1 means in the file (OBJ, PLY); GLB is in metres by its standard.':
    'Was 1 in der Datei bedeutet (OBJ, PLY); GLB ist nach seinem Standard in Metern.',
  'Cut the surface where depth jumps by more than this share of it; 0 leaves it in one piece.':
    'Die Oberfläche schneiden, wo die Tiefe um mehr als diesen Anteil springt; 0 lässt sie in einem Stück.',
  'Leave out loose pieces of fewer pixels than this; the largest stays.':
    'Lose Stücke mit weniger Pixeln weglassen; das größte bleibt.',
  'The photo at full size as texture; none: a colour at each point (GLB, PLY). PLY has colours only.':
    'Das Foto in voller Größe als Textur; „ohne“: eine Farbe an jedem Punkt (GLB, PLY). PLY hat nur Farben.',
  'How far the texture may lie beside its place at most, in pixels of the photo: flat parts keep the triangles that this takes, where the budget holds them.':
    'Wie weit die Textur höchstens neben ihrem Platz liegen darf, in Pixeln des Fotos: Flache Teile behalten die dafür nötigen Dreiecke, soweit das Budget reicht.',
  'Smooth writes normals; flat writes none, and programs then shade each triangle by itself.':
    '„glatt“ schreibt Normalen; „flächig“ schreibt keine, Programme schattieren dann jedes Dreieck für sich.',
  'Close cuts with walls that go back from the edge by this share of its depth; 0 leaves them open.':
    'Schnitte mit Wänden schließen, die von der Kante um diesen Anteil ihrer Tiefe zurückgehen; 0 lässt sie offen.',
  'Put a plane behind everything, to be seen through the cuts: the photo where it has no depth, else what lies behind it, painted.':
    'Eine Ebene hinter alles legen, durch die Schnitte zu sehen: das Foto, wo es keine Tiefe hat, sonst gemalt, was dahinter liegt.',
  'A third smaller GLB: positions rounded to 1/65535 of the size, normals to 1/127. Blender, Unreal and three.js read it, what is built on assimp loads nothing, Houdini does not say.':
    'Ein um ein Drittel kleineres GLB: Positionen auf 1/65535 der Größe gerundet, Normalen auf 1/127. Blender, Unreal und three.js lesen es, was auf assimp beruht, lädt nichts, Houdini sagt es nicht.',
  'meshopt: several times smaller GLB, for browsers: quantized, then packed; not read by Blender, Unreal or Houdini.':
    'meshopt: mehrfach kleineres GLB für Browser: quantisiert, dann gepackt; Blender, Unreal und Houdini lesen es nicht.',
  'Write the photo’s camera beside the mesh, for Nuke (.chan) and as JSON; in the app all of it is one archive.':
    'Die Kamera des Fotos neben das Mesh schreiben, für Nuke (.chan) und als JSON; in der App wird alles ein Archiv.',
  'Long side of the relief in millimetres (STL).': 'Lange Seite des Reliefs in Millimetern (STL).',
  'Height of the relief above its base in millimetres (STL).':
    'Höhe des Reliefs über seinem Sockel in Millimetern (STL).',
  'Thickness of the base in millimetres (STL).': 'Dicke des Sockels in Millimetern (STL).',
  'depth: near is high; brightness: the photo’s dark parts are thick, as in a lithophane, through which light shines (STL).':
    '„Tiefe“: Nahes ist hoch; „Helligkeit“: Dunkle Teile des Fotos sind dick, wie bei einer von hinten beleuchteten Lithophanie (STL).',
  'Near, or dark, is low: a mould of the relief, the negative of a lithophane (STL).':
    'Nahes oder Dunkles ist niedrig: eine Gussform des Reliefs, das Negativ einer Lithophanie (STL).',
  'Width of a frame around the relief, as high as its highest point, in millimetres (STL).':
    'Breite eines Rahmens um das Relief, so hoch wie sein höchster Punkt, in Millimetern (STL).',
  'Bend it round an upright axis behind it by so many degrees, so that it stands by itself (STL).':
    'Um so viel Grad um eine senkrechte Achse dahinter biegen, damit es von selbst steht (STL).',
};
