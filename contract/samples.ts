/** Photos that come with the app (resources/samples), the first to be tried first. */
export const SAMPLES = ['coffee.png', 'nagasaki-boats.jpg', 'dust-bowl-home.jpg'] as const;
