// Three ways to use Rolecall: in a desktop browser, with scripts switched off, and on a tablet.
import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The headless shell draws the same pages without the parts of a desktop browser: a third faster, on two cores.
const SHELL = '/usr/bin/chromium-headless-shell';

const chromium = {
  browserName: 'chromium',
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? (existsSync(SHELL) ? SHELL : '/usr/bin/chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./support/failures.js', { file: fileURLToPath(new URL('test-results/failures.txt', import.meta.url)) }]],
  use: {
    ...chromium,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // A recording slows every test down; `--trace retain-on-failure` asks for one.
    trace: 'off',
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'js', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'no-js', use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false } },
    { name: 'tablet', use: { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true } },
  ],
});
