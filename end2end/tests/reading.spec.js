import { expect, signInAs, test } from '../support/test.js';

const upload = async (page, name, text) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/users/import');
  await page.getByLabel('List of staff').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Upload and match columns' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Match the columns');
};

test('a list says how it was read, and which rows were skipped', async ({ page }) => {
  await upload(page, 'staff.csv', 'sep=;\nStaff list;Autumn 2026\n\nForename;Surname;Email\nOwen;Tidy;o.tidy@hillside.example\nTotal: 1\n');
  const shape = page.locator('#shape');
  await expect(shape.locator('#shape-summary')).toHaveText('Semicolons, UTF-8, headings in row 3.');
  await expect(shape).toContainText('3 rows were skipped');
  await expect(shape).toContainText('Row 5 is a total or a note, not a person: “Total: 1”');
  await expect(page.getByLabel('What “Forename” holds')).toHaveValue('first_name');
});

test('the row of headings is chosen without uploading again', async ({ page }) => {
  await upload(page, 'staff.csv', 'Personal der Schule\nVorname,Nachname\nAnna,Blau\n');
  await expect(page.getByRole('main')).toContainText('No row of headings was found');
  await page.getByLabel('Row of headings').selectOption({ label: 'Row 2: Vorname · Nachname' });
  await page.getByRole('button', { name: 'Read the file again' }).click();
  await expect(page.locator('#shape-summary')).toHaveText('Commas, UTF-8, headings in row 2.');
  await expect(page.getByLabel('What “Vorname” holds')).toBeVisible();
  await page.getByLabel('What “Vorname” holds').selectOption('first_name');
  await page.getByLabel('What “Nachname” holds').selectOption('last_name');
  await page.getByRole('button', { name: 'Continue to preview' }).click();
  await expect(page.getByRole('main')).toContainText('Anna Blau');
});

test('passwords are not kept, and a list of pupils is refused', async ({ page }) => {
  await upload(page, 'logins.csv', 'Forename,Surname,Password\nAmy,Webb,Hunter2!\n');
  const shape = page.locator('#shape');
  await expect(shape).toContainText('The column “Password” holds passwords. They were not kept');
  await expect(page.getByRole('main')).not.toContainText('Hunter2!');
  await expect(page.getByRole('button', { name: 'Read the file again' })).toHaveCount(0);
  await page.goto('/users/import');
  await page.getByLabel('List of staff').setInputFiles({
    name: 'pupils.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Forename,Surname,UPN\nKim,Young,B801200005001\n'),
  });
  await page.getByRole('button', { name: 'Upload and match columns' }).click();
  await expect(page.getByRole('main')).toContainText('This looks like a list of pupils');
});
