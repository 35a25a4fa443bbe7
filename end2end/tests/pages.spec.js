// Every page, by the same standards: no axe findings, valid HTML, no sideways scrolling, large touch targets, no
// placeholders.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';
import { expect, signInAs, test } from '../support/test.js';
import { OPEN_PAGES, PAGES, addressOf, viewAs } from '../support/pages.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// The pages are many, and none needs another.
test.describe.configure({ mode: 'parallel' });

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a theme can change. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Leptos decides how it writes void elements, boolean attributes and placeholder comments.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'long-title': 'off',
    'doctype-style': 'off',
    'no-raw-characters': 'off',
    'attr-quotes': 'off',
    'require-sri': 'off',
    'no-implicit-button-type': 'off',
    'script-type': 'off',
    'prefer-native-element': 'off',
    'wcag/h30': 'error',
    // Features are addressed by their codes, which contain slashes.
    'valid-id': ['error', { relaxed: true }],
    // Checkboxes with one name, and the hidden fields that carry more of their values, are one list on the server.
    'form-dup-name': 'off',
    'no-redundant-role': 'off',
    'tel-non-breaking': 'off',
    'valid-autocomplete': 'off',
  },
});

async function measure(page, path, { scripts, tablet }) {
  if (scripts) {
    const own = page.viewportSize();
    const phone = { width: 390, height: 844 };
    const looks = tablet
      ? [{ colorScheme: 'light' }, { colorScheme: 'dark' }]
      : [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { colorScheme: 'light', size: phone }, { forcedColors: 'active' }];
    for (const { size, ...look } of looks) {
      await page.emulateMedia({ colorScheme: null, forcedColors: null, ...look, reducedMotion: 'reduce' });
      await page.setViewportSize(size ?? own);
      // Through the browser's tooling interface, because the page's policy rightly blocks foreign scripts.
      await page.evaluate(axe);
      // In forced colours the reader's system chooses the colours, and puts a plate behind text that axe does not see.
      const options = { runOnly: look.colorScheme === 'dark' ? COLOURS : RULES, rules: { 'color-contrast': { enabled: !look.forcedColors } } };
      const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target).join(', ')}`), `axe on ${path}, ${JSON.stringify({ size, ...look })}`).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: null });
    await page.setViewportSize(own);
    if (tablet) {
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button]')]
          .filter((element) => {
            const box = element.getBoundingClientRect();
            const label = element.labels?.[0]?.getBoundingClientRect();
            const height = Math.max(box.height, label?.height ?? 0);
            return box.width > 1 && height < 44 && getComputedStyle(element).display !== 'inline' && element.checkVisibility();
          })
          .map((element) => element.outerHTML.slice(0, 120)),
      );
      expect(small, `too small to touch on ${path}`).toEqual([]);
    }
    const { width, height } = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `sideways at 320 px on ${path}`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width, height });
  } else {
    await expect(page.getByText(/^(Loading|Counting|Fetching) /), `a waiting text on ${path}`).toHaveCount(0);
    // Leptos writes `<!>` as a placeholder, an empty comment to browsers.
    const sent = (await (await page.request.get(path)).text()).replaceAll('<!>', '');
    const report = await html.validateString(sent);
    const said = report.results.flatMap((result) => result.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
    expect(said, `HTML of ${path}`).toEqual([]);
  }
}

test('pages for everybody', async ({ page, scripts }, info) => {
  test.setTimeout(180_000);
  for (const path of OPEN_PAGES) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await measure(page, path, { scripts, tablet: info.project.name === 'tablet' });
  }
});

for (const { path: about, role, view } of PAGES) {
  test(`${about} as ${role}${view ? `, viewing as ${view}` : ''}`, async ({ page, scripts }, info) => {
    test.setTimeout(120_000);
    await signInAs(page, role);
    if (view) await viewAs(page, view);
    const path = await addressOf(page, about);
    const answer = await page.goto(path);
    // A reader who views as a role looks at what that role is refused.
    expect(answer.status()).toBe(view ? 403 : 200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(answer.headers()['content-security-policy']).toContain("script-src 'self' 'nonce-");
    await measure(page, path, { scripts, tablet: info.project.name === 'tablet' });
  });
}

test('each page says in the tab what it is, also when it is reached by a link', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await expect(page).toHaveTitle(/^.+ – Rolecall$/);
  const nav = page.getByRole('navigation', { name: 'Main' });
  const links = await nav.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const titles = new Set([await page.title()]);
  for (const link of links) {
    const before = await page.title();
    if (new URL(page.url()).pathname === link) continue;
    await nav.locator(`a[href="${link}"]`).click();
    await page.waitForURL(`**${link}`);
    await expect(page).not.toHaveTitle(before);
    await expect(page).toHaveTitle(/^.+ – Rolecall$/);
    titles.add(await page.title());
  }
  expect(titles.size).toBe(links.length);
  expect(links.length).toBeGreaterThan(3);
});

test('each step of an import', async ({ page, scripts }, info) => {
  test.setTimeout(240_000);
  const step = async (heading) => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await measure(page, page.url(), { scripts, tablet: info.project.name === 'tablet' });
  };
  await signInAs(page, 'Account Owner');
  const example = await (await page.request.get('/demo/staff.csv')).body();
  await page.goto('/users/import');
  await page.getByLabel('List of staff').setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: example });
  await page.getByRole('button', { name: 'Upload and match columns' }).click();
  await page.waitForURL(/\/users\/import\/[0-9a-f]+/);
  // A file with the columns of the previous one opens with its preview.
  await page.goto(`${new URL(page.url()).pathname}?columns=1`);
  await step('Match the columns');
  await page.getByRole('button', { name: 'Continue to preview' }).click();
  await step('Check what would change');
  for (const group of ['Who is this?', 'Needs correcting', 'Not in the file']) {
    await page.getByRole('link', { name: group, exact: true }).click();
    await expect(page.getByRole('heading', { level: 2, name: group })).toBeVisible();
    await step('Check what would change');
  }
  await page.getByLabel('Everybody else').selectOption('minimal-read-only');
  await page.getByRole('button', { name: /^(Import|Finish)/ }).click();
  await step('Import finished');
});
