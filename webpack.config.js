// Sources in, bundles out: one file for each process that runs (extension, engine, sleep, upkeep, command line) and one
// for the explorer page. Native modules stay files beside the bundles; `scripts/package.ts` puts them there.
import { join } from 'node:path';
import CopyPlugin from 'copy-webpack-plugin';
import { EsbuildPlugin } from 'esbuild-loader';
import webpack from 'webpack';

const root = import.meta.dirname;

/** What cannot be bundled: the editor's own module, and modules that are compiled code. */
const externals = Object.fromEntries(
  ['vscode', 'better-sqlite3', 'hnswlib-node', 'onnxruntime-node'].map((name) => [name, `commonjs ${name}`]),
);

const nodeEntries = {
  extension: './src/extension/main.ts',
  engine: './src/engine/main.ts',
  sleep: './src/engine/sleep/main.ts',
  upkeep: './src/engine/upkeep/main.ts',
  cli: './src/engine/cli.ts',
  'symbol-worker': './src/extension/sense/symbol-worker.ts',
  // In the folder that agents' hosts take as a plugin, so that the folder works wherever it is put.
  'plugin/hook': './src/hook/main.ts',
};

/** Of the grammars that there are, those that `symbol-message.ts` knows files of. */
const grammars = ['typescript', 'tsx', 'python', 'go', 'rust', 'java', 'cpp'].map((name) => ({
  from: `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`,
  to: 'grammars',
}));

const shared = {
  mode: 'production',
  context: root,
  devtool: false,
  performance: false,
  resolve: { extensions: ['.ts', '.js'] },
  stats: 'errors-warnings',
};

const compile = (target) => ({
  rules: [{ test: /\.ts$/, loader: 'esbuild-loader', options: { target, tsconfig: join(root, 'tsconfig.json') } }],
  // One file a process: what is imported late is evaluated late, but it is not a file of its own.
  parser: { javascript: { dynamicImportMode: 'eager', createRequire: false, url: false } },
});

/** Names stay readable in stack traces that users send; whitespace is most of what there is to save. */
const minimizer = (target) => [new EsbuildPlugin({ target, keepNames: true })];

export default [
  {
    ...shared,
    name: 'node',
    target: 'node22',
    entry: nodeEntries,
    output: { path: join(root, 'dist'), filename: '[name].cjs', library: { type: 'commonjs2' } },
    externals,
    // Its ES module has a variable called `require`, which the definition of `import.meta.url` below would run into.
    resolve: {
      ...shared.resolve,
      alias: { 'web-tree-sitter$': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    },
    module: compile('node22'),
    node: { __dirname: false, __filename: false },
    plugins: [
      // The sources are ES modules, the bundles are CommonJS, which the editor wants. Left alone, these would become
      // paths of the machine that built them.
      new webpack.DefinePlugin({
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
        'import.meta.url': 'require("node:url").pathToFileURL(__filename).href',
      }),
      new CopyPlugin({
        patterns: [{ from: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', to: 'grammars' }, ...grammars],
      }),
      new CopyPlugin({ patterns: [{ from: 'src/hook/plugin', to: 'plugin' }] }),
    ],
    optimization: { minimizer: minimizer('node22') },
  },
  {
    ...shared,
    name: 'page',
    target: 'web',
    entry: { explorer: './src/explorer/main.ts' },
    output: { path: join(root, 'dist'), filename: '[name].js' },
    module: compile('es2022'),
    plugins: [new CopyPlugin({ patterns: [{ from: 'src/explorer/styles.css', to: 'explorer.css' }] })],
    optimization: { minimizer: minimizer('es2022') },
  },
];
