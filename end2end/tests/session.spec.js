import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { addUser, chooseRole, fillUser, openForm, openTab } from '../support/pages.js';

/** Keeps the page from learning that its session has ended, as when a connection drops. */
const deaf = async (page) => {
  for (const path of ['**/events', '**/session?*']) await page.route(path, (route) => route.fulfill({ status: 503 }));
};

/** Signs in as another person with the same browser, in another tab. */
const somebodyElse = async (context) => {
  const tab = await context.newPage();
  await signInAs(tab, 'Account Owner');
  await tab.close();
};

test('what was typed when a session ended is offered after signing in again', async ({ page, context, scripts }) => {
  const email = freshEmail('kept');
  await deaf(page);
  await signInAs(page, 'Account Admin');
  await openForm(page, scripts);
  await fillUser(page, { first: 'Kept', last: 'Words', email, role: 'full-edit' });

  await somebodyElse(context);
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('What you typed is kept');

  await signInAs(page, 'Account Admin');
  await page.goto('/users/new');
  await expect(page.getByLabel('Email address')).toHaveValue(email);
  await expect(page.getByLabel('First name')).toHaveValue('Kept');
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('Kept Words was added');
});

test('what was changed on a person\'s page when a session ended is filled in after signing in again', async ({ page, context }) => {
  await deaf(page);
  await signInAs(page, 'Account Admin');
  await addUser(page, { first: 'Lasting', last: 'Change', email: freshEmail('lasting'), role: 'full-edit' });
  await page.getByRole('link', { name: /^Open .*’s page$/ }).click();
  await page.getByLabel('Job title').fill('Librarian');
  await somebodyElse(context);
  const address = new URL(page.url()).pathname;

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('What you typed is kept');
  await signInAs(page, 'Account Admin');
  await page.goto(address);
  await expect(page.getByRole('main')).toContainText('What you typed before is filled in');
  await expect(page.getByLabel('Job title')).toHaveValue('Librarian');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Job title' })).toContainText('Librarian');
});

test('the role chosen for a person when a session ended is filled in on the page of their roles', async ({ page, context }) => {
  await deaf(page);
  await signInAs(page, 'Account Admin');
  await addUser(page, { first: 'Rolling', last: 'Change', email: freshEmail('rolling'), role: 'full-edit' });
  await page.getByRole('link', { name: /^Open .*’s page$/ }).click();
  await openTab(page, 'Roles');
  await chooseRole(page, 'minimal-edit');
  await somebodyElse(context);
  const address = new URL(page.url()).pathname;

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('What you typed is kept');
  await signInAs(page, 'Account Admin');
  // The details are another part of the form, and leave the draft where it is.
  await page.goto(address.replace('/roles', ''));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rolling Change');
  await page.goto(address);
  await expect(page.getByRole('main')).toContainText('What you typed before is filled in');
  await expect(page.locator('input[name="role"][value="minimal-edit"]')).toBeChecked();
});

test('what was chosen for a role when a session ended is filled in after signing in again', async ({ page, context }) => {
  const [notes, documents] = ['juniper-mis/pupils/pupils-notes', 'juniper-mis/pupils/pupils-documents'];
  await deaf(page);
  await signInAs(page, 'Account Admin');
  await page.goto('/roles/manage/partial-read-only');
  const opened = async (code) => {
    const fold = page.locator('details', { has: page.locator(`[id="${code}"]`) }).first();
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
    return page.locator(`[id="${code}"]`);
  };
  await (await opened(notes)).selectOption('allow');
  await (await opened(documents)).selectOption('deny');
  await somebodyElse(context);
  await page.getByRole('button', { name: 'See what changes' }).click();
  await expect(page.getByRole('main')).toContainText('You are signed in as');
  await expect(page.getByRole('main')).toContainText('What you typed is kept');

  await signInAs(page, 'Account Admin');
  await page.goto('/roles/manage/partial-read-only');
  await expect(page.getByRole('main')).toContainText('What you typed before is filled in');
  await expect(await opened(notes)).toHaveValue('allow');
  await expect(await opened(documents)).toHaveValue('deny');
  // Nothing is saved yet, and the draft is given once.
  await page.goto('about:blank');
  await page.goto('/roles/manage/partial-read-only');
  await expect(page.getByRole('main')).not.toContainText('What you typed before');
  await expect(await opened(notes)).toHaveValue('');
});

test('a page that needs somebody signed in leads there and back', async ({ page }) => {
  await page.goto('/users?sort=email');
  await page.waitForURL('**/sign-in?next=*');
  await expect(page.locator('input[name="next"]')).toHaveValue('/users?sort=email');
});

test('a wrong password says so without saying which half was wrong', async ({ page }) => {
  for (const email of ['nobody@hillside.example', 'also-nobody@hillside.example']) {
    await page.goto('/sign-in');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill('Wrong-Horse-1');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('Email or password is not right');
    await expect(page.getByLabel('Email address')).toHaveValue(email);
  }
});
