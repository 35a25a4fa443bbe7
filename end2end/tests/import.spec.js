import { expect, signInAs, test } from '../support/test.js';

/** A file whose columns no earlier file had, so that they are matched by their names. */
const list = (rows) => ({
  name: 'staff.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Staff ID,Forename,Surname,Work Email,Post,Note ${Date.now()}${Math.random()}\r\n${rows.join('\r\n')}\r\n`),
});

const upload = async (page, file) => {
  await page.goto('/users/import');
  await page.getByLabel('List of staff').setInputFiles(file);
  await page.getByRole('button', { name: 'Upload and match columns' }).click();
};

test('a list of staff is uploaded, matched, checked and imported', async ({ page }) => {
  const email = `import${Date.now()}@hillside.example`;
  await signInAs(page, 'Account Owner');
  await upload(page, list([`,Bethan,"Rowlands, née Price",${email},Cook`, ',Wrong,Row,wrong at home,Cook', ',Left,Over,still wrong,Cook']));

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Match the columns');
  await expect(page.getByLabel('What “Post” holds')).toHaveValue('job_title');
  await page.getByLabel('What “Post” holds').selectOption('first_name');
  await page.getByRole('button', { name: 'Continue to preview' }).click();
  await page.getByRole('link', { name: /First name is matched to both/ }).click();
  await expect(page.getByLabel('What “Post” holds')).toBeFocused();
  await page.getByLabel('What “Post” holds').selectOption('job_title');
  await page.getByRole('button', { name: 'Continue to preview' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what would change');
  // Corrects a cell in place.
  const wrong = page.getByRole('row').filter({ hasText: 'Wrong Row' });
  await expect(wrong).toContainText('“wrong at home” has no @ sign');
  await wrong.getByLabel('Work Email in row 3').fill(`right${email}`);
  await page.getByRole('button', { name: 'Save my choices' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Wrong Row' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Import 2, skip 1 row' }).click();
  await page.getByRole('link', { name: 'Choose a role for everybody else' }).click();
  await page.getByLabel('Everybody else').selectOption('minimal-read-only');
  // Decisions sent with the button are applied.
  await page.getByRole('button', { name: 'Import 2, skip 1 row' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import finished');
  await expect(page.getByRole('main')).toContainText('2 added, 1 skipped');
  await expect(page.getByRole('row').filter({ hasText: 'Bethan' })).toContainText('Role: Minimal Read-only');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the result' }).click();
  expect((await download).suggestedFilename()).toBe('import-result.csv');
  await page.goto(`/users?search=${encodeURIComponent(email)}`);
  await expect(page.getByRole('row').filter({ hasText: 'Bethan' })).toContainText('Bethan Rowlands, née Price');
});

test('one sign alone is a question, with both people side by side', async ({ page }) => {
  const mark = `q${Date.now()}`;
  await signInAs(page, 'Account Owner');
  const first = (name, email) => list([`${mark},${name},Pine,${email}@hillside.example,Cook`]);
  await upload(page, first('Ada', `ada.${mark}`));
  await page.getByRole('button', { name: 'Continue to preview' }).click();
  await page.getByLabel('Everybody else').selectOption('minimal-read-only');
  await page.getByRole('button', { name: /^Import 1/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import finished');

  await upload(page, list([`${mark},Greta,Moor,greta.${mark}@hillside.example,Cook`]));
  await page.getByRole('button', { name: 'Continue to preview' }).click();
  await expect(page.getByRole('main')).toContainText('Row 2 has Ada Pine’s MIS id and another name and address. Who is this?');
  const addresses = page.getByRole('row').filter({ hasText: 'Email address' });
  await expect(addresses).toContainText(`greta.${mark}@hillside.example`);
  await expect(addresses).toContainText(`ada.${mark}@hillside.example`);
  await page.getByRole('combobox', { name: 'Who is Greta Moor in row 2?' }).selectOption('new');
  await page.getByRole('button', { name: 'Save my choices' }).click();
  await page.getByLabel('Everybody else').selectOption('minimal-read-only');
  await page.getByRole('button', { name: 'Import 1' }).click();
  await expect(page.getByRole('main')).toContainText('1 added');
  await expect(page.getByRole('row').filter({ hasText: 'Greta' })).toContainText('belongs to Ada Pine, so it is not taken');
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
