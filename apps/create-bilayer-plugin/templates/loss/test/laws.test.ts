import { lossCases } from '@bilayer/testing';
import test from 'node:test';
import { pluginName } from '../src/index.ts';

for (const { name, run } of lossCases(pluginName)) await test(name, run);
