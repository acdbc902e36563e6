/** Lets the person choose files from the disk; `types` as the `accept` of an input. Whoever calls off hears nothing. */
export function chooseFiles(types: string, take: (files: readonly File[]) => void): void {
  choose({ accept: types, multiple: true }, take);
}

/** Lets the person choose a folder: all files below it. Whoever calls off hears nothing. */
export function chooseFolder(take: (files: readonly File[]) => void): void {
  choose({ webkitdirectory: true }, take);
}

function choose(
  wanted: Partial<Pick<HTMLInputElement, 'accept' | 'multiple' | 'webkitdirectory'>>,
  take: (files: readonly File[]) => void,
): void {
  const input = document.createElement('input');
  input.type = 'file';
  Object.assign(input, wanted);
  // In the page, because some browsers forget an input that is not.
  input.hidden = true;
  document.body.append(input);
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
    input.remove();
  });
  input.addEventListener('cancel', () => input.remove());
  input.click();
}
