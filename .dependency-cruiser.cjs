/** Imports point one way (docs/architecture.md). Each rule is an error: Temporal's bundler would let database code into a workflow. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(contract|workflows|activities|providers|database|api|web|mails|terms|verifier|words|scripts|tests)/', pathNot: `^(${[from, ...allowed].join('|')})` },
});
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('contract-imports-nothing', 'contract', [], 'The terms are pure functions.'),
    { name: 'contract-is-pure', severity: 'error', from: { path: '^contract/' }, to: { dependencyTypes: ['core', 'npm', 'npm-dev'] } },
    {
      name: 'workflows-see-activity-types-only',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(activities|database|providers|api)/', dependencyTypesNot: ['type-only'] },
    },
    only('workflows', 'workflows', ['contract', 'activities'], 'The workflow orders, the contract decides.'),
    only('activities', 'activities', ['contract', 'database', 'providers', 'mails', 'verifier', 'workflows/messages'], 'The only place that touches the world.'),
    only('providers', 'providers', ['contract/calendar', 'contract/facts', 'contract/duties', 'verifier'], 'Ports and adapters.'),
    only('terms', 'terms', ['contract'], 'What a deployment executes, checked before anything runs.'),
    only('database', 'database', ['contract', 'terms', 'verifier'], 'Storage.'),
    only('mails', 'mails', ['contract', 'database', 'terms', 'words'], 'Words and papers, from what is stored.'),
    only('api', 'api', ['contract', 'database', 'terms', 'workflows/messages', 'providers', 'mails/papers', 'mails/render', 'verifier'], 'Writes go through the workflow, reads come from PostgreSQL.'),
    only('verifier', 'verifier', [], 'A third party runs it: Node and nothing else.'),
    { name: 'verifier-is-node-alone', severity: 'error', from: { path: '^verifier/' }, to: { dependencyTypes: ['npm', 'npm-dev'] } },
    only('web', 'web', ['words'], 'The web knows the API by its generated types.'),
    only('words', 'words', [], 'What happened, in words: for the web and for papers.'),
    { name: 'objection-stays-in-database', severity: 'error', from: { pathNot: '^database/' }, to: { path: 'node_modules/objection' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    exclude: { path: '^(dist|web/src/api/schema)' },
  },
};
