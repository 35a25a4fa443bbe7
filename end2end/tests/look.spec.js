// What the application looks like: its letters, its header, and the list of people on an ordinary screen.
import { expect, signInAs, test } from '../support/test.js';

const box = (locator) => locator.evaluate((element) => {
  const { top, bottom, left, right, height } = element.getBoundingClientRect();
  return { top, bottom, left, right, height };
});

test.describe('in a school of its own', () => {
  // A long name that another test has added may take one line in one font and two in the other.
  test.use({ baseURL: async ({ untouched }, use) => use(untouched.base) });

  test('letters that come late move nothing', async ({ page, scripts }, info) => {
    test.skip(!scripts || info.project.name === 'tablet', 'measured by scripts, on a wide screen');
    await signInAs(page, 'Account Owner');
    for (const path of ['/school', '/sign-in', '/users']) {
      let come;
      const held = new Promise((done) => (come = done));
      await page.route('**/*.woff2', async (route) => {
        await held;
        await route.continue().catch(() => {});
      });
      await page.goto(path, { waitUntil: 'commit' });
      // What comes in pieces moves too, on a busy machine, and so may what the scripts offer: only what the letters move counts.
      await page.waitForFunction(() => document.readyState !== 'loading' && performance.getEntriesByName('first-contentful-paint').length > 0 && document.documentElement.matches('[data-awake]'));
      // All of that has been drawn when the second frame begins.
      const from = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))));
      come();
      await page.waitForFunction(() => document.readyState === 'complete' && document.fonts.check('16px "Atkinson Hyperlegible Next"'));
      const moved = await page.evaluate(async (from) => {
        let moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput && entry.startTime >= from) moved += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        await new Promise((done) => setTimeout(done, 500));
        return moved;
      }, from);
      expect(moved, `what moved on ${path}`).toBeLessThan(0.01);
      await page.unroute('**/*.woff2');
    }
  });
});

test('the font is loaded once, from the page itself', async ({ page, scripts }) => {
  const asked = [];
  page.on('request', (request) => request.url().endsWith('.woff2') && asked.push(request.url()));
  await page.goto('/sign-in');
  if (scripts) await page.evaluate(() => document.fonts.ready);
  await expect.poll(() => asked.length).toBe(1);
  const font = await page.request.get(asked[0]);
  expect(font.headers()['cache-control']).toContain('immutable');
});

test('without the font everything works', async ({ page, trouble }) => {
  await page.route('**/*.woff2', (route) => route.fulfill({ status: 200, contentType: 'font/woff2', body: '' }));
  await signInAs(page, 'Account Owner');
  await page.goto('/users');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users');
  // The browser says that these are no fonts, and nothing else.
  expect(trouble.splice(0).filter((said) => !said.includes('.woff2'))).toEqual([]);
});

test('the header is one row for whoever has the most links', async ({ page }, info) => {
  test.skip(info.project.name === 'tablet', 'a tablet has a row for the navigation');
  await signInAs(page, 'Account Owner');
  // The last time with a long name for the school and for the person.
  for (const [width, isLong] of [[1024, false], [1100, false], [1280, false], [1920, false], [1024, true], [1280, true]]) {
    await page.setViewportSize({ width, height: 800 });
    if (isLong) {
      await page.locator('.shell-school').evaluate((school) => (school.textContent = 'St Bartholomew and All Saints Church of England Voluntary Aided Primary School'));
      await page.locator('.menu-name').evaluate((name) => (name.firstChild.textContent = 'Maximiliana-Alexandra Featherstonehaugh-Cholmondeley'));
    }
    const bar = await box(page.locator('.shell-bar'));
    expect(bar.height, `the header at ${width}`).toBeLessThan(64);
    const inside = page.locator('.shell-bar :is(.home, .shell-nav a, .find-open, .menu > summary)').filter({ visible: true });
    let before = 0;
    for (const part of await inside.all()) {
      const { top, bottom, left, right } = await box(part);
      expect(top >= bar.top && bottom <= bar.bottom && left >= before && right <= width, `${await part.innerText()} at ${width}`).toBe(true);
      before = right - 1;
    }
    const whole = isLong ? page.locator('.shell-nav a') : page.locator('.shell-nav a, .home-name, .shell-school, .menu-name, .menu-name small');
    expect(await whole.evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.textContent)), `cut short at ${width}`).toEqual([]);
    expect((await box(page.locator('.menu .avatar'))).height).toBe(36);
  }
});

test('on a phone the navigation is in the menu', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'Account Owner');
  const { height } = await box(page.locator('.shell-bar'));
  expect(height).toBeLessThan(64);
  await expect(page.getByRole('navigation', { name: 'Main', exact: true })).toHaveCount(0);
  const pages = page.getByRole('navigation', { name: 'Pages', exact: true });
  await expect(pages).toHaveCount(0);
  await page.locator('.menu > summary').focus();
  await page.keyboard.press('Enter');
  await expect(pages.getByRole('link', { name: 'School', exact: true })).toHaveAttribute('aria-current', 'page');
  await pages.getByRole('link', { name: 'Users' }).click();
  await page.waitForURL('**/users');
  await expect(pages).toHaveCount(0);
});

test('ten people are in sight, and what the list is sorted and filtered by stays there', async ({ page }, info) => {
  test.skip(info.project.name === 'tablet', 'a wide screen');
  await signInAs(page, 'Account Owner');
  await page.goto('/users');
  const rows = page.locator('.users tbody tr');
  // Other tests add people whose names or jobs take two lines: the row in the middle says how high rows are.
  const heights = await rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height).sort((a, b) => a - b));
  const height = heights[Math.floor(heights.length / 2)];
  expect(height).toBeLessThanOrEqual(46);
  expect((await box(rows.first())).top + 10 * height).toBeLessThanOrEqual(800);

  // So are those who can be invited.
  await page.goto('/users?status=invitation-expired');
  await expect(rows.first().getByRole('button')).toBeVisible();
  expect((await box(rows.first())).height).toBeLessThanOrEqual(46);

  // With every filter set, they are still one row.
  await page.goto('/users?role=full-edit&status=active&search=a');
  const fields = page.locator('.users .filter').locator('input:not([type=hidden]), select, button, .button');
  const tops = await fields.evaluateAll((fields) => fields.map((field) => Math.round(field.getBoundingClientRect().top)));
  expect(tops.length).toBeGreaterThan(5);
  expect(new Set(tops).size, `${tops}`).toBe(1);

  await page.goto('/users');
  await rows.nth(30).scrollIntoViewIfNeeded();
  await page.mouse.move(640, 500);
  await page.mouse.wheel(0, 700);
  await expect.poll(async () => (await box(page.locator('.users .filter'))).top).toBe(0);
  const filter = await box(page.locator('.users .filter'));
  const head = await box(page.locator('.users thead'));
  expect(Math.abs(head.top - filter.bottom)).toBeLessThanOrEqual(1);

  // Nothing that has the focus is behind them.
  const link = page.locator('.users tbody th a').nth(3);
  await link.focus();
  await expect.poll(async () => (await box(link)).top).toBeGreaterThanOrEqual(head.bottom);
});

test('a role has one code everywhere, also in forced colours and on paper', async ({ page }, info) => {
  test.skip(info.project.name === 'tablet', 'a wide screen');
  await signInAs(page, 'Account Owner');
  const colours = new Set();
  for (const path of ['/school', '/users?role=full-edit', '/roles', '/roles/present?role=full-edit', '/view-as']) {
    await page.emulateMedia({ forcedColors: 'none', media: 'screen' });
    await page.goto(path);
    const code = page.locator('.short').filter({ hasText: /^\s*FE\s*$/, visible: true }).first();
    colours.add(await code.evaluate((code) => getComputedStyle(code).backgroundColor));
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await code.evaluate((code) => getComputedStyle(code).borderTopStyle), path).toBe('solid');
    await page.emulateMedia({ forcedColors: 'none', media: 'print' });
    const [ink, paper] = await code.evaluate((code) => [getComputedStyle(code).color, getComputedStyle(code).backgroundColor]);
    expect([ink, paper], path).toEqual(['rgb(0, 0, 0)', 'rgba(0, 0, 0, 0)']);
  }
  expect([...colours]).toEqual(['rgb(43, 105, 171)']);
});
