#!/usr/bin/env node
import module from 'node:module';

// Node keeps what it compiles of the modules below for the next time; before 22.8 it cannot.
(module.enableCompileCache as typeof module.enableCompileCache | undefined)?.();

const { main } = await import('./program.ts');
await main();
