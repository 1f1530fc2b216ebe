import type { Dataset } from '@bilayer/datasets';
import { checkOptions } from '@bilayer/tensor';
import { casesOf, nameOf, type Case, type KitOptions } from '../case.ts';
import { datasetLaws } from './laws.ts';

export interface DatasetKitOptions extends KitOptions {
  /** Makes the data set once more; it must be the same. */
  readonly again?: () => Dataset | Promise<Dataset>;
}

/** The laws of data sets as cases for `dataset`. Throws `BAD_ARGUMENT` for an unknown option or case. */
export function datasetCases(dataset: Dataset, options: DatasetKitOptions = {}): Case[] {
  checkOptions('datasetCases', options, ['expectedFailures', 'again']);
  const subject = { data: dataset, ...(options.again && { again: options.again }) };
  return casesOf('datasetCases', nameOf(dataset, 'the data set'), datasetLaws, subject, options);
}
