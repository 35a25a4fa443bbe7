// Three ways to use Rolecall: in a desktop browser, with scripts switched off, and on a tablet.
import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const chromium = {
  browserName: 'chromium',
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
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
  use: { ...chromium, locale: 'en-GB', timezoneId: 'Europe/London', trace: 'retain-on-failure', contextOptions: { reducedMotion: 'reduce' } },
  projects: [
    { name: 'js', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'no-js', use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false } },
    { name: 'tablet', use: { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true } },
  ],
});
