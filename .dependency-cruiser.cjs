/** Who may import whom. The compiler checks the same directions; this also sees tests and doors. */

const belowTheUi = 'engine|images|shell|kubectl|manifest|lesson|session'

/** What each folder may import, beside itself: the folders it stands on. */
const mayImport = {
  engine: [],
  manifest: ['engine'],
  shell: ['manifest', 'engine'],
  images: ['shell', 'manifest', 'engine'],
  kubectl: ['shell', 'manifest', 'engine'],
  lesson: ['shell', 'manifest', 'engine'],
  session: ['images', 'kubectl', 'lesson', 'shell', 'manifest', 'engine'],
  ui: ['session', 'images', 'kubectl', 'lesson', 'shell', 'manifest', 'engine'],
  serve: ['session', 'images', 'kubectl', 'lesson', 'shell', 'manifest', 'engine'],
  offline: [],
}
for (const page of ['site', 'embed', 'classroom']) mayImport[page] = ['ui', ...mayImport.ui]

const directions = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-looks-right`,
  severity: 'error',
  comment: `src/${folder} may import only ${allowed.map((name) => `#${name}`).join(', ') || 'itself'}.`,
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [folder, ...allowed].map((name) => `^src/${name}/`) },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'by-the-door',
      severity: 'error',
      comment: 'Import a folder as #engine, #kubectl …, never one of its files.',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$'] },
    },
    {
      name: 'by-the-door-from-main',
      severity: 'error',
      comment: 'Import a folder as #site, #embed …, never one of its files.',
      from: { path: '^src/[^/]+$' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index[.]ts$' },
    },
    {
      name: 'react-stays-in-the-ui',
      severity: 'error',
      comment:
        'Nothing below ui knows React, the editor, the diagram or the terminal on the screen.',
      from: { path: `^src/(${belowTheUi}|serve)/` },
      to: { path: 'node_modules/(react|react-dom|@xyflow|monaco-editor|@xterm)/' },
    },
    {
      name: 'no-node-in-the-browser',
      severity: 'error',
      comment: 'Only serve runs in Node; everything else must work in a page.',
      from: { path: '^src/', pathNot: '^src/serve/|[.]test[.]tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      comment: 'Product code does not import a test or a fixture.',
      from: { path: '^src/', pathNot: '[.]test[.]tsx?$|/fixtures/' },
      to: { path: '[.]test[.]tsx?$|/fixtures/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Give what both need a file of its own. (Types may know each other.)',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing imports this file: use it or delete it.',
      from: {
        orphan: true,
        pathNot: [
          '[.]d[.]ts$',
          '[.]test[.]tsx?$',
          '^src/[^/]+/index[.]ts$',
          '^src/main[.]tsx$',
          '^src/offline/service-worker[.]ts$',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'This import leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|[?]' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
