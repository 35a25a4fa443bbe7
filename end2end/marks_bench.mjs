// Measures in a real Chromium how long a mark takes from its key to being saved, in a class of thirty by six half-terms,
// and prints the result as `name=number`.
//   node marks_bench.mjs http://127.0.0.1:PORT     (a server of the demonstration)
import { chromium } from 'playwright-core';

const base = process.argv[2];
const MARKS = 100;
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await (await browser.newContext({ viewport: { width: 820, height: 1180 } })).newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${base}/sign-in`);
  await page.locator('form[action="/demo/sign-in"]').filter({ hasText: 'Full Edit' }).getByRole('button').first().click();
  await page.waitForURL('**/school');
  await page.goto(`${base}/markbook?group=class.Hazel&kind=summative&subject=reading`);
  await page.locator('#markbook [data-ready], #markbook[data-ready]').first().waitFor();
  // Counted inside the page: what the tools take to talk to it is no part of it.
  await page.evaluate(() => {
    window.took = [];
    let pressed;
    document.addEventListener('keydown', (event) => (pressed = { at: performance.now(), field: event.target }), true);
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (pressed?.field === target && target.dataset.state === 'saved') {
          window.took.push(performance.now() - pressed.at);
          pressed = undefined;
        }
      }
    }).observe(document.querySelector('#marks'), { subtree: true, attributes: true, attributeFilter: ['data-state'] });
  });
  const fields = page.locator('#marks tbody tr td:nth-of-type(2) input.mark');
  const many = await fields.count();
  if (many < 20) throw new Error(`only ${many} pupils`);
  const codes = ['WB', 'B', 'JA', 'SA', 'AB'];
  for (let turn = 0; turn < MARKS; turn += 1) {
    const field = fields.nth(turn % many);
    const value = await field.inputValue();
    // Another mark than before, entered over it.
    const code = codes[(codes.indexOf(value) + 1 + codes.length) % codes.length];
    await field.focus();
    await page.keyboard.press('Control+A');
    // A code may be whole, and be entered, before Enter is pressed.
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.waitForFunction((want) => window.took.length >= want, turn + 1, { polling: 10, timeout: 5000 });
  }
  const took = await page.evaluate(() => window.took);
  took.sort((a, b) => a - b);
  console.log(`grid_input_to_saved_p95_ms=${took[Math.floor(took.length * 0.95)].toFixed(2)}`);
} finally {
  await browser.close();
}
