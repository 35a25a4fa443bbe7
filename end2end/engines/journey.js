// The journey, in the few operations that both engines' drivers offer: go, fill, press, read, evaluate, wait.
import { setTimeout as pause } from 'node:timers/promises';

const PASSWORD = 'Harvest-Moon-7';

/** An admin adds a colleague, who sets a password through the mail and signs in. */
export async function journey(browser, base) {
  await browser.go(`${base}/sign-in`);
  await press(browser, 'form[action="/demo/sign-in"] button', 'Account Admin');
  await at(browser, '/school');

  // From here to the colleague who was added, one document: a mark on its window stays.
  await until('the scripts run', () => browser.evaluate(`return document.documentElement.matches('[data-awake]') ? 'yes' : '';`));
  await browser.evaluate(`window.marked = 'yes'; return '';`);
  await press(browser, '.shell-nav a', 'Users');
  await says(browser, 'h1', 'Users');
  await browser.evaluate(`history.back(); return '';`);
  await at(browser, '/school');
  await press(browser, '.shell-nav a', 'Users');
  await says(browser, 'h1', 'Users');
  await press(browser, 'main a', 'Add a new user');
  await shown(browser, 'leptos-island[data-awake=""] #first_name');
  await fill(browser, '#first_name', 'Zoë');
  await fill(browser, '#last_name', "O'Hara-Ng");
  await fill(browser, '#email', 'zoe.ohara@hillside.example');
  await choose(browser, 'input[name="role"][value="partial-edit"]');
  await says(browser, '.preview', 'Sonar Tracker');
  const before = await browser.read('.preview');
  await choose(browser, 'input[name="role"][value="full-edit"]');
  await until('the preview shows another role', async () => (await browser.read('.preview')) !== before);
  await press(browser, 'main button[type="submit"]', 'Create User');
  await says(browser, 'main', 'was added');
  await until('it is the same document', () => browser.evaluate(`return window.marked ?? '';`));

  await browser.go(`${base}/demo/outbox`);
  const link = await until('the invitation is in the outbox', async () => {
    const text = await browser.read('body');
    if (!text.includes('zoe.ohara@hillside.example')) await browser.go(`${base}/demo/outbox`);
    return browser.evaluate(`
      const mail = [...document.querySelectorAll('article')].find((mail) => mail.textContent.includes('zoe.ohara@hillside.example'));
      return mail?.querySelector('a[href*="/link/"]')?.href ?? '';`);
  });

  await browser.go(`${base}/sign-in`);
  await browser.evaluate(`document.querySelector('form[action="/sign-out"]')?.submit(); return '';`);
  await browser.go(link);
  await shown(browser, '#password');
  await fill(browser, '#password', PASSWORD);
  await press(browser, 'main button[type="submit"]', 'Set password');
  await says(browser, 'main', 'password is set');

  await browser.go(`${base}/sign-in`);
  await fill(browser, '#email', 'ZOE.OHARA@hillside.example');
  await fill(browser, '#password', PASSWORD);
  await press(browser, 'main button[type="submit"]', 'Sign in');
  await at(browser, '/school');
  await says(browser, 'main', 'Full Edit');
}

async function until(what, condition) {
  let last = '';
  for (let tries = 0; tries < 200; tries++) {
    try {
      const answer = await condition();
      if (answer) return answer;
    } catch (error) {
      // The page may be navigating to another one.
      last = ` (${error})`;
    }
    await pause(100);
  }
  throw new Error(`waited in vain until ${what}${last}`);
}

const shown = (browser, selector) => until(`${selector} is there`, () => browser.evaluate(`return document.querySelector('${selector}') ? 'yes' : '';`));

const says = (browser, selector, words) => until(`${selector} says "${words}"`, async () => (await browser.read(selector)).includes(words));

const at = (browser, path) => until(`the address is ${path}`, () => browser.evaluate(`return location.pathname === '${path}' ? 'yes' : '';`));

/** Fills in a field, and tries again if the page was still loading. */
const fill = (browser, selector, text) =>
  until(`${selector} can be filled in`, async () => {
    await browser.fill(selector, text);
    return 'yes';
  });

/** Presses the first matching element with this text. */
const press = (browser, selector, words) =>
  until(`"${words}" can be pressed`, () =>
    browser.evaluate(`
      const button = [...document.querySelectorAll('${selector}')].find((b) => b.textContent.includes('${words}'));
      button?.click();
      return button ? 'yes' : '';`));

/** Chooses a radio button as a person does, by pressing its label. */
const choose = (browser, selector) =>
  browser.evaluate(`
    const input = document.querySelector('${selector}');
    input.click();
    return input.checked ? 'yes' : '';`);
