// Writes why each test failed to one short file, which `cargo xtask test` prints last: the end of a long log is what
// most people see of a failed run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The lines of one failure that are worth repeating: the message and where in the test it arose. */
const LINES = 14;

const COLOURS = /\u001b\[[0-9;]*m/g;

export default class Failures {
  constructor({ file }) {
    this.file = file;
    this.found = [];
  }

  onTestEnd(test, result) {
    if (result.status === test.expectedStatus || result.status === 'skipped') return;
    const { file, line } = test.location;
    const where = result.errors.map(({ location }) => location).find(Boolean);
    const why = result.errors.map((error) => error.message ?? error.value ?? '').join('\n');
    const said = why.replace(COLOURS, '').split('\n').filter((line) => line.trim() !== '').slice(0, LINES);
    const title = `${test.parent.project()?.name}, ${file.split('/').pop()}:${line}: ${test.title} (${result.status})`;
    this.found.push([title, ...said, where ? `at line ${where.line}` : ''].filter(Boolean).join('\n    '));
  }

  onEnd() {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, this.found.map((text) => `${text}\n`).join(''));
  }
}
