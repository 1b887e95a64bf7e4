// The arrows: which folder may import which. ARCHITECTURE.md says why; test/architecture/arrows.test.ts plants an
// offence against every rule and sees that it is found.

const rooms = '(gate|encode|learn|store|recall|sleep|import|forget|portable)';

/** Only imports that are there when the program runs and types alike: a type from the wrong room is a wrong arrow too. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The folder may import itself, what `allowed` matches, and packages. */
const sealed = (name, comment, folder, allowed) =>
  forbid(name, comment, { path: `^${folder}/` }, { path: '^src/', pathNot: [`^${folder}/`, ...allowed] });

/** A package by its name, wherever its files or its types lie. */
const packageNamed = (name) => `(^|/)(@types/)?${name}(/|$)`;

module.exports = {
  forbidden: [
    forbid('no-cycle', 'What imports itself cannot be understood apart.', {}, { circular: true }),
    forbid('no-missing', 'An import that leads nowhere.', {}, { couldNotResolve: true, pathNot: '^vscode$' }),
    sealed('protocol-is-a-leaf', 'The wire knows nobody.', 'src/protocol', []),
    sealed('language-is-a-leaf', 'What is said in any language is said anywhere.', 'src/language', []),
    sealed('model-is-a-leaf', 'The travellers know no room.', 'src/engine/model', []),
    sealed('client-sees-protocol', 'The way to the engine knows the wire only.', 'src/client', ['^src/protocol/']),
    sealed('extension-sees-protocol-and-client', 'The editor side never imports the engine.', 'src/extension', [
      '^src/(protocol|client|language)/',
    ]),
    sealed('hook-sees-protocol-and-client', 'What starts at every step of an agent stays small.', 'src/hook', [
      '^src/protocol/engine-address\\.ts$',
      '^src/client/memory-directory\\.ts$',
    ]),
    forbid(
      'hook-sees-no-package',
      'A library costs time at every start.',
      { path: '^src/hook/' },
      { path: 'node_modules' },
    ),
    sealed('explorer-sees-protocol', 'The page knows the wire and its language only.', 'src/explorer', [
      '^src/(protocol|language)/',
    ]),
    forbid(
      'rooms-see-model',
      'Rooms never see each other; engine.ts wires them.',
      { path: `^src/engine/${rooms}/`, pathNot: '^src/engine/sleep/main\\.ts$' },
      { path: '^src/', pathNot: ['^src/engine/model/', '^src/engine/$1/'] },
    ),
    forbid(
      'serve-sees-model-protocol-client',
      'The rim gets the engine passed in.',
      { path: '^src/engine/serve/' },
      { path: '^src/', pathNot: ['^src/engine/(serve|model)/', '^src/(protocol|client)/', '^src/engine/engine\\.ts$'] },
    ),
    forbid(
      'engine-sees-no-editor',
      'The engine knows the wire and the way to itself, never the extension or the page.',
      { path: '^src/engine/' },
      { path: '^src/(extension|explorer|language)/' },
    ),
    forbid(
      'only-main-sees-upkeep',
      'Work on the whole log is a process of its own: the engine knows it as a port.',
      { path: '^src/engine/', pathNot: ['^src/engine/upkeep/', '^src/engine/main\\.ts$'] },
      { path: '^src/engine/upkeep/' },
    ),
    forbid('only-main-constructs', 'Nobody imports a program.', {}, { path: '/(main|cli)\\.ts$' }),
    forbid(
      'only-extension-sees-vscode',
      'The editor is known on its own side only.',
      { path: '^src/', pathNot: '^src/extension/' },
      { path: ['(^|/)(@types/)?vscode(/|$)', '(^|/)vscode-languageclient(/|$)'] },
    ),
    forbid(
      'only-store-sees-the-database',
      'One room writes.',
      { path: '^src/', pathNot: '^src/engine/store/' },
      { path: [packageNamed('better-sqlite3'), packageNamed('hnswlib-node'), '^(node:)?sqlite$'] },
    ),
    forbid(
      'only-encode-sees-onnx',
      'One room runs the model.',
      { path: '^src/', pathNot: '^src/engine/encode/' },
      { path: packageNamed('onnxruntime-(node|common)') },
    ),
    forbid(
      'no-network',
      'Nothing leaves the machine: sockets of the file system are all that anyone opens.',
      { path: '^src/' },
      { path: '^(node:)?(https?|http2|dns|dgram|tls)(/|$)' },
    ),
    forbid(
      'sources-see-no-tests',
      'What ships does not depend on what tests it.',
      { path: '^src/' },
      { path: '^(test|scripts)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
