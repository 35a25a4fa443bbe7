// The live permission preview: what a role includes is visible before it is given.
import { expect, signInAs, test } from '../support/test.js';
import { chooseRole, openForm } from '../support/pages.js';

test.beforeEach(async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await openForm(page, scripts);
});

/** Chooses a role and makes the preview show it: immediately with scripts, with its button without. */
async function look(page, scripts, role) {
  const before = await page.locator('.preview-summary').innerText();
  await chooseRole(page, role);
  if (!scripts) await page.getByRole('button', { name: 'Show what this changes' }).click();
  await expect(page.locator('.preview-summary')).not.toHaveText(before);
  return page.locator('.preview-summary').innerText();
}

const count = (text, word) => Number(new RegExp(`${word} (\\d+)`).exec(text)?.[1] ?? 0);

test('another role marks the difference, and the marks add up to what is said', async ({ page, scripts }) => {
  expect(await look(page, scripts, 'full-edit')).toMatch(/^\d+ of 169 permissions in 5 products$/);
  const preview = page.locator('.preview');
  await expect(preview.locator('.line.gain, .line.loss')).toHaveCount(0);
  for (const [role, sentence] of [
    ['minimal-read-only', /^Minimal Read-only instead of Full Edit: /],
    ['partial-edit', /^Partial Edit instead of Minimal Read-only: /],
  ]) {
    const said = await look(page, scripts, role);
    expect(said).toMatch(sentence);
    const [gains, loses] = [count(said, 'gains'), count(said, 'loses')];
    expect(gains + loses).toBeGreaterThan(0);
    // Changes are visible without unfolding anything, before everything else.
    await expect(preview.locator('.line.gain:visible')).toHaveCount(gains);
    await expect(preview.locator('.line.loss:visible')).toHaveCount(loses);
    // Each product and each area counts its changes.
    const counted = await preview.locator('details:has(> summary > .change)').evaluateAll((parts) =>
      parts.flatMap((part) =>
        [['gain', ':not(.change-loss)'], ['loss', '.change-loss']].map(([what, sign]) => {
          const shown = part.querySelector(`:scope > summary > .change${sign}`);
          // Lines in a folded area are not updated until it is unfolded; nothing changes in them.
          const lines = [...part.querySelectorAll(`.line.${what}`)].filter((line) => line.closest('.preview-area').open);
          return [shown.hidden ? 0 : Number(/\d+/.exec(shown.textContent)?.[0]), lines.length];
        }),
      ),
    );
    expect(counted.length).toBeGreaterThan(10);
    for (const [shown, lines] of counted) expect(shown).toBe(lines);
    const areas = await preview.locator('.preview-product').first().locator('.preview-area').evaluateAll((all) => all.map((area) => area.open));
    expect(areas).toEqual([...areas].sort((a, b) => Number(b) - Number(a)));
  }
  await look(page, scripts, 'minimal-read-only');
  await expect(preview).toContainText("Pupils' names and dates of birth are anonymised");
});

test('what was folded while roles changed says how it stands when it is unfolded', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts every choice is drawn anew');
  const folded = page.locator('.preview-product:not([open]) > summary, .preview-product[open] .preview-area:not([open]) > summary');
  const unfold = async () => {
    // Products first, then the areas inside them.
    for (const _ of ['product', 'area']) await folded.evaluateAll((all) => all.forEach((summary) => summary.click()));
    await expect(folded).toHaveCount(0);
  };
  const lines = () => page.locator('.preview .line:visible').evaluateAll((all) => all.map((line) => `${line.className}: ${line.children[1].textContent}`).sort());
  const choose = async (roles) => {
    for (const role of roles) await look(page, scripts, role);
  };
  await choose(['partial-edit', 'minimal-read-only', 'full-edit', 'full-read-only']);
  await unfold();
  const late = await lines();
  expect(late).toHaveLength(169);

  // The same with everything unfolded at every step.
  await openForm(page, scripts);
  for (const role of ['full-edit', 'full-read-only']) {
    await choose([role]);
    await unfold();
  }
  await expect.poll(lines).toEqual(late);
});

test('roles that are the same say so', async ({ page, scripts }) => {
  await look(page, scripts, 'partial-edit');
  await expect(page.locator('.preview')).toContainText('Partial Edit and Minimal Edit can do exactly the same in Sonar Tracker');
  expect(await look(page, scripts, 'minimal-edit')).toContain('instead of Partial Edit');
});

test('each line says why on demand, and what is to be confirmed says what applies meanwhile', async ({ page, scripts }) => {
  await look(page, scripts, 'full-edit');
  const unsure = page.locator('.preview .line.unsure').first();
  await expect(unsure).toContainText(/to be confirmed: (for now|not until)/);
  const area = unsure.locator('xpath=ancestor::details[contains(@class, "preview-area")]');
  if (!(await area.evaluate((details) => details.open))) await area.locator('summary').first().click();
  const why = unsure.locator('details.reason-details');
  await why.locator('summary').click();
  await expect(why.locator('div')).toBeVisible();
  await expect(why.locator('div')).toHaveText(/\w+ \w+ \w+/);
});

test('another role in one product changes that product only', async ({ page, scripts }) => {
  await look(page, scripts, 'partial-edit');
  await page.getByText('Different roles in other products').click();
  await page.getByLabel('Portal', { exact: true }).selectOption('full-edit');
  if (!scripts) await page.getByRole('button', { name: 'Show what this changes' }).click();
  await expect(page.locator('.preview-summary')).toHaveText(/^Full Edit instead of Partial Edit in Portal: /);
  await expect(page.locator('.preview-head')).toContainText('Partial Edit, but Full Edit in Portal');
  const changed = page.locator('.preview-product').filter({ has: page.locator('.line.gain, .line.loss') });
  await expect(changed).toHaveCount(1);
  await expect(changed).toContainText('Portal');
});

test('a role is compared without asking the server for anything', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts the server draws the preview');
  await look(page, scripts, 'full-edit');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const role of ['minimal-read-only', 'partial-read-only', 'full-read-only', 'minimal-edit', 'full-edit']) await look(page, scripts, role);
  expect(asked).toEqual([]);
  await expect(page.locator('.preview-summary')).toHaveAttribute('aria-live', 'polite');
});
