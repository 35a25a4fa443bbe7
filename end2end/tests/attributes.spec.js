// Attributes: defined in the settings, filled in for people, and used as filters.
import { expect, signInAs, test } from '../support/test.js';
import { openSomebody, openTab } from '../support/pages.js';

test.beforeEach(async ({ page }) => signInAs(page, 'Account Owner'));

const main = (page) => page.getByRole('main');
const save = (page) => page.getByRole('button', { name: 'Save', exact: true }).click();

/** A unique name, because tests share a demonstration. */
const fresh = (name) => `${name} ${Math.floor(Math.random() * 1e9)}`;

async function addAttribute(page, { name, kind, answers }) {
  await page.goto('/settings/attributes');
  await page.getByLabel('Name', { exact: false }).fill(name);
  await page.getByLabel('Kind of answer').selectOption(kind);
  if (answers) await page.getByLabel('Answers to choose from').fill(answers.join('\n'));
  await page.getByRole('button', { name: 'Add attribute' }).click();
  await page.waitForURL('**/settings/attributes?done=added&about=*');
}

test('an attribute is added, filled in on the page of a person in two steps, and finds them in Users', async ({ page, scripts }) => {
  const [name, last] = [fresh('House'), `Ashdown${Math.floor(Math.random() * 1e9)}`];
  await addAttribute(page, { name, kind: 'choice', answers: ['Oak', 'Ash'] });
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Oak, Ash');

  await openSomebody(page, { last });
  await page.getByLabel(name).selectOption('Ash');
  await page.getByLabel('Job title').fill('Librarian');
  await save(page);
  const review = page.getByRole('table', { name: 'What will change' });
  await expect(review.getByRole('row').filter({ hasText: name })).toContainText('Nothing');
  await expect(review.getByRole('row').filter({ hasText: name })).toContainText('Ash');
  await expect(review.getByRole('row').filter({ hasText: 'Job title' })).toContainText('Librarian');
  await page.getByRole('button', { name: 'Go back and change something' }).click();
  await expect(page.getByLabel(name)).toHaveValue('Ash');
  await save(page);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(/saved=1$/);
  await expect(page.getByLabel(name)).toHaveValue('Ash');
  await openTab(page, 'History');
  await expect(page.locator('[data-region="history"]')).toContainText('Attributes were filled in');

  await page.goto('/users');
  await page.getByLabel('Attribute', { exact: true }).selectOption({ label: `${name}: Ash` });
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/users?*attribute=*');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.locator('tbody tr')).toContainText(last);
  await page.getByLabel('Attribute', { exact: true }).selectOption({ label: `${name}: Oak` });
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await expect(main(page)).toContainText('Nobody matches');
});

test('what is too long is said above the form and beside its field, and kept', async ({ page }) => {
  const name = fresh('Licence');
  await addAttribute(page, { name, kind: 'text' });
  await openSomebody(page);
  await page.getByLabel(name).fill('x'.repeat(201));
  await save(page);
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(`${name} must be 200 characters or fewer`);
  await expect(page.getByLabel(name)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel(name)).toHaveValue('x'.repeat(201));
  await expect(page).toHaveTitle(/^Error: /);
});

test('attributes are moved with one button after another, retired and brought back', async ({ page }) => {
  const name = fresh('Choir');
  await addAttribute(page, { name, kind: 'tick' });
  const rows = page.locator('tbody tr');
  const place = async () => (await rows.locator('th').allInnerTexts()).findIndex((text) => text.includes(name));
  const last = await place();
  await page.getByRole('button', { name: `Move up ${name}` }).click();
  await page.waitForURL('**way=up');
  await expect.poll(place).toBe(last - 1);
  // The button still has the focus.
  await expect(page.getByRole('button', { name: `Move up ${name}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(async () => expect(await place()).toBe(last - 2)).toPass();

  await page.getByRole('button', { name: `Retire ${name}` }).click();
  await expect(main(page)).toContainText('is retired: it is not asked for any more');
  await openSomebody(page);
  const person = page.url();
  await expect(page.getByLabel(name)).toHaveCount(0);
  await page.goto('/settings/attributes');
  await page.getByRole('button', { name: `Bring back ${name}` }).click();
  await expect(main(page)).toContainText('is back, with everything that was known');
  await page.goto(person);
  await expect(page.getByLabel(name)).toHaveCount(1);
});
