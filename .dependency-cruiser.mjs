// The layer rules: data flows one way, a folder is entered through its index.ts, and each tool is behind its one door.
// With TypeScript 7 dependency-cruiser sees .ts files only through swc: the gate's own test plants a violation to prove that it looks.

/** Which folders of src a folder may import, itself aside. Lowest first. */
const layers = {
  lib: [],
  engine: ['lib'],
  case: ['lib', 'engine'],
  evidence: ['lib', 'case'],
  facts: ['lib', 'case', 'evidence'],
  sigma: ['lib'],
  detect: ['lib', 'engine', 'case', 'sigma'],
  pass: ['lib', 'engine', 'case', 'evidence', 'facts', 'sigma'],
  names: ['lib', 'case', 'facts'],
  coverage: ['lib', 'engine', 'case', 'names'],
  story: ['lib', 'engine', 'case', 'names'],
  cdr: ['lib', 'engine', 'case'],
  exposure: ['lib', 'engine', 'case', 'cdr'],
  report: ['lib', 'case'],
  score: ['lib', 'case', 'facts'],
  range: ['lib', 'engine', 'case'],
  cli: [
    'lib',
    'engine',
    'case',
    'evidence',
    'sigma',
    'detect',
    'pass',
    'names',
    'coverage',
    'story',
    'exposure',
    'report',
    'score',
    'range',
  ],
};

const direction = Object.entries(layers).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  comment: `src/${folder} may import ${allowed.length ? allowed.join(', ') : 'nothing else of src'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
}));

const doors = Object.keys(layers).map((folder) => ({
  name: `door-${folder}`,
  comment: `src/${folder} is entered through its index.ts`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${folder}/` },
  to: { path: `^src/${folder}/`, pathNot: `^src/${folder}/index\\.ts$` },
}));

const behind = (name, pattern, folder) => ({
  name,
  comment: `${pattern} is used in ${folder} only`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^${folder}` },
  to: { path: pattern },
});

export default {
  forbidden: [
    ...direction,
    ...doors,
    behind('engine-door', 'node_modules/@duckdb', 'src/engine/duckdb/'),
    behind('manifest-door', '^node:sqlite$|^sqlite$', 'src/case/'),
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    // node:sqlite has no name without its prefix, which dependency-cruiser's own list of built-ins does not know.
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(node:)?sqlite$' } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$|/fixtures/|/test-support/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
