// A child: from one's own children to how one of them does, what is due, and a page of marks as a file.
import { expect, signInAs, test } from '../support/test.js';

const heading = (page) => page.getByRole('heading', { level: 1 });

/** Opens the first of one's own children from the School page; gives their name. */
async function openOwnChild(page) {
  const child = page.locator('#my-key-children .names a').first();
  const name = await child.innerText();
  await child.click();
  await expect(heading(page)).toHaveText(name);
  return name;
}

test('a teacher comes from their children to what is due, and to one child', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await expect(page.locator('#due')).toContainText(/(marks? of .+ still to be entered|Every mark of .+ is entered)/);
  const due = page.locator('#due a').first();
  const subject = (await due.innerText()).split(':')[0];
  await due.click();
  await expect(heading(page)).toHaveText('Markbook');
  await expect(page.locator('#subject option:checked')).toHaveText(subject);
  await expect(page.locator('#group option:checked')).toHaveText('My children');
  await page.goto('/school');
  const name = await openOwnChild(page);
  await expect(page.getByText('You are their key worker.')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Reading: from .+ to .+/ })).toBeVisible();
  await expect(page.locator('#marks-over-time tbody').first()).toContainText('Reading');
  await page.getByRole('link', { name: 'Record an observation' }).first().click();
  await expect(heading(page)).toHaveText('Record an observation');
  await expect(page.getByRole('checkbox', { name })).toBeChecked();
});

test('a changed mark is in the child’s history, with who changed it', async ({ page, scripts }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/markbook?group=class.Rowan&kind=summative&subject=science');
  if (scripts) await expect(page.locator('#markbook')).toHaveAttribute('data-ready');
  const row = page.locator('table.marks tbody tr').first();
  const child = (await row.locator('th bdi').innerText()).trim();
  const field = row.locator('input.mark').first();
  const before = await field.inputValue();
  const after = before === 'JA' ? 'SA' : 'JA';
  await field.fill(after);
  await field.press('Enter');
  const save = page.getByRole('button', { name: 'Save marks' });
  if (await save.isVisible()) await expect(page).toHaveURL(/saved=1/);
  else await expect(field).toHaveAttribute('data-state', 'saved');
  await page.goto('/pupils?class=Rowan');
  const [first, last] = [child.split(' ')[0], child.split(' ').slice(1).join(' ')];
  await page.getByRole('link', { name: `${last}, ${first}` }).click();
  await expect(heading(page)).toHaveText(child);
  await page.getByText('History of marks').click();
  await expect(page.locator('.child-changes li').first()).toContainText(`Science, Autumn 1`);
  await expect(page.locator('.child-changes li').first()).toContainText(after);
});

test('who may takes a page of marks out as a file, and nobody else', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await page.goto('/markbook?group=class.Hazel&kind=summative&subject=reading');
  const href = await page.getByRole('link', { name: 'Export as CSV' }).getAttribute('href');
  const file = await page.request.get(href);
  expect(file.headers()['content-disposition']).toMatch(/attachment; filename="hillside-primary-school-summative-marks-hazel-reading-/);
  const lines = (await file.text()).trim().split('\r\n');
  expect(lines[0]).toMatch(/Pupil,.*Autumn 1,Autumn 2,Spring 1/);
  expect(lines.length).toBe((await page.locator('table.marks tbody tr').count()) + 1);
  await page.context().clearCookies();
  await signInAs(page, 'Partial Edit');
  await page.goto('/markbook?group=class.Hazel&kind=summative&subject=reading');
  await expect(page.getByRole('link', { name: 'Export as CSV' })).toHaveCount(0);
  expect((await page.request.get(href)).status()).toBe(403);
});

test('a governor is refused a child’s page', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Full Edit');
  await page.goto('/school');
  const href = await page.locator('#my-key-children .names a').first().getAttribute('href');
  const theirs = await anotherBrowser();
  await signInAs(theirs, 'Minimal Read-only');
  const answer = await theirs.goto(href);
  expect(answer.status()).toBe(403);
  await expect(heading(theirs)).not.toHaveText(/,/);
});

/** Opens the last child of a class; gives their first name and address. */
async function openLastOf(page, group) {
  await page.goto(`/pupils?class=${group}`);
  const link = page.locator('tbody a[href^="/pupils/"]').last();
  const [last, first] = (await link.innerText()).split(', ');
  await link.click();
  await expect(heading(page)).toHaveText(`${first} ${last}`);
  return { first, name: `${last}, ${first}`, path: new URL(page.url()).pathname };
}

test('an admin says that a child has left, and that they are back', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  const { first, name, path } = await openLastOf(page, 'Beech');
  await page.getByText(`Say that ${first} has left`).click();
  await page.getByLabel('Date of leaving').fill('1999-01-01');
  const leaves = page.getByRole('button', { name: `Yes, ${first} leaves on this day` });
  await leaves.click();
  await expect(page.getByRole('link', { name: /^Enter a date from/ })).toBeVisible();
  await page.getByLabel('Date of leaving').fill(new Date().toISOString().slice(0, 10));
  await leaves.click();
  await expect(page.getByText(`The leaving date of ${first} was saved.`)).toBeVisible();
  await expect(page.getByText(new RegExp(`^${first} left on `))).toBeVisible();
  await page.goto('/pupils?class=Beech');
  await expect(page.getByRole('link', { name })).toHaveCount(0);
  await page.goto('/markbook?group=class.Beech&kind=summative&subject=reading');
  const row = page.locator('table.marks tbody tr').last();
  await expect(row.locator('th')).toContainText('Left on ');
  await expect(row.locator('input')).toHaveCount(0);
  await page.goto('/pupils?class=Beech&left=1');
  await page.getByRole('link', { name }).click();
  await expect(page).toHaveURL(new RegExp(path));
  await page.getByRole('button', { name: `${first} is back` }).click();
  await expect(page.getByText(`${first} is at your school`)).toBeVisible();
  await page.goto('/pupils?class=Beech');
  await expect(page.getByRole('link', { name })).toHaveCount(1);
});

test('the home contact is corrected by people who may share, and nobody else sees it', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Full Edit');
  const { path } = await openLastOf(page, 'Willow');
  const home = page.locator('#home');
  await home.getByText(/^(Correct the|Add an) address$/).click();
  await home.getByLabel('Home contact').fill('no address');
  await home.getByRole('button', { name: 'Save the address' }).click();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await home.getByLabel('Home contact').fill('corrected@homes.example');
  await home.getByRole('button', { name: 'Save the address' }).click();
  await expect(page.getByText(/^The home contact of .+ was saved\.$/)).toBeVisible();
  await expect(home).toContainText('corrected@homes.example');
  const colleague = await anotherBrowser();
  await signInAs(colleague, 'Partial Edit');
  await colleague.goto(path);
  await expect(colleague.locator('#about')).toBeVisible();
  await expect(colleague.locator('#home')).toHaveCount(0);
  expect(await colleague.content()).not.toContain('corrected@homes.example');
});
