/**
 * Writes the data modules of @bilayer/datasets from their sources:
 *
 *   node scripts/embed-data.ts digits.csv.gz iris.csv
 *
 * digits.csv.gz: the 1,797 rows of the UCI "Optical Recognition of Handwritten Digits" test set, 64 pixels 0 … 16,
 * then the label; scikit-learn ships it under this name. It is stored as bytes, column after column, which gzip
 * packs a quarter smaller than the text. iris.csv: 150 rows under a header line, as scikit-learn ships it; stored
 * as it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { constants, gunzipSync, gzipSync } from 'node:zlib';

const [digitsPath, irisPath] = process.argv.slice(2);
if (digitsPath === undefined || irisPath === undefined) {
  throw new Error('usage: node scripts/embed-data.ts digits.csv.gz iris.csv');
}

const target = (name: string): URL => new URL(`../packages/datasets/src/${name}.data.ts`, import.meta.url);
const head = 'Made by scripts/embed-data.ts; do not edit.';

const digitsAttribution =
  'Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine Learning Repository (1998), ' +
  'https://doi.org/10.24432/C50P49, CC BY 4.0';
const rows = gunzipSync(readFileSync(digitsPath))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(',').map(Number));
const columns = Uint8Array.from(
  { length: 65 * rows.length },
  (_, i) => rows[i % rows.length]?.[Math.floor(i / rows.length)] ?? NaN,
);
const base64 = gzipSync(columns, { level: 9, strategy: constants.Z_FILTERED }).toString('base64');
writeFileSync(
  target('digits'),
  `/** ${head} */

/** To be shown wherever the digits are handed on. */
export const DIGITS_ATTRIBUTION: string =
  '${digitsAttribution}';

/** Gzip in base64 (line ends mean nothing): 65 columns of ${rows.length} bytes, the 64 pixels and the label. */
export const DIGITS_GZIP_BASE64: string = \`
${(base64.match(/.{1,240}/g) ?? []).join('\n')}
\`;
`,
);

const irisAttribution =
  'Iris, R. A. Fisher (1936), UCI Machine Learning Repository, https://doi.org/10.24432/C56C76, CC BY 4.0; ' +
  "with scikit-learn's corrections of two rows to Fisher's paper";
writeFileSync(
  target('iris'),
  `/** ${head} */

/** To be shown wherever the flowers are handed on. */
export const IRIS_ATTRIBUTION: string =
  ${JSON.stringify(irisAttribution)};

/** The file: rows, features and classes in the first line, then the rows. */
export const IRIS_CSV: string = \`${readFileSync(irisPath, 'utf8')}\`;
`,
);
