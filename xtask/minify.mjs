// Reads a script (an ES module) and writes it minified.
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const { code } = transformSync(readFileSync(0, 'utf8'), {
  format: 'esm',
  minify: true,
  target: ['safari16.4', 'chrome111', 'firefox115'],
  legalComments: 'none',
});
process.stdout.write(code);
