// Measures in a real Chromium what only a browser can tell, and prints each result as `name=number`, one per line.
//   node bench.mjs http://127.0.0.1:PORT     (a server of the demonstration)
import { chromium } from 'playwright-core';

const base = process.argv[2];
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const page = await (await browser.newContext()).newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await firstView(page);
  await preview(page);
  await compare(page);
  await blocked();
  await emptied(page);
  if (problems.length > 0) throw new Error(problems.join('\n'));
} finally {
  await browser.close();
}

/** What a first-time browser loads for the sign-in page and the School page. */
async function firstView(page) {
  const loaded = new Map();
  const fonts = new Map();
  let last = Date.now();
  page.on('requestfinished', async (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.woff2')) fonts.set(pathname, Math.max(fonts.get(pathname) ?? 0, (await request.sizes()).responseBodySize));
    if (!/\.(js|wasm|css)$/.test(pathname)) return;
    last = Date.now();
    const encoding = (await (await request.response()).allHeaders())['content-encoding'];
    if (encoding !== 'br') throw new Error(`${pathname} came as ${encoding}`);
    const { responseBodySize } = await request.sizes();
    // A file from the browser's cache has no size, and was counted when it was loaded.
    loaded.set(pathname, Math.max(loaded.get(pathname) ?? 0, responseBodySize));
  });
  const quiet = async () => {
    while (Date.now() - last < 1000) await page.waitForTimeout(100);
  };
  await page.goto(`${base}/sign-in`);
  await quiet();
  await page.locator('form[action="/demo/sign-in"] button').first().click();
  await page.waitForURL('**/school');
  last = Date.now();
  await quiet();
  page.removeAllListeners('requestfinished');
  for (const [name, size] of loaded) console.error(`      ${name} ${size}`);
  print('first_view_brotli_bytes', [...loaded.values()].reduce((sum, size) => sum + size, 0));
  print('font_bytes', [...fonts.values()].reduce((sum, size) => sum + size, 0));
}

/** How long the permission preview takes to show another role. */
async function preview(page) {
  await page.goto(`${base}/users/new`);
  await page.locator('.preview').waitFor();
  // The page is hydrated once a change of role changes the preview.
  await page.waitForFunction(() => {
    const before = document.querySelector('.preview').textContent;
    const roles = [...document.querySelectorAll('input[type=radio][name=role]')];
    const list = document.querySelector('select[name=role]');
    window.roles = roles.length > 0 ? roles.map((role) => () => role.click()) : listed(list);
    window.turn = ((window.turn ?? -1) + 1) % window.roles.length;
    window.roles[window.turn]();
    return new Promise((done) => setTimeout(() => done(document.querySelector('.preview').textContent !== before), 50));

    function listed(list) {
      const values = [...list.options].map((option) => option.value).filter((value) => value !== '');
      return values.map((value) => () => {
        list.value = value;
        list.dispatchEvent(new Event('input', { bubbles: true }));
        list.dispatchEvent(new Event('change', { bubbles: true }));
      });
    }
  });
  // Both islands have all their code: what is asked for from here on is asked for by the preview.
  await page.waitForFunction(() => document.querySelector('leptos-island:not([data-awake=""])') === null);
  let requests = 0;
  page.on('request', () => (requests += 1));
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const times = [];
    for (let turn = 0; turn < 60; turn += 1) {
      window.turn = (window.turn + 1) % window.roles.length;
      await frame();
      let changed;
      const observer = new MutationObserver(() => (changed = performance.now()));
      observer.observe(document.querySelector('.preview'), { subtree: true, childList: true, characterData: true, attributes: true });
      const start = performance.now();
      window.roles[window.turn]();
      // Everything the change causes is queued before this, and done when it runs.
      await new Promise((done) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(null);
      });
      // Style and layout of the change count too: the browser does them once per frame.
      const drawn = performance.now();
      void document.body.offsetHeight;
      const layout = performance.now() - drawn;
      await frame();
      observer.disconnect();
      if (changed !== undefined) times.push(changed - start + layout);
    }
    return times;
  });
  if (times.length < 20) throw new Error(`the preview changed only ${times.length} times`);
  times.sort((a, b) => a - b);
  print('preview_redraw_ms', times[Math.floor(times.length * 0.95)].toFixed(2));
  print('preview_requests', requests);
}

/** How long eight roles take to show only their differences, and everything again. */
async function compare(page) {
  await page.goto(`${base}/roles`);
  // The page is hydrated once the checkbox changes what is shown.
  await page.waitForFunction(() => {
    document.querySelector('#only').click();
    return document.querySelector('#comparison.only-differences') !== null;
  });
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const times = [];
    for (let turn = 0; turn < 60; turn += 1) {
      await frame();
      const start = performance.now();
      document.querySelector('#only').click();
      // Style and layout of the change count too.
      void document.body.offsetHeight;
      times.push(performance.now() - start);
    }
    return times;
  });
  times.sort((a, b) => a - b);
  print('compare_redraw_ms', times[Math.floor(times.length * 0.95)].toFixed(2));
}

/** How long after an admin's confirmation a blocked person is refused, and their stream of changes is closed. */
async function blocked() {
  const [admin, teacher] = [await signedIn('Account Owner'), await signedIn('Partial Edit')];
  const person = await admin.call('/api/users/person', { member: teacher.member });
  const [times, aborter] = [[], new AbortController()];
  for (let turn = 0; turn < 10; turn += 1) {
    // A blocked person has to sign in again.
    const theirs = await signedIn('Partial Edit');
    const stream = await theirs.get('/events', aborter.signal);
    const reader = stream.body.getReader();
    await reader.read();
    const save = (blocked) => admin.call('/api/users/save', { member: teacher.member, filled: { form: { ...person.form, blocked }, base: { ...person.form, blocked: blocked === '' ? 'yes' : '' } } });
    const start = performance.now();
    await save('yes');
    while (!(await reader.read()).done);
    const refused = await theirs.get('/school');
    if (refused.status !== 303) throw new Error(`somebody blocked was answered ${refused.status}`);
    times.push(performance.now() - start);
    await save('');
  }
  aborter.abort();
  times.sort((a, b) => a - b);
  print('block_to_refused_ms', times[Math.floor(times.length * 0.95)].toFixed(1));
}

/** How long after an admin's confirmation a blocked person's open page shows nothing but the reason. */
async function emptied(page) {
  const admin = await signedIn('Account Owner');
  const times = [];
  for (let turn = 0; turn < 10; turn += 1) {
    await page.goto(`${base}/sign-in`);
    await page.locator('form[action="/demo/sign-in"]').filter({ hasText: 'Partial Edit' }).getByRole('button').click();
    await page.waitForURL('**/school');
    const member = (await page.locator('#live').getAttribute('data-seat')).split(' ')[0];
    const { form } = await admin.call('/api/users/person', { member });
    const save = (blocked) => admin.call('/api/users/save', { member, filled: { form: { ...form, blocked }, base: { ...form, blocked: blocked === '' ? 'yes' : '' } } });
    // The page follows changes once its stream is open.
    await page.waitForTimeout(500);
    const gone = page.waitForFunction(() => document.querySelector('#cover[data-over]') && !document.querySelector('main') && Date.now(), null, { polling: 10 });
    const start = Date.now();
    await save('yes');
    times.push((await (await gone).jsonValue()) - start);
    await save('');
  }
  times.sort((a, b) => a - b);
  print('ended_session_page_emptied_ms', times[Math.floor(times.length * 0.95)]);
}

/** A person of the demonstration with this role, signed in without a browser. */
async function signedIn(role) {
  const members = await (await fetch(`${base}/api/demo/people`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).json();
  const { member } = members.find((person) => label(person.role) === label(role));
  const answer = await fetch(`${base}/demo/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: base }, body: new URLSearchParams({ member }) });
  const headers = { origin: base, cookie: answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ') };
  // Changes are sent from a page that was drawn for this session.
  const drawn = await (await fetch(`${base}/school`, { headers, redirect: 'manual' })).text();
  headers['rolecall-stamp'] = /<meta name="stamp" content="([^"]*)"/.exec(drawn)?.[1] ?? '';
  return {
    member,
    get: (path, signal) => fetch(base + path, { headers, redirect: 'manual', signal }),
    async call(path, body) {
      const answer = await fetch(base + path, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
  };
}

/** A role's name reduced to its letters, in lower case. */
function label(role) {
  return role.toLowerCase().replace(/[^a-z]/g, '');
}

function print(name, value) {
  console.log(`${name}=${value}`);
}
