/** Everything a page can try against another origin; says for each what came of it. Runs in the page. */
export async function attack({ target, secret, paths }: { target: string; secret: string; paths: string[] }) {
  const outcomes: Record<string, string> = {};
  const note = async (name: string, attempt: () => Promise<string>) => {
    outcomes[name] = await Promise.race([
      attempt().catch(() => 'refused'),
      new Promise<string>((resolve) => setTimeout(() => resolve('no answer'), 30_000)),
    ]);
  };
  const { document: page } = globalThis as unknown as {
    document: {
      createElement(name: string): Record<string, unknown> & { submit(): void };
      body: { append(element: unknown): void };
    };
  };
  const element = (name: string, set: Record<string, unknown>) =>
    new Promise<string>((resolve) => {
      const made = page.createElement(name);
      Object.assign(made, set, { onload: () => resolve('loaded'), onerror: () => resolve('refused') });
      page.body.append(made);
    });
  await Promise.all(
    paths.flatMap((path) => {
      const url = target + path;
      return [
        note(`read ${path}`, async () => (await fetch(url)).text()),
        note(`read with cookies ${path}`, async () => (await fetch(url, { credentials: 'include' })).text()),
        note(`read with the secret ${path}`, async () =>
          (await fetch(url, { headers: { authorization: `Bearer ${secret}` } })).text(),
        ),
        note(`fetch blindly ${path}`, async () => (await fetch(url, { mode: 'no-cors' })).type),
        note(`picture ${path}`, () => element('img', { src: url })),
        note(`script ${path}`, () => element('script', { src: url })),
        note(`style ${path}`, () => element('link', { rel: 'stylesheet', href: url })),
      ];
    }),
  );
  const body = JSON.stringify({ photoIds: ['x'] });
  for (const path of ['/call/removePhotos', '/photos?name=a.png', '/enter', '/code', '/']) {
    const url = target + path;
    await note(`post ${path}`, async () => (await fetch(url, { method: 'POST', body })).text());
    await note(
      `post blindly ${path}`,
      async () => (await fetch(url, { method: 'POST', body, mode: 'no-cors' })).type,
    );
    await note(`post JSON ${path}`, async () =>
      (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).text(),
    );
    (navigator as unknown as { sendBeacon(url: string, body: string): void }).sendBeacon(url, body);
    const frame = page.createElement('iframe');
    frame.name = `frame${path}`;
    page.body.append(frame);
    const form = page.createElement('form');
    Object.assign(form, { method: 'post', enctype: 'text/plain', action: url, target: frame.name });
    page.body.append(form);
    form.submit();
  }
  await element('iframe', { src: `${target}/` });
  await note('stream of events', () => {
    const source = new EventSource(`${target}/events`);
    return new Promise((resolve) => {
      source.onmessage = () => resolve('heard');
      source.onopen = () => resolve('opened');
      source.onerror = () => resolve('refused');
    });
  });
  await note('socket', () => {
    const socket = new WebSocket(`${target.replace('http', 'ws')}/events`);
    return new Promise((resolve) => {
      socket.onopen = () => resolve('opened');
      socket.onerror = () => resolve('refused');
    });
  });
  return outcomes;
}
