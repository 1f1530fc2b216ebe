import type { Dataset, Split } from './dataset.ts';
import { DatasetError } from './error.ts';

/** 'Uint8Array', 'Array', …: also of an array that another window or worker made, unlike instanceof. */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function fail(who: string, message: string): never {
  throw new DatasetError('BAD_DATASET', `${who}: ${message}`);
}

function checkFeatures(who: string, { length, shape, features, divisor }: Split): void {
  const width = shape.reduce((product, size) => product * size, 1);
  if (features.length !== length * width) {
    fail(
      who,
      `features must hold ${length} rows of shape [${shape.join(', ')}], ${length * width} numbers, but hold ` +
        String(features.length),
    );
  }
  const bad = features.findIndex((value) => !Number.isFinite(value));
  if (bad !== -1) fail(who, `feature ${bad % width} of row ${Math.floor(bad / width)} is ${features[bad]!}`);
  if (!Number.isFinite(divisor) || divisor <= 0) fail(who, `divisor must be above 0, but is ${divisor}`);
}

function checkSplit(who: string, split: Split, classes: number): void {
  const { length, shape, features, labels } = split;
  if (!Number.isSafeInteger(length) || length < 0) {
    fail(who, `length must be a whole number from 0 up, but is ${length}`);
  }
  if (kindOf(shape) !== 'Array' || !shape.every((size) => Number.isSafeInteger(size) && size > 0)) {
    fail(who, `shape must be an array of whole numbers from 1 up, but is ${JSON.stringify(shape)}`);
  }
  if (!['Uint8Array', 'Float32Array', 'Float64Array'].includes(kindOf(features))) {
    fail(
      who,
      `features must be a Uint8Array, Float32Array or Float64Array, but is of kind ${kindOf(features)}`,
    );
  }
  checkFeatures(who, split);
  if (!['Uint8Array', 'Int32Array'].includes(kindOf(labels))) {
    fail(who, `labels must be a Uint8Array or Int32Array, but is of kind ${kindOf(labels)}`);
  }
  if (labels.length !== length) {
    fail(who, `there must be ${length} labels, one a row, but there are ${labels.length}`);
  }
  const bad = labels.findIndex((label) => label < 0 || label >= classes);
  if (bad !== -1) {
    fail(who, `label ${labels[bad]!} of row ${bad} is outside 0 … ${classes - 1}, the indices of classes`);
  }
}

/**
 * Returns `dataset` if it keeps the contract: the lengths agree, the features are finite, every label is an
 * index into `classes`, both splits have rows of one shape. Call it where a data set comes from outside.
 * Throws a DatasetError (BAD_DATASET) that says which part is wrong.
 */
export function checkDataset(dataset: Dataset): Dataset {
  const { contract, name, classes, train, test } = dataset;
  const who = `data set ${JSON.stringify(name)}`;
  if ((contract as unknown) === undefined) {
    fail(who, 'contract is missing; add contract: 1, the version of the contract that it keeps');
  }
  if ((contract as number) !== 1) {
    fail(
      who,
      `contract must be 1, but is ${String(contract)}; it is for another version of @bilayer/datasets`,
    );
  }
  if (classes.length === 0) fail(who, 'classes must name at least one class');
  if (new Set(classes).size !== classes.length) fail(who, `classes must differ: ${classes.join(', ')}`);
  checkSplit(`${who}, train`, train, classes.length);
  checkSplit(`${who}, test`, test, classes.length);
  if (train.shape.join() !== test.shape.join()) {
    fail(who, `rows of train are [${train.shape.join(', ')}], rows of test [${test.shape.join(', ')}]`);
  }
  if (train.divisor !== test.divisor) {
    fail(who, `divisor is ${train.divisor} in train and ${test.divisor} in test`);
  }
  return dataset;
}
