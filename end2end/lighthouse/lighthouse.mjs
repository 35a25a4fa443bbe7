// Runs Lighthouse as a phone on the pages that people open most, and prints `name=number`: the lowest of their performance
// scores, each the median of several runs. The slowdown is set for this machine, so that the phone is the same everywhere.
//   node lighthouse.mjs http://127.0.0.1:PORT [runs]     (a server of the demonstration; the machine idle)
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';

const base = process.argv[2];
const RUNS = Number(process.argv[3] ?? 5);

/** Pages, and who opens them; nobody for the sign-in page. */
const PAGES = [
  ['sign-in', null, () => '/sign-in'],
  ['school', 'Account Admin', () => '/school'],
  ['users', 'Account Admin', () => '/users'],
  ['add-user', 'Account Admin', () => '/users/new'],
  ['roles', 'Account Admin', () => '/roles'],
  ['person', 'Account Admin', (page) => first(page, '/users?role=full-edit', 'tbody th a[href^="/users/"]')],
  ['my-children', 'Full Edit', () => '/school'],
  ['markbook', 'Full Edit', () => '/markbook'],
];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const slowdown = await calibrated();
  console.error(`      slowdown ${slowdown.toFixed(2)}`);
  let [holder, lowest] = [null, 100];
  for (const [name, who, find] of PAGES) {
    const page = await browser.newPage();
    if (who !== holder) {
      await (await page.createCDPSession()).send('Network.clearBrowserCookies');
      if (who) await signIn(page, who);
      holder = who;
    }
    const path = await find(page);
    await page.close();
    const scores = [];
    for (let run = 0; run < RUNS; run += 1) scores.push(await score(path, slowdown));
    scores.sort((a, b) => a - b);
    const median = scores[Math.floor(scores.length / 2)];
    console.error(`      ${name} ${scores.join(' ')}`);
    lowest = Math.min(lowest, median);
  }
  console.log(`lighthouse_mobile_min=${lowest}`);
} finally {
  await browser.close();
}

async function run(path, slowdown) {
  const page = await browser.newPage();
  try {
    const { lhr } = await lighthouse(base + path, {
      onlyCategories: ['performance'],
      output: 'json',
      logLevel: 'error',
      throttling: { rttMs: 150, throughputKbps: 1638.4, cpuSlowdownMultiplier: slowdown },
    }, undefined, page);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await page.close();
  }
}

async function score(path, slowdown) {
  const lhr = await run(path, slowdown);
  return Math.round(lhr.categories.performance.score * 100);
}

/**
 * How much slower than this machine a phone of the middle is: Lighthouse's index of this machine, divided by that of such
 * a phone as its documentation on throttling describes it.
 */
async function calibrated() {
  const indices = [];
  for (let time = 0; time < 5; time += 1) indices.push((await run('/sign-in', 1)).environment.benchmarkIndex);
  indices.sort((a, b) => a - b);
  const index = indices[2];
  console.error(`      benchmark index ${Math.round(index)}`);
  if (index >= 1300) return 3 + (index - 1300) / 233;
  if (index >= 800) return 2 + (index - 800) / 500;
  return 1 + Math.max(0, index - 150) / 650;
}

async function signIn(page, role) {
  await page.goto(`${base}/sign-in`);
  const forms = await page.$$('form[action="/demo/sign-in"]');
  for (const form of forms) {
    if ((await form.evaluate((form) => form.textContent)).includes(role)) {
      const [button] = await form.$$('button');
      await Promise.all([page.waitForNavigation(), button.click()]);
      return;
    }
  }
  throw new Error(`nobody has the role ${role}`);
}

async function first(page, path, selector) {
  await page.goto(base + path);
  return page.$eval(selector, (link) => link.getAttribute('href'));
}
