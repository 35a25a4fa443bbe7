// What every browser test has: a demonstration of its worker's own, signing in as somebody, and a watch over the console.
import { test as base, expect } from '@playwright/test';
import { startDemo } from './server.js';

export const test = base.extend({
  demo: [
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ demo }, use) => use(demo.base),

  /** Whether pages may run scripts. */
  scripts: async ({}, use, info) => use(info.project.name !== 'no-js'),

  /** Fails the test when a page throws, logs an error or breaks the Content-Security-Policy. */
  calm: [
    async ({ context }, use) => {
      const trouble = [];
      context.on('weberror', (error) => trouble.push(String(error.error())));
      context.on('console', (message) => {
        // A refused page is logged as a failed load; tests of refusals expect the status itself.
        if (message.type() === 'error' && !/status of (401|403|404|410|413|422|429|503)/.test(message.text())) trouble.push(message.text());
      });
      await use(trouble);
      expect(trouble).toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in as the demonstration's person with this role. */
export async function signInAs(page, role) {
  await page.goto('/sign-in');
  await page.locator('form[action="/demo/sign-in"]').filter({ hasText: role }).getByRole('button').click();
  await page.waitForURL('**/school');
}

/** Signs in as the one person of the demonstration whose password is being set in a test. */
export async function signIn(page, email, password) {
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Waits until the browser part runs, where there is one. */
export async function alive(page, scripts) {
  if (scripts) await page.waitForFunction(() => globalThis.__RESOLVED_RESOURCES !== undefined || document.readyState === 'complete');
}

/** An address nobody in the demonstration has. */
export const freshEmail = (name) => `${name}.${Date.now()}.${Math.floor(Math.random() * 1e6)}@hillside.example`;

export { expect };
