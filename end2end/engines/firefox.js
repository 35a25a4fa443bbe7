// Firefox as packaged by Debian, driven over WebDriver BiDi.
import puppeteer from 'puppeteer-core';

export async function firefox() {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true });
  const page = await browser.newPage();
  return {
    go: (address) => page.goto(address, { waitUntil: 'load' }),
    fill: async (selector, text) => {
      const field = await page.waitForSelector(selector);
      await field.click({ clickCount: 3 });
      await field.type(text);
    },
    // Text is read inside the page: an element handle would crash the driver while the page is unloading.
    read: (selector) => page.evaluate((selector) => document.querySelector(selector).innerText, selector),
    evaluate: (body) => page.evaluate(new Function(body)),
    close: () => browser.close(),
  };
}
