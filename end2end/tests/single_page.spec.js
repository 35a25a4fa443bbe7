// One document from signing in to signing out: links, forms and saves are followed in place.
import { addUser, alive, fillUser, openSomebody, openTab } from '../support/pages.js';
import { expect, freshEmail, signInAs, test } from '../support/test.js';

test.skip(({ scripts }) => !scripts, 'without scripts the same links and forms load the page');

const heading = (page) => page.getByRole('heading', { level: 1 });
const nav = (page, name) => page.locator('.shell-nav').getByRole('link', { name });
const failed = (page) => page.locator('#failed');

/** Signs in, waits for the scripts, and counts from then on: documents, event streams, requests for parts. */
async function enter(page, role = 'Account Owner') {
  const seen = { documents: [], streams: 0, parts: [] };
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) seen.documents.push(pathname + search);
    if (pathname === '/events') seen.streams += 1;
    const part = request.headers()['rolecall-part'];
    if (part) seen.parts.push({ part, path: pathname + search, method: request.method() });
  });
  await signInAs(page, role);
  await alive(page);
  await page.evaluate(() => (window.marked = true));
  seen.documents.length = 0;
  return seen;
}

/** Forgets that requests failed which a test let fail, and nothing else. */
function forgive(trouble) {
  const others = trouble.filter((text) => !/net::ERR_FAILED|502|Failed to fetch/.test(text));
  trouble.splice(0, trouble.length, ...others);
}

const isSameDocument = (page) => page.evaluate(() => window.marked === true);

test('a page left in the middle of typing leaves nothing behind', async ({ page }) => {
  await enter(page, 'Account Admin');
  await nav(page, 'Users').click();
  await page.getByRole('link', { name: 'Add a new user' }).first().click();
  await expect(heading(page)).toHaveText('Add a new user');
  // The address is checked after a pause, which the reader does not wait for.
  await page.getByLabel('Email address').fill(freshEmail('left'));
  page.once('dialog', (asked) => asked.accept());
  await nav(page, 'Roles').click();
  await expect(heading(page)).toHaveText('Compare roles');
  // What was begun while typing is due before this.
  await page.evaluate(() => new Promise((due) => setTimeout(due, 400)));
  await nav(page, 'Users').click();
  await expect(heading(page)).toHaveText('Users');
  expect(await isSameDocument(page)).toBe(true);
});

test('a walk through the school loads no document and opens no stream', async ({ page }) => {
  const seen = await enter(page);
  await expect.poll(() => seen.streams).toBe(1);
  for (const [link, title] of [['Users', 'Users'], ['Roles', 'Compare roles'], ['Audit log', 'Audit log'], ['Settings', 'School settings'], ['Users', 'Users']]) {
    await nav(page, link).click();
    await expect(heading(page)).toHaveText(title);
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(`^${title}`));
    await expect(page.locator('#announcement')).toHaveText(new RegExp(`^${title}`));
    await expect(nav(page, link)).toHaveAttribute('aria-current', 'page');
  }
  await page.goBack();
  await expect(heading(page)).toHaveText('School settings');
  await page.goForward();
  await expect(heading(page)).toHaveText('Users');
  expect(seen.documents).toEqual([]);
  expect(seen.streams).toBe(1);
  expect(await isSameDocument(page)).toBe(true);
});

test('somebody is added, changed and confirmed in one document, each form with one request', async ({ page }) => {
  const seen = await enter(page);
  await nav(page, 'Users').click();
  await page.getByRole('main').getByRole('link', { name: 'Add a new user' }).first().click();
  await expect(heading(page)).toHaveText('Add a new user');
  await fillUser(page, { first: 'Iris', last: 'Marsh', email: freshEmail('iris'), role: 'partial-edit' });
  await expect(page.locator('#preview')).toContainText('Iris');
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/users/new'));
  await page.getByRole('button', { name: 'Create User' }).click();
  // The answer is the next page. A change elsewhere, such as a mail that went out, may have it asked for again.
  expect(await (await answered).text()).toContain('was added');
  await expect(page.getByRole('main')).toContainText('Iris Marsh was added');
  await expect(page).toHaveURL(/\/users\/added\//);
  expect(seen.parts.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual(['/users/new']);
  await page.getByRole('link', { name: /^Open .*’s page$/ }).click();
  await expect(heading(page)).toHaveText('Iris Marsh');
  expect(seen.documents).toEqual([]);
});

test('what has to be corrected stays where it was typed, and what was typed is there on going back', async ({ page }) => {
  const seen = await enter(page);
  await nav(page, 'Users').click();
  await page.getByRole('main').getByRole('link', { name: 'Add a new user' }).first().click();
  await page.getByLabel('First name').fill('Half');
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.locator('.errors')).toBeFocused();
  expect(seen.parts.filter(({ method }) => method === 'POST')).toEqual([]);
  await nav(page, 'Users').click();
  await expect(heading(page)).toHaveText('Users');
  await page.goBack();
  await expect(heading(page)).toHaveText('Add a new user');
  await expect(page.getByLabel('First name')).toHaveValue('Half');
  expect(seen.documents).toEqual([]);
});

test('a long list is where it was left', async ({ page }) => {
  await enter(page);
  await page.goto('/users?size=100');
  await alive(page);
  const link = page.locator('tbody th a').nth(20);
  await link.scrollIntoViewIfNeeded();
  const at = await page.evaluate(() => window.scrollY);
  expect(at).toBeGreaterThan(100);
  await link.click();
  await expect(heading(page)).not.toHaveText('Users');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  await page.goBack();
  await expect(heading(page)).toHaveText('Users');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(at);
  await expect(link).toBeFocused();
});

test('refusals, pages that are not there and chains of redirects are shown in place', async ({ page }) => {
  const seen = await enter(page, 'Full Read-only');
  const follow = (href) =>
    page.evaluate((href) => {
      const link = document.createElement('a');
      link.href = href;
      document.getElementById('main').append(link);
      link.click();
    }, href);
  await follow('/users');
  await expect(heading(page)).toHaveText('You cannot do this');
  await expect(page).toHaveURL(/\/users$/);
  await follow('/nowhere/at/all');
  await expect(heading(page)).toHaveText('Page not found');
  // The menu marks where the reader is: nowhere now.
  const marked = page.locator('.shell-nav [aria-current]');
  await expect(marked).toHaveCount(0);
  await follow('/');
  await expect(page).toHaveURL(/\/school$/);
  await expect(heading(page)).toHaveText('Hillside Primary School');
  await expect(marked).toHaveText('School');
  await follow('/help#people');
  await expect(heading(page)).toHaveText('Help');
  expect(seen.documents).toEqual([]);
});

test('a lost connection leaves the page as it is, says so, and can be tried again', async ({ page, trouble }) => {
  const seen = await enter(page);
  await page.route('**/users', (route) => route.abort());
  await nav(page, 'Users').click();
  await expect(failed(page)).toContainText('Rolecall cannot be reached');
  await expect(heading(page)).toHaveText('Hillside Primary School');
  await expect(page).toHaveURL(/\/school$/);
  await page.unroute('**/users');
  await failed(page).getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page)).toHaveText('Users');
  await expect(failed(page)).toBeHidden();
  expect(seen.documents).toEqual([]);
  forgive(trouble);
});

test('the page of a hotel, and a proxy that is out of order, are not taken for ours', async ({ page, trouble }) => {
  const seen = await enter(page);
  for (const status of [200, 502]) {
    await page.route('**/users', (route) => route.fulfill({ status, contentType: 'text/html', body: '<html><body><main id="main"><h1>Welcome, guest</h1></main></body></html>' }));
    await nav(page, 'Users').click();
    await expect(failed(page)).toBeVisible();
    await expect(heading(page)).toHaveText('Hillside Primary School');
    await failed(page).getByRole('button', { name: 'Close' }).click();
    await expect(failed(page)).toBeHidden();
    await page.unroute('**/users');
  }
  forgive(trouble);
  expect(seen.documents).toEqual([]);
});

test('a form that could not be sent keeps what was typed and is sent again by its button', async ({ page, trouble }) => {
  await enter(page);
  await nav(page, 'Users').click();
  await page.getByRole('main').getByRole('link', { name: 'Add a new user' }).first().click();
  await expect(heading(page)).toHaveText('Add a new user');
  await fillUser(page, { first: 'Lena', last: 'Lost', email: freshEmail('lena'), role: 'full-edit' });
  let sent = 0;
  await page.route('**/users/new', (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    return route.abort();
  });
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(failed(page)).toContainText('What you typed is still here');
  await expect(failed(page).getByRole('button', { name: 'Try again' })).toBeHidden();
  await expect(page.getByLabel('First name')).toHaveValue('Lena');
  expect(sent).toBe(1);
  await page.unroute('**/users/new');
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('Lena Lost was added');
  forgive(trouble);
});

test('an error inside the server is shown in place, and the way back leads to the page before', async ({ page, trouble }) => {
  const seen = await enter(page);
  await page.route('**/users', async (route) => {
    const answer = await route.fetch({ url: route.request().url().replace(/users$/, 'users/nobody') });
    await route.fulfill({ response: answer, status: 500 });
  });
  await nav(page, 'Users').click();
  await expect(heading(page)).not.toHaveText('Hillside Primary School');
  await expect(nav(page, 'School').first()).toBeVisible();
  await page.unroute('**/users');
  await page.goBack();
  await expect(heading(page)).toHaveText('Hillside Primary School');
  await nav(page, 'Users').click();
  await expect(heading(page)).toHaveText('Users');
  expect(seen.documents).toEqual([]);
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !/status of 500/.test(text)));
});

test('a stream that ends and begins again while a page is on its way loses no change', async ({ page, anotherBrowser }) => {
  let end;
  const ended = new Promise((done) => (end = done));
  await page.route('**/events*', async (route) => {
    await ended;
    await page.unroute('**/events*');
    await route.fulfill({ contentType: 'text/event-stream', body: 'retry: 50\n\n' });
  });
  await enter(page);
  let arrive;
  const held = new Promise((done) => (arrive = done));
  await page.route('**/users', async (route) => {
    const answer = await route.fetch();
    await held;
    // The page may ask again for what has changed, and give that up for the search.
    await route.fulfill({ response: answer }).catch(() => {});
  });
  const drawn = page.waitForRequest('**/users');
  await nav(page, 'Users').click({ noWaitAfter: true });
  await drawn;
  const before = await page.locator('main h1').innerText();
  expect(before).toBe('Hillside Primary School');
  const other = await anotherBrowser();
  await signInAs(other, 'Account Admin');
  await addUser(other, { first: 'Stream', last: 'Again', email: freshEmail('stream'), role: 'full-edit' });
  const again = page.waitForRequest('**/events*');
  end();
  await again;
  arrive();
  await expect(heading(page)).toHaveText('Users');
  // The list that was on its way lacks them.
  await expect(page.locator('tbody')).toContainText('Stream Again');
});

test('how much of a file is sent is shown while it is sent', async ({ page, context }) => {
  await enter(page);
  await nav(page, 'Users').click();
  await page.getByRole('main').locator('a[href="/users/import"]').first().click();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 100_000 });
  const rows = Array.from({ length: 4000 }, (_, row) => `Person${row},Of File,person${row}@file.example,Full Edit`).join('\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(`First name,Last name,Email,Role\n${rows}\n`) });
  await page.getByRole('main').locator('form:has(input[type=file]) button[type=submit], form:has(input[type=file]) button:not([type])').first().click({ noWaitAfter: true });
  const bar = page.locator('#progress[data-sent]');
  await expect(bar).toBeVisible();
  await expect.poll(() => bar.evaluate((bar) => Number(bar.style.getPropertyValue('--sent')))).toBeGreaterThan(20);
  await client.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await expect(page.locator('#progress')).toBeHidden({ timeout: 20_000 });
  await expect(heading(page)).not.toHaveText(/cannot/);
});

test('a page that was fetched as its link was pressed and never comes is given up like any other', async ({ page, trouble }) => {
  // Before the page has timers of its own: those would go on by the real clock.
  await page.clock.install();
  await enter(page);
  let ahead = 0;
  await page.route('**/users', (route) => {
    if (route.request().headers()['rolecall-part'] === 'ahead') ahead += 1;
    else return route.continue();
  });
  await nav(page, 'Users').click({ noWaitAfter: true });
  await expect.poll(() => ahead).toBe(1);
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'true');
  await page.clock.fastForward(31_000);
  await expect(failed(page)).toContainText('Rolecall cannot be reached');
  await expect(heading(page)).toHaveText('Hillside Primary School');
  await failed(page).getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page)).toHaveText('Users');
  forgive(trouble);
});

test('a form that was overtaken by a link can be sent again', async ({ page, trouble }) => {
  await enter(page);
  await nav(page, 'Users').click();
  await page.getByRole('main').getByRole('link', { name: 'Add a new user' }).first().click();
  await fillUser(page, { first: 'Olga', last: 'Overtaken', email: freshEmail('olga'), role: 'full-edit' });
  let held = 0;
  await page.route('**/users/new', (route) => {
    if (route.request().method() !== 'POST' || held > 0) return route.continue();
    held += 1;
  });
  await page.route('**/audit', (route) => route.abort());
  await page.getByRole('button', { name: 'Create User' }).click({ noWaitAfter: true });
  await expect.poll(() => held).toBe(1);
  page.once('dialog', (dialog) => dialog.accept());
  await nav(page, 'Audit log').click();
  await expect(failed(page)).toBeVisible();
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('Olga Overtaken was added');
  forgive(trouble);
});

test('two quick clicks end where the last one points', async ({ page }) => {
  const seen = await enter(page);
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/users', async (route) => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer }).catch(() => {});
  });
  await nav(page, 'Users').click({ noWaitAfter: true });
  await nav(page, 'Roles').click();
  await expect(heading(page)).toHaveText('Compare roles');
  release();
  await expect(page.locator('main')).not.toHaveAttribute('aria-busy');
  await expect(heading(page)).toHaveText('Compare roles');
  await expect(page).toHaveURL(/\/roles$/);
  expect(seen.documents).toEqual([]);
});

test('who is signed out elsewhere, and another build of the site, begin a new document', async ({ page }) => {
  const seen = await enter(page);
  await page.route('**/audit', async (route) => {
    if (!route.request().headers()['rolecall-part']) return route.continue();
    const answer = await route.fetch();
    return route.fulfill({ response: answer, headers: { ...answer.headers(), 'rolecall-version': 'newer' } });
  });
  await nav(page, 'Audit log').click();
  await expect(heading(page)).toHaveText('Audit log');
  await expect.poll(() => seen.documents).toEqual(['/audit']);
  await page.unrouteAll({ behavior: 'wait' });
  await page.waitForLoadState();
  await alive(page);
  await page.context().clearCookies({ name: 'rolecall' });
  await nav(page, 'Users').click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fusers$/);
  await expect.poll(() => seen.documents.at(-1)).toBe('/sign-in?next=%2Fusers');
});

test('what is unsaved is asked about before the page is left or its writer signs out', async ({ page }) => {
  await enter(page);
  await openSomebody(page, { first: 'Gus', last: 'Guard' });
  await alive(page);
  await page.getByLabel('Last name').fill('Changed');
  const asked = [];
  let answer = 'dismiss';
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    return dialog[answer]();
  });
  await nav(page, 'Users').click();
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]).toContain('has not been saved');
  await expect(heading(page)).toHaveText('Gus Guard');
  await page.goBack();
  await expect.poll(() => asked.length).toBe(2);
  await expect(heading(page)).toHaveText('Gus Guard');
  await expect(page.getByLabel('Last name')).toHaveValue('Changed');
  await expect(page).toHaveURL(/\/users\/[0-9a-f]+$/);
  await page.locator('header details.menu summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => asked.length).toBe(3);
  await expect(heading(page)).toHaveText('Gus Guard');
  answer = 'accept';
  await nav(page, 'Users').click();
  await expect(heading(page)).toHaveText('Users');
});

test('signing out ends the document, and going back shows nothing', async ({ page }) => {
  const seen = await enter(page);
  await nav(page, 'Users').click();
  await expect(heading(page)).toHaveText('Users');
  await page.locator('header details.menu summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => seen.documents.length).toBeGreaterThan(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText('Priya')).toHaveCount(0);
});

test('other ways to open a link stay the browser’s', async ({ page, context }) => {
  const seen = await enter(page);
  const [tab] = await Promise.all([context.waitForEvent('page'), nav(page, 'Users').click({ modifiers: ['ControlOrMeta'] })]);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Users');
  await tab.close();
  await expect(heading(page)).toHaveText('Hillside Primary School');
  await page.goto('/users');
  await alive(page);
  await page.getByText('Export what the list shows').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href*="export.csv"]').first().click()]);
  expect(download.suggestedFilename()).toContain('.csv');
  await expect(heading(page)).toHaveText('Users');
  expect(seen.documents.filter((path) => path === '/users')).toHaveLength(1);
});

test('a page is fetched as its link is pressed, once, and nothing is noted', async ({ page }) => {
  const seen = await enter(page);
  const box = await nav(page, 'Users').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expect.poll(() => seen.parts).toEqual([{ part: 'ahead', path: '/users', method: 'GET' }]);
  await page.mouse.up();
  await expect(heading(page)).toHaveText('Users');
  expect(seen.parts).toHaveLength(1);
});

test('an island whose part does not load leaves a form that works, and the page says so', async ({ page, trouble }) => {
  await enter(page);
  await nav(page, 'Users').click();
  await page.route('**/pkg/*.wasm', (route) => route.abort());
  await page.getByRole('main').getByRole('link', { name: 'Add a new user' }).first().click();
  await expect(heading(page)).toHaveText('Add a new user');
  await expect(failed(page)).toContainText('did not load');
  await page.unroute('**/pkg/*.wasm');
  await fillUser(page, { first: 'Petra', last: 'Plain', email: freshEmail('petra'), role: 'full-edit' });
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('Petra Plain was added');
  forgive(trouble);
});

test('the files of a page give way to the next one, and are fetched after all if that does not come', async ({ page, trouble }) => {
  await enter(page);
  const held = [];
  let hold = true;
  await page.route('**/pkg/*.wasm', (route) => (hold ? held.push(route) : route.continue()));
  await nav(page, 'Users').click();
  await page.getByRole('main').getByRole('link', { name: 'Add a new user' }).first().click();
  await expect(heading(page)).toHaveText('Add a new user');
  await expect.poll(() => held.length).toBeGreaterThan(0);
  // The next page does not come: the form of this one works.
  await page.route('**/audit', (route) => route.abort());
  const given = page.waitForEvent('requestfailed', (request) => request.url().endsWith('.wasm'));
  hold = false;
  await nav(page, 'Audit log').click();
  await given;
  await expect(failed(page)).toBeVisible();
  await expect(page.locator('leptos-island[data-awake=""]')).toHaveCount(2);
  forgive(trouble);
});

test('a change elsewhere reaches a page that was put in place, and spares what is being typed', async ({ page, anotherBrowser }) => {
  await enter(page);
  await nav(page, 'Users').click();
  const other = await anotherBrowser();
  await signInAs(other, 'Account Admin');
  const email = freshEmail('live');
  await addUser(other, { first: 'Live', last: 'Change', email, role: 'full-edit' });
  await expect(page.getByText('people', { exact: false }).first()).toBeVisible();
  await page.locator('#search').fill('Live Change');
  await expect(page.locator('tbody tr')).toContainText([email]);
  await nav(page, 'School').first().click();
  const total = page.locator('#users-widget').getByRole('link').first();
  await expect(total).toBeVisible();
  const before = await page.locator('#users-widget').innerText();
  await addUser(other, { first: 'Live', last: 'Again', email: freshEmail('again'), role: 'full-edit' });
  await expect.poll(() => page.locator('#users-widget').innerText()).not.toBe(before);
  expect(await isSameDocument(page)).toBe(true);
});

test('nothing of the pages before is left behind', async ({ page, context }) => {
  test.slow();
  await enter(page);
  const client = await context.newCDPSession(page);
  const counted = async () => {
    await client.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
    return { nodes, jsEventListeners };
  };
  const round = async () => {
    await nav(page, 'Users').click();
    await expect(heading(page)).toHaveText('Users');
    await page.getByRole('main').getByRole('link', { name: 'Add a new user' }).first().click();
    await expect(page.locator('#preview')).toBeVisible();
    await expect(page.locator('leptos-island[data-awake=""]')).toHaveCount(2);
    await nav(page, 'School').first().click();
    await expect(page.locator('#users-widget')).toBeVisible();
  };
  for (let warm = 0; warm < 3; warm++) await round();
  const before = await counted();
  for (let more = 0; more < 10; more++) await round();
  const after = await counted();
  expect(after.nodes - before.nodes).toBeLessThan(before.nodes * 0.1);
  expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(20);
});

test('the way back to a list leads to its filter, its page, its ticks and its place', async ({ page }) => {
  await enter(page);
  await nav(page, 'Users').click();
  await page.locator('#role').selectOption('full-edit');
  await expect(page).toHaveURL(/role=full-edit/);
  const address = page.url();
  await page.locator('tbody input[data-tick]').nth(1).check();
  const opened = page.locator('tbody th a').last();
  const name = await opened.innerText();
  await opened.click();
  await expect(heading(page)).toContainText(name.split(' ').at(-1));
  await page.getByRole('main').getByRole('link', { name: 'Users' }).first().click();
  await expect(page).toHaveURL(address);
  await expect(page.locator('tbody input[data-tick]').nth(1)).toBeChecked();
  // On the list itself, and from elsewhere, it begins anew.
  await nav(page, 'Users').click();
  await expect(page).toHaveURL(/\/users$/);
  await page.locator('#role').selectOption('full-edit');
  await nav(page, 'School').first().click();
  await nav(page, 'Users').click();
  await expect(page).toHaveURL(/\/users$/);
});

test('what was done has the focus, and folds are as they were on going back', async ({ page }) => {
  await enter(page);
  await page.goto('/users');
  await alive(page);
  await page.locator('tbody th a').last().click();
  await page.getByLabel('Job title').fill('Music lead');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page.locator('main .notice-success')).toBeFocused();
  await openTab(page, 'Roles');
  const fold = page.locator('#preview-portal');
  const was = await fold.evaluate((details) => details.open);
  await fold.locator('summary').first().click();
  await expect(fold).toHaveJSProperty('open', !was);
  await nav(page, 'Audit log').click();
  await expect(heading(page)).toHaveText('Audit log');
  await page.goBack();
  await expect(fold).toHaveJSProperty('open', !was);
});

/** Records what moves by itself in each view transition: before the change and after it. */
async function watchMoves(page) {
  await page.addInitScript(() => {
    window.moves = [];
    const start = document.startViewTransition;
    if (!start) return;
    const named = () => [...document.querySelectorAll('[style*="view-transition-name"]')].map((element) => element.textContent.trim());
    document.startViewTransition = function (change) {
      const move = [named()];
      window.moves.push(move);
      return start.call(document, () => {
        change();
        move.push(named());
      });
    };
  });
}

for (const reducedMotion of ['no-preference', 'reduce']) {
  test.describe(`with motion: ${reducedMotion}`, () => {
    test.use({ contextOptions: { reducedMotion } });

    test('a row becomes the person, and a role the next role', async ({ page }) => {
      await watchMoves(page);
      await enter(page);
      await nav(page, 'Users').click();
      const person = page.locator('tbody th a').nth(3);
      const name = await person.innerText();
      await person.click();
      await expect(heading(page)).toHaveText(name);
      const still = reducedMotion === 'reduce';
      expect(await page.evaluate(() => window.moves)).toEqual(still ? [] : [[[name], [name]]]);
      await page.goto('/roles/present?role=minimal-read-only');
      await expect(heading(page)).toHaveText('Minimal Read-only');
      await page.locator('#presented-above').click();
      await expect(heading(page)).toHaveText('Partial Read-only');
      expect(await page.evaluate(() => window.moves)).toEqual(still ? [] : [[['Minimal Read-only'], ['Partial Read-only']]]);
    });
  });
}
