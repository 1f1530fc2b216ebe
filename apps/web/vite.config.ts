import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { MNIST_MIRRORS } from './src/data/mirrors.ts';

const here: string = import.meta.dirname;

/** Nothing is loaded from elsewhere, nothing evaluated; the second thread of the engine is a worker of a blob. */
const policy: string = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  `connect-src 'self' ${MNIST_MIRRORS.join(' ')}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The policy as a meta tag; the development server, which writes styles and scripts into the page, does without. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Puts the page's first script, a file of its own, before the others: it is run as soon as it is there. */
function firstScript(): Plugin {
  return {
    name: 'first-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const start = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.moduleIds.some((id) => /src[\\/]start\.ts$/.test(id)),
        );
        if (start === undefined) throw new Error('there is no chunk of src/start.ts');
        const tag = `<script type="module" async crossorigin src="./${start.fileName}"></script>`;
        return html.replace('<script type="module"', `${tag}\n    $&`);
      },
    },
  };
}

/** Writes `service-worker.js` with the list of the build's files, and a version that changes when one of them does. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle).map(({ fileName }) => fileName);
      const list = ['./', 'icon.svg', ...files.filter((file) => file !== 'index.html')].sort();
      const hash = createHash('sha256');
      for (const file of Object.values(bundle)) hash.update(file.type === 'chunk' ? file.code : file.source);
      const source = readFileSync(join(here, 'src/offline/service-worker.js'), 'utf8')
        .replace("'VERSION'", JSON.stringify(hash.digest('hex').slice(0, 16)))
        .replace("['FILES']", JSON.stringify(list));
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
    },
  };
}

/** Of KaTeX's fonts those that formulas are set in here, in the one format that every browser takes that the page runs in. */
function fewerFonts(): Plugin {
  return {
    name: 'fewer-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex[^/]*\.css/.test(id)) return undefined;
      return code
        .replaceAll(
          /@font-face\s*\{[^}]*KaTeX_(?:Caligraphic|Fraktur|SansSerif|Script|Typewriter)[^}]*\}/g,
          '',
        )
        .replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("\w+"\)/g, '');
    },
  };
}

const { version } = JSON.parse(readFileSync(join(here, '../cli/package.json'), 'utf8')) as {
  readonly version: string;
};

const config: UserConfig = defineConfig({
  root: here,
  base: './',
  plugins: [svelte(), fewerFonts(), firstScript(), contentSecurityPolicy(), serviceWorker()],
  // The command line's, which the page's command names.
  define: { BILAYER_VERSION: JSON.stringify(version) },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        // The trainer with all that it imports: what it shares with parts that are loaded later would be asked for after it.
        codeSplitting: { groups: [{ name: 'trainer', test: /worker[\\/]trainer\.ts$/ }] },
        chunkFileNames: (chunk) =>
          chunk.moduleIds.some((id) => id.includes('packages/datasets/'))
            ? 'assets/datasets-[hash].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // A file of its own for each: the policy allows no data: in styles and fonts.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'start', test: /src[\\/]start\.ts$/ }] } },
    },
  },
});

export default config;
