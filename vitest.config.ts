import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    setupFiles: ['./test/all-close.ts'],
    testTimeout: 60_000,
    // No module keeps state, so files need no process each; what a test changes for itself is put back.
    isolate: false,
    // One core less would be one worker on two cores.
    maxWorkers: '100%',
    restoreMocks: true,
    unstubEnvs: true,
    // By their names: the longest files, those with a browser, come first, also where no earlier run says how long they take.
    projects: [
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['apps/web/test/**/*.test.ts'],
          globalSetup: ['apps/web/test/build.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'code',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'test/**/*.test.ts'],
        },
      },
    ],
  },
});

export default config;
