import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'apps/web/test/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    setupFiles: ['./test/all-close.ts'],
    testTimeout: 60_000,
    // No module keeps state, so files need no process each; what a test changes for itself is put back.
    isolate: false,
    // One core less would be one worker on two cores.
    maxWorkers: '100%',
    restoreMocks: true,
    unstubEnvs: true,
  },
});

export default config;
