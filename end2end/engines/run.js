// Runs the main journey in Firefox and in WebKit, each against a demonstration of its own.
import { startDemo } from '../support/server.js';
import { journey } from './journey.js';
import { firefox } from './firefox.js';
import { webkit } from './webkit.js';

let passed = 0;
const failures = [];
for (const [name, open] of Object.entries({ firefox, webkit })) {
  const demo = await startDemo();
  try {
    const browser = await open();
    try {
      await journey(browser, demo.base);
    } finally {
      await browser.close();
    }
    passed++;
    console.log(`ok ${name}: a colleague was added, registered and signed in`);
  } catch (error) {
    failures.push(name);
    console.error(`not ok ${name}:`, error, `\n${demo.said()}`);
  } finally {
    await demo.stop();
  }
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
