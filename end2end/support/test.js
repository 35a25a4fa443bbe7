// The fixtures of every browser test: a demonstration per worker, signing in, and watching the console.
import { test as base, expect } from '@playwright/test';
import { startDemo } from './server.js';

/** Refusals are logged as failed loads; tests of refusals check the status themselves. */
const REFUSED = /the server responded with a status of (401|403|404|409|410|413|422|429|503)/;

/** Chromium's advice about preloaded files that turn out not to be needed. */
const ADVICE = /was preloaded using link preload but not used/;

/**
 * Fails the test when a page throws, logs an error or warning (as hydration does), or violates the
 * Content-Security-Policy.
 */
function watch(context, trouble) {
  context.on('weberror', (error) => trouble.push(String(error.error())));
  context.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !REFUSED.test(text) && !ADVICE.test(text)) trouble.push(text);
  });
}

/**
 * Waits until the page is as its reader finds it: put in place, its scripts running and its islands awake. A test that
 * acts before that tests a race; one that means to says `noWaitAfter`, or takes the scripts away first. Gives up
 * quietly, because what the test then looks for says better what is wrong.
 */
async function settled(page) {
  const isSettled = () => {
    if (document.readyState === 'loading' || document.querySelector('main[aria-busy]')) return false;
    if (!document.querySelector('meta[name=version]')) return true;
    return document.documentElement.matches('[data-awake]') && !document.querySelector('leptos-island:not([data-awake=""])');
  };
  // A new document may begin meanwhile.
  await page.waitForFunction(isSettled, null, { timeout: 5_000 }).then((handle) => handle.dispose(), () => {});
}

/** Lets clicks, and pages that are gone to, wait until the page has settled, in every page of the test. */
function waitForPages(page) {
  const after = (kind, name, wait) => {
    const act = kind[name];
    if (act.waits) return;
    kind[name] = async function (...given) {
      const result = await act.apply(this, given);
      const { noWaitAfter, waitUntil } = given.at(-1) ?? {};
      if (!noWaitAfter && waitUntil !== 'commit') await settled(wait(this));
      return result;
    };
    kind[name].waits = true;
  };
  after(Object.getPrototypeOf(page.locator('main')), 'click', (locator) => locator.page());
  for (const name of ['goto', 'reload', 'goBack', 'goForward']) after(Object.getPrototypeOf(page), name, (page) => page);
}

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

  /**
   * A demonstration that no other test has added anybody to, for tests that measure what its people look like:
   * `test.use({ baseURL: async ({ untouched }, use) => use(untouched.base) })`.
   */
  untouched: async ({}, use) => {
    const demo = await startDemo();
    await use(demo);
    await demo.stop();
  },

  /** Whether scripts run. */
  scripts: async ({}, use, info) => use(info.project.name !== 'no-js'),

  trouble: async ({}, use) => {
    const trouble = [];
    await use(trouble);
    expect(trouble, 'what the pages complained about').toEqual([]);
  },

  calm: [
    async ({ context, page, scripts, trouble }, use) => {
      watch(context, trouble);
      if (scripts) waitForPages(page);
      await use();
    },
    { auto: true },
  ],

  /**
   * With `ROLECALL_SLOW_SCRIPTS=1500`, every script arrives 1.5 seconds late, as on slow Wi-Fi. A test that acts before
   * the page is hydrated then fails every time instead of once in a hundred.
   */
  late: [
    async ({ context }, use) => {
      const delay = Number(process.env.ROLECALL_SLOW_SCRIPTS ?? 0);
      if (delay > 0) {
        await context.route('**/*.wasm', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, delay));
          await route.continue().catch(() => {});
        });
      }
      await use();
    },
    { auto: true },
  ],

  /** Opens another browser, with no cookies in common, and returns its page. */
  anotherBrowser: async ({ browser, demo, scripts, trouble }, use) => {
    const opened = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: demo.base, javaScriptEnabled: scripts });
      watch(context, trouble);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

/** Signs in as the demonstration's person with this role. */
export async function signInAs(page, role) {
  await page.goto('/sign-in');
  await page.locator('form[action="/demo/sign-in"]').filter({ hasText: role }).getByRole('button').click();
  await page.waitForURL('**/school');
}

/** Signs in with an email address and a password. */
export async function signIn(page, email, password) {
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** An address that nobody in the demonstration has. */
export const freshEmail = (name) => `${name}.${Date.now()}.${Math.floor(Math.random() * 1e6)}@hillside.example`;

export { expect };
