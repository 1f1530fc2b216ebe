import { gunzipIfNeeded, parseCsvRows } from '@bilayer/datasets';
import { fitDigit } from '@bilayer/datasets/digit';
import type { LoadedModel } from '@bilayer/models';
import { astype, tensor, type Tensor } from '@bilayer/tensor';
import type { Command } from 'commander';
import { choicesOf, type Choice } from '../choices.ts';
import { Failure } from '../failure.ts';
import { readBytes } from '../files.ts';
import type * as png from '../image/read-png.ts';
import type { Io } from '../io.ts';
import { loadNetwork, type LoadedNetwork } from '../load-network.ts';
import { drawDigit } from '../show/digit.ts';
import { percent, short } from '../show/number.ts';
import { table } from '../show/table.ts';
import { addPluginOption } from './options.ts';

interface PredictFlags {
  readonly plugin?: readonly string[];
  readonly json?: boolean;
}

export function addPredict(program: Command, io: Io): void {
  const command = program
    .command('predict')
    .description('what a saved model says of a picture or of rows')
    .argument('<model>', 'a .safetensors file that bilayer train wrote')
    .argument('<input>', 'a PNG picture of one digit, or a CSV file of rows without labels');
  addPluginOption(command)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
A picture may have any size, dark on light or light on dark. It is made what the
model's own pictures are, 8 × 8 (digits) or 28 × 28 (mnist), and shown as such.
Numbers in a CSV file are as in the training data: pixels 0 to 16 or 0 to 255.

Examples:
  $ bilayer predict digits.safetensors seven.png
  $ bilayer predict iris.safetensors flowers.csv --json`,
    )
    .action(async (path: string, input: string, { plugin = [], json = false }: PredictFlags) => {
      const loaded = await loadNetwork(path, plugin, io);
      const bytes = await gunzipIfNeeded(await readBytes(input), { name: input });
      const { isSvg } = await pngs();
      const isPicture = /\.(png|jpe?g|gif|bmp|webp|svgz?)$/i.test(input) || isSvg(bytes);
      const text = isPicture ? undefined : decodeText(bytes);
      if (text === undefined) await predictPicture(loaded, bytes, input, json, io);
      else predictRows(loaded, text, input, json, io);
    });
}

/** What reads PNG, loaded where there is one to be read. */
const pngs = (): Promise<typeof png> => import('../image/read-png.ts');

/** The bytes as text, or undefined for what cannot be text. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The choices for each row of x [N, I], whose numbers are as stored: they are divided as the training data was. */
function choose(
  { network, model }: LoadedNetwork,
  stored: Float64Array,
  rows: number,
): { x: Tensor; choices: Choice[][] } {
  const { divisor = 1, classes } = model.notes.data ?? {};
  // Pixels are divided in float32, as a batch does it.
  const values = divisor === 1 ? stored : stored.map((value) => Math.fround(value / divisor));
  const x = tensor(values, [rows, values.length / rows]);
  return { x, choices: choicesOf(model, network.predict(astype(x, network.dtype)), classes) };
}

async function predictPicture(
  loaded: LoadedNetwork,
  bytes: Uint8Array,
  input: string,
  json: boolean,
  io: Io,
): Promise<void> {
  const { data, style } = pictureOf(loaded.model, input);
  const { readPng } = await pngs();
  const { pixels, rows, cols } = fitDigit(readPng(bytes, input), style, { name: input });
  // Stored pixels are whole numbers up to the divisor.
  const stored = pixels.map((pixel) => Math.round(pixel * data.divisor));
  const { x, choices } = choose(loaded, stored, 1);
  const [first = []] = choices;
  if (json) {
    const prediction = first[0]?.class;
    io.out(JSON.stringify({ input, prediction, choices: first, pixels: Array.from(x.data) }));
    return;
  }
  io.out(`${input}, as the network sees it:`);
  for (const line of drawDigit(x.data, rows, cols, { color: io.color })) io.out(`  ${line}`.trimEnd());
  io.out('');
  for (const choice of first.slice(0, 3)) io.out(choiceLine(choice));
}

/** The kind of picture a model was trained on; a Failure when it was not trained on pictures. */
function pictureOf(
  { sizes, notes: { data } }: LoadedModel,
  input: string,
): {
  readonly data: NonNullable<LoadedModel['notes']['data']>;
  readonly style: 'digits' | 'mnist';
} {
  const shape = data?.shape.join(' × ');
  const style = shape === '28 × 28' ? 'mnist' : shape === '8 × 8' ? 'digits' : undefined;
  if (data !== undefined && style !== undefined) return { data, style };
  throw new Failure(
    'NOT_AN_IMAGE_MODEL',
    `${input}: this model takes rows of ${shape ?? sizes[0]!} numbers, not a picture of 8 × 8 or 28 × 28; give it a CSV file`,
  );
}

const BAR = 30;

function choiceLine({ class: name, probability, score = 0 }: Choice): string {
  if (probability === undefined) return `${name}  ${short(score)}`;
  return `${name}  ${'█'.repeat(Math.round(BAR * probability)).padEnd(BAR, '·')} ${percent(probability)}`;
}

function predictRows(loaded: LoadedNetwork, text: string, input: string, json: boolean, io: Io): void {
  const { rows, data } = parseCsvRows(text, { name: input, columns: loaded.network.sizes[0] });
  const { choices } = choose(loaded, data, rows);
  if (json) {
    const found = choices.map((row) => ({ prediction: row[0]?.class, choices: row }));
    io.out(JSON.stringify({ input, rows: found }));
    return;
  }
  const measure = choices[0]?.[0]?.probability === undefined ? 'score' : 'probability';
  const lines = choices.map(([best], row) => [
    String(row + 1),
    best?.class ?? '',
    best?.probability === undefined ? short(best?.score ?? 0) : percent(best.probability),
  ]);
  const align = ['right', 'left', 'right'] as const;
  for (const line of table([['row', 'class', measure], ...lines], { align })) io.out(line);
}
