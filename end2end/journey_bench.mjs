// Measures moving about in one document, in a real Chromium, and prints each result as `name=number`, one per line.
//   node journey_bench.mjs http://127.0.0.1:PORT     (a server of the demonstration)
import { chromium } from 'playwright-core';

const base = process.argv[2];
const THOUSAND = Number(process.argv[3] ?? 1000);

const nav = (name) => (page) => page.locator('.shell-nav').getByRole('link', { name, exact: true });
const inMain = (selector) => (page) => page.locator(`main ${selector}`).first();

/** The thirty steps: what is pressed, and the heading that then stands there. */
const STEPS = [
  [nav('Users'), /^Users$/],
  [inMain('tbody th a'), /^(?!Users$).+/],
  ['back', /^Users$/],
  [nav('Roles'), /^Compare roles$/],
  [inMain('a[href^="/roles/who"]'), /^Who can/],
  [nav('School'), /^Hillside/],
  [nav('Users'), /^Users$/],
  [inMain('a[href="/users/new"]'), /^Add a new user$/],
  [nav('Users'), /^Users$/],
  [inMain('tbody th a'), /^(?!Users$).+/],
  [inMain('a[href$="/history"]'), /./],
  ['back', /./],
  [inMain('a[href^="/users/"][href$="/roles"]'), /./],
  [nav('Audit log'), /^Audit log$/],
  [nav('Settings'), /^School settings$/],
  [inMain('a[href="/settings/attributes"]'), /./],
  [nav('Pupils'), /^Pupils$/],
  [nav('School'), /^Hillside/],
  [nav('Users'), /^Users$/],
  [inMain('a[href="/users/import"]'), /./],
  [nav('Roles'), /^Compare roles$/],
  [inMain('a[href="/roles/manage"]'), /./],
  ['back', /^Compare roles$/],
  [(page) => page.locator('footer a[href="/help"]'), /^Help$/],
  [nav('Users'), /^Users$/],
  [inMain('tbody th a'), /^(?!Users$).+/],
  ['edit', /^Check what changes/],
  [(page) => page.getByRole('button', { name: 'Confirm', exact: true }), /./],
  [nav('School'), /^Hillside/],
  [nav('Users'), /^Users$/],
];

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--js-flags=--expose-gc'],
});
try {
  await walk('');
  await walk('_slow');
  await thousand();
} finally {
  await browser.close();
}

/** A person signed in, on the School page, with everything counted from then on. */
async function entered() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  // The module's memory belongs to the tab too.
  await page.addInitScript(() => {
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const plain = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await plain.apply(WebAssembly, given);
        const memory = made.instance?.exports.memory;
        if (memory) window.memoryOfModule = memory;
        return made;
      };
    }
  });
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  const seen = { documents: 0, streams: 0, modules: 0, bytes: 0, problems: [] };
  page.on('pageerror', (error) => seen.problems.push(String(error)));
  await page.goto(`${base}/sign-in`);
  await page.locator('form[action="/demo/sign-in"]').filter({ hasText: 'Account Owner' }).getByRole('button').click();
  await page.waitForURL('**/school');
  // The first page after signing in counts: its document, its start of WebAssembly and its stream.
  const { name } = await page.evaluate(() => performance.getEntriesByType('navigation')[0].toJSON());
  if (!name.endsWith('/school')) throw new Error(`the first page is ${name}`);
  seen.documents = 1;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) seen.documents += 1;
    const { pathname } = new URL(request.url());
    if (pathname === '/events') seen.streams += 1;
    if (/\/pkg\/rolecall\.[^/]*wasm$/.test(pathname)) seen.modules += 1;
  });
  client.on('Network.loadingFinished', ({ encodedDataLength }) => (seen.bytes += encodedDataLength));
  await page.waitForFunction(() => document.documentElement.matches('[data-awake]'));
  await page.waitForTimeout(1000);
  // The stream and the module of the first page came before counting began, or during the wait.
  seen.streams = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname === '/events').length || 1);
  seen.modules = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /\/pkg\/rolecall\.[^/]*wasm$/.test(name)).length);
  return { context, page, client, seen };
}

async function walk(kind) {
  const { context, page, client, seen } = await entered();
  if (kind !== '') await client.send('Network.emulateNetworkConditions', { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  const [times, bytes] = [[], []];
  for (const [what, heading] of STEPS) {
    const before = seen.bytes;
    times.push(await step(page, what, heading));
    await page.waitForTimeout(kind === '' ? 200 : 1500);
    bytes.push(seen.bytes - before);
  }
  if (seen.problems.length > 0) throw new Error(seen.problems.join('\n'));
  times.map((time, step) => [time, String(STEPS[step][1]), step + 1]).sort(([a], [b]) => b - a).slice(0, 4).forEach((slow) => console.error(`      ${slow.join(' ')}`));
  times.sort((a, b) => a - b);
  print(`navigation${kind}_p95_ms`, times[Math.floor(times.length * 0.95)].toFixed(1));
  if (kind === '') {
    print('document_loads', seen.documents);
    print('wasm_starts', seen.modules);
    print('event_streams_opened', seen.streams);
    bytes.sort((a, b) => a - b);
    print('navigation_bytes_median', bytes[Math.floor(bytes.length / 2)]);
  }
  await context.close();
}

/** How long a step takes until the new heading is in place, measured inside the page. */
async function step(page, what, heading) {
  await page.evaluate(() => {
    const main = () => document.querySelector('main');
    main().setAttribute('data-left', '');
    window.arrived = new Promise((done) => {
      const look = () => {
        if (main()?.matches(':not([data-left])') && main().querySelector('h1')) {
          observer.disconnect();
          clearTimeout(late);
          done(performance.now());
        }
      };
      const late = setTimeout(() => done(NaN), 10_000);
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true });
    });
    window.begun = undefined;
    window.steps?.abort();
    window.steps = new AbortController();
    const begin = () => (window.begun ??= performance.now());
    for (const name of ['click', 'popstate', 'submit']) addEventListener(name, begin, { capture: true, signal: window.steps.signal });
  });
  if (what === 'back') await page.goBack();
  else if (what === 'edit') {
    const job = page.getByLabel('Job title');
    await job.fill(`Teacher ${Date.now()}`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  } else await what(page).click();
  const took = await page.evaluate(async () => (await window.arrived) - window.begun);
  const found = await page.locator('h1').innerText();
  if (Number.isNaN(took) || !heading.test(found)) throw new Error(`${what} led to ${found} at ${page.url()}`);
  return took;
}

/** How much a tab grows in a thousand steps, the add form among them. */
async function thousand() {
  const { context, page, client, seen } = await entered();
  const round = [nav('Users'), inMain('a[href="/users/new"]'), nav('School'), nav('Roles')];
  const measured = async () => {
    for (let times = 0; times < 3; times += 1) await client.send('HeapProfiler.collectGarbage');
    const { usedSize } = await client.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
    const wasm = await page.evaluate(() => window.memoryOfModule?.buffer.byteLength ?? 0);
    return { bytes: usedSize + wasm, nodes, jsEventListeners };
  };
  let before;
  for (let count = 0; count < 100 + THOUSAND; count += 1) {
    if (count === 100) before = await measured();
    await step(page, round[count % round.length], /./);
    if (count % 4 === 1) await page.waitForFunction(() => document.querySelectorAll('leptos-island:not([data-awake=""])').length === 0);
  }
  const after = await measured();
  if (seen.problems.length > 0) throw new Error(seen.problems.join('\n'));
  print('tab_growth_mb_1000', ((after.bytes - before.bytes) / 1e6).toFixed(2));
  print('tab_nodes_grown', after.nodes - before.nodes);
  print('tab_listeners_grown', after.jsEventListeners - before.jsEventListeners);
  await context.close();
}

function print(name, value) {
  console.log(`${name}=${value}`);
}
