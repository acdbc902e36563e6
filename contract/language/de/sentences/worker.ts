/** Bounds of the work, providers that are added, watched folders. */
export const worker: Readonly<Record<string, string>> = {
  'what was added is damaged': 'was hinzugefügt wurde, ist beschädigt',
  'what was added is of onnxruntime {version}, and this is {version2}':
    'was hinzugefügt wurde, ist von onnxruntime {version}, und dies ist {version2}',
  'there is no NVIDIA driver ({DRIVER_LIBRARY}), install version 580 or newer':
    'es gibt keinen NVIDIA-Treiber ({DRIVER_LIBRARY}), Version 580 oder neuer installieren',
  'CUDA 13 and cuDNN 9 are not all found ({others}), "{version}" brings them, or state their folder with --libraries':
    'CUDA 13 und cuDNN 9 sind nicht vollständig da ({others}), „{version}“ bringt sie, oder ihren Ordner mit --libraries angeben',
  '"cuda" is not there: {trouble}.': '„cuda“ ist nicht da: {trouble}.',
  '"cuda" is not there: it is no part of Depthroom, and was not added.':
    '„cuda“ ist nicht da: Es ist kein Teil von Depthroom und wurde nicht hinzugefügt.',
  'WebGPU needs Vulkan: install its loader (libvulkan.so.1, package libvulkan1) and the driver of your graphics card (mesa-vulkan-drivers for AMD and Intel).':
    'WebGPU braucht Vulkan: den Loader (libvulkan.so.1, Paket libvulkan1) und den Treiber der Grafikkarte installieren (mesa-vulkan-drivers für AMD und Intel).',
  'WebGPU needs a graphics card whose driver has Vulkan: install or update it, and see what "vulkaninfo --summary" finds; VK_DRIVER_FILES may have to name it.':
    'WebGPU braucht eine Grafikkarte, deren Treiber Vulkan hat: den Treiber installieren oder aktualisieren und nachsehen, was „vulkaninfo --summary“ findet; eventuell muss VK_DRIVER_FILES ihn nennen.',
  'CUDA needs an NVIDIA graphics card and its driver, version 580 or newer, and neither was found ({DRIVER_LIBRARY}). Then: {version}.':
    'CUDA braucht eine NVIDIA-Grafikkarte und ihren Treiber, Version 580 oder neuer; beides wurde nicht gefunden ({DRIVER_LIBRARY}). Danach: {version}.',
  '"{version}", and "depthroom providers add cuda"': '„{version}“ und „depthroom providers add cuda“',
  'Missing: {missing} Then: {version}.': 'Es fehlt: {missing} Danach: {version}.',
  'What it needs of the system is there: {version}.': 'Was es vom System braucht, ist da: {version}.',
  'read the folder {here}': 'Lesen des Ordners {here}',
  'to watch': 'zum Überwachen',
  'for the files': 'für die Dateien',
  'Expected another folder for the files than the one that is watched: choose or make one.':
    'Die Dateien brauchen einen anderen Ordner als den überwachten: einen wählen oder anlegen.',
  'Expected the full path of a folder {what}, but received "{folder}".':
    'Der vollständige Pfad eines Ordners {what} ist nötig, angegeben wurde „{folder}“.',
  'Expected a folder {what}, but {folder} is none.': 'Ein Ordner {what} ist nötig, {folder} ist aber keiner.',
  'Another Depthroom that has this project open watches the folder.':
    'Ein anderes Depthroom, das dieses Projekt geöffnet hat, überwacht den Ordner.',
  'The process that did the work {reason}; nothing else was lost, and it can be tried again.':
    'Der Prozess, der die Arbeit machte, {reason}; sonst ging nichts verloren, ein neuer Versuch ist möglich.',
  'Depthroom was closed.': 'Depthroom wurde geschlossen.',
  'close other programs and try again, or make the photo smaller':
    'andere Programme schließen und erneut versuchen oder das Foto verkleinern',
  'save it anew as JPEG or PNG, or make a smaller copy':
    'als JPEG oder PNG neu speichern oder eine kleinere Kopie machen',
  'Estimating the depth': 'Das Berechnen der Tiefe',
  'choose a smaller working size, another model or another provider':
    'eine kleinere Arbeitsgröße, ein anderes Modell oder einen anderen Provider wählen',
  'Trying the execution providers': 'Das Probieren der Provider',
  'choose "cpu" as the provider, or update the graphics driver':
    '„CPU“ als Provider wählen oder den Grafiktreiber aktualisieren',
  'Opening the model': 'Das Öffnen des Modells',
  'choose another model or another provider': 'ein anderes Modell oder einen anderen Provider wählen',
  'Embedding the empty prompt': 'Das Einbetten des leeren Prompts',
  'close other programs and try again': 'andere Programme schließen und erneut versuchen',
  'Writing the export': 'Das Schreiben des Exports',
  'choose a smaller size or fewer triangles, or another disk':
    'eine kleinere Größe oder weniger Dreiecke oder einen anderen Datenträger wählen',
  Comparing: 'Das Vergleichen',
  Measuring: 'Das Messen',
  'Aligning a frame': 'Das Angleichen eines Bilds',
  'Measuring a frame': 'Das Messen eines Bilds',
  'Making the consensus': 'Das Bilden des Konsenses',
  Calibrating: 'Das Kalibrieren',
  'Mending the map': 'Das Ausbessern der Karte',
  'mend it in fewer strokes': 'mit weniger Strichen ausbessern',
  'Reading the ground truth': 'Das Lesen der Ground Truth',
  'save the file again in a smaller size, as an uncompressed NPY or PFM':
    'die Datei kleiner und als unkomprimiertes NPY oder PFM neu speichern',
  'Measuring a sample': 'Das Messen eines Beispiels',
  'Cutting the photo': 'Das Zuschneiden des Fotos',
  'take the sample out of the dataset': 'das Beispiel aus dem Datensatz nehmen',
  'Reading the depth map': 'Das Lesen der Tiefenkarte',
  'Checking the project': 'Das Prüfen des Projekts',
  'put project.db back from a copy, or repair the project':
    'project.db aus einer Kopie zurückholen oder das Projekt reparieren',
  'Writing the report': 'Das Schreiben des Berichts',
  'Reading the photo': 'Das Lesen des Fotos',
  'Expected DEPTHROOM_MEMORY_GB to be a number of gigabytes above 0, but received "{stated}".':
    'DEPTHROOM_MEMORY_GB muss eine Zahl von Gigabyte über 0 sein, ist aber „{stated}“.',
  '{work} took more than {bytes} of memory and was stopped, before the computer ran out of it; {wayOut}.':
    '{work} brauchte mehr als {bytes} Speicher und wurde angehalten, bevor der Computer keinen mehr hatte; {wayOut}.',
  '{work} took longer than {wholeMs} and was stopped; {wayOut}.':
    '{work} dauerte länger als {wholeMs} und wurde angehalten; {wayOut}.',
  '{seconds} minutes': '{seconds} Minuten',
  '1 second': '1 Sekunde',
  '{seconds} seconds': '{seconds} Sekunden',
  '{work} got no further for {quietMs} and was stopped; {wayOut}.':
    '{work} kam {quietMs} lang nicht weiter und wurde angehalten; {wayOut}.',
};
