import { datasetCases } from '@bilayer/testing';
import test from 'node:test';
import { pluginName } from '../src/index.ts';

for (const { name, run } of datasetCases(pluginName)) await test(name, run);
