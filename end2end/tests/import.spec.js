import { expect, signInAs, test } from '../support/test.js';

const list = (email) => ({
  name: 'staff.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Staff ID,Forename,Surname,Work Email,Post\r\n,Bethan,"Rowlands, née Price",${email},Cook\r\n,Wrong,Row,wrong at home,Cook\r\n`),
});

test('a list of staff is brought, matched, looked at and imported', async ({ page }) => {
  const email = `import${Date.now()}@hillside.example`;
  await signInAs(page, 'Account Owner');
  await page.goto('/users');
  await page.getByRole('link', { name: 'Import staff' }).click();
  await page.getByLabel('List of staff').setInputFiles(list(email));
  await page.getByRole('button', { name: 'Upload and match columns' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Match the columns');
  await expect(page.getByLabel('What “Post” holds')).toHaveValue('job_title');
  await page.getByLabel('What “Post” holds').selectOption('first_name');
  await page.getByRole('button', { name: 'Continue to preview' }).click();
  await page.getByRole('link', { name: /First name is matched to both/ }).click();
  await expect(page.getByLabel('What “Post” holds')).toBeFocused();
  await page.getByLabel('What “Post” holds').selectOption('job_title');
  await page.getByRole('button', { name: 'Continue to preview' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at what would change');
  const wrong = page.getByRole('row').filter({ hasText: 'Wrong Row' });
  await expect(wrong).toContainText('Enter an email address in the right format');
  await page.getByRole('button', { name: /^Confirm import/ }).click();
  await page.getByRole('link', { name: 'Choose a role for everybody else' }).click();
  await page.getByLabel('Everybody else').selectOption('minimal-read-only');
  await page.getByRole('button', { name: 'Keep what I decided' }).click();
  await page.getByRole('link', { name: 'New', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Bethan' })).toContainText('Minimal Read-only');
  await page.getByRole('button', { name: /^Confirm import/ }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import finished');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the result' }).click();
  expect((await download).suggestedFilename()).toBe('import-result.csv');
  await page.goto(`/users?search=${encodeURIComponent(email)}`);
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Bethan Rowlands, née Price');
});

test('many are invited at once, and only who lacks the role is listed', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/users/invite?product=comms-hub&role=full-read-only');
  const first = page.getByRole('checkbox').first();
  const name = (await first.getAttribute('id')).replace('invite-', '');
  await first.check();
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await expect(page.getByRole('main')).toContainText('another role');
  await expect(page.locator(`#invite-${name}`)).toHaveCount(0);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await expect(page.getByRole('alert')).toContainText('Tick the people to invite');
});
