import chromiumPackage from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Draws WebGL 2 in software, so that pixels are the same on every machine. */
const SOFTWARE_GL = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  // Nor does a graphics card that is itself imitated paint what is not WebGL: that took half of the time of most tests.
  '--disable-gpu-rasterization',
];

/**
 * What the package adds and a person's browser has not: one process for everything, its own ways to draw, and no walls between
 * origins. `--no-sandbox` stays, for containers.
 */
const TAKEN_OUT =
  /^--(use-gl|use-angle|single-process|no-zygote|headless|hide-scrollbars|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-features|enable-features)/;

/** Software has no parallel compiling of shaders, of which three.js warns; a person's driver has it. */
const OF_SOFTWARE_GL = /KHR_parallel_shader_compile extension not supported/;

/** People have scrollbars, and they take room. */
const HIDDEN = ['--hide-scrollbars'];

/**
 * Starts a real headless Chromium with WebGL 2: on Linux x64 the one inside the npm package @sparticuz/chromium, elsewhere
 * the Chrome that is installed.
 */
export async function launchChromium(moreFlags: readonly string[] = []): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const flags = chromiumPackage.args.filter((flag) => !TAKEN_OUT.test(flag));
    return chromium.launch({
      executablePath: await chromiumPackage.executablePath(),
      args: [...flags, ...SOFTWARE_GL, ...moreFlags],
      headless: true,
      ignoreDefaultArgs: HIDDEN,
    });
  }
  return chromium.launch({
    channel: 'chrome',
    args: [...SOFTWARE_GL, ...moreFlags],
    headless: true,
    ignoreDefaultArgs: HIDDEN,
  });
}

/** A page that keeps what went wrong in it: errors of scripts, console errors, refusals of the Content-Security-Policy. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
    ...options,
  });
  // Half a minute, which is Playwright's own, is not enough where the machine has other work.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if ((message.type() === 'error' || message.type() === 'warning') && !OF_SOFTWARE_GL.test(message.text()))
      troubles.push(`${message.type()}: ${message.text()}`);
  });
  return { page, troubles };
}
