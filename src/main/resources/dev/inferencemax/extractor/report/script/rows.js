// The rows themselves: search them, and see of each where it comes from.

const ROWS_PER_PAGE = 50;

const ROW_COLUMNS = [
  {name: 'Date (UTC)', short: true, cell: point => moment(dateOf(point)).replace(' UTC', '')},
  {name: 'Model', cell: point => published(ofConfiguration(point, 'model'))},
  {name: 'Configuration', cell: point => published(engineOf(points.numbers('configuration')[point]))},
  {name: 'Parallelism', cell: point => published(parallelismOf(points.numbers('configuration')[point]))},
  {name: 'Lengths (tokens)', short: true, cell: point => loadOf(points.numbers('configuration')[point])},
  {name: 'Concurrency', number: true, cell: point => whole(Number(ofConfiguration(point, 'conc')))},
  {name: 'Throughput (tokens/s/GPU)', number: true, cell: point => measure(points.numbers('tput_per_gpu')[point])},
  {name: 'Median TTFT (s)', number: true, cell: point => measure(points.numbers('median_ttft')[point])},
  {name: 'Median end to end (s)', number: true, cell: point => measure(points.numbers('median_e2el')[point])},
  {name: 'Machine', cell: point => published(points.texts('runner')[point])},
  {name: 'Run', cell: point => runLink(ofRun(point, 'run_id'), ofRun(point, 'repository'))},
  {name: 'Origin', stays: true, cell: (point, place) => detailsButton(point, `row-${place}`)},
];

/** Beyond the choice of configurations: what other views lead here with. */
const ROW_FILTERS = {
  day: {name: 'Day', fits: (point, value) => dayOf(dateOf(point)) === value},
  since: {name: 'Since', fits: (point, value) => dayOf(dateOf(point)) >= value},
  run: {name: 'Run', fits: (point, value) => ofRun(point, 'run_id') === value},
  rule: {name: 'Flag', fits: (point, value) => flagsOf(point).some(flag => ruleOf(flag) === value)},
  fresh: {name: 'Configurations never measured before', fits: (point, value) =>
    allOnPage(points.numbers('configuration')[point]) && dayOf(dateOf(pointsOf(points.numbers('configuration')[point])[0])) >= value},
};

const provenanceView = {
  title: 'Provenance',

  render() {
    const choice = new Choice({single: false});
    const active = Object.entries(ROW_FILTERS).filter(([key]) => state.get(key) !== '');
    // a rule is about whatever rows it names, official or not
    const every = choice.unofficial || state.get('rule') !== '' || state.get('run') !== '' || state.get('day') !== '';
    const chosen = new Set(choice.configurations);
    const of = points.numbers('configuration');
    const rows = points.all()
      .filter(point => chosen.has(of[point]) && (every || choice.wants(point)) &&
        active.every(([key, {fits}]) => fits(point, state.get(key))))
      .sort((a, b) => dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : b - a);
    const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
    const page = Math.min(pages, Math.max(1, Number(state.get('page', '1')) || 1));
    const shown = rows.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE);
    say(`${plural(rows.length, 'row')} found`);
    return [
      element('h1', {}, 'Provenance'),
      element('p', {class: 'intro'}, 'Every measurement with the run, artifact, file and machine it comes from; newest first.'),
      limitNotice(),
      choice.controls(),
      active.length === 0 ? null : element('ul', {class: 'chips'}, active.map(([key, {name}]) =>
        element('li', {}, `${name}: `, published(state.get(key)), ' ',
          element('button', {type: 'button', class: 'quiet', id: `without-${key}`, 'aria-label': `Without ${name}`,
            onclick: () => state.set({[key]: null, page: null})}, '×')))),
      element('p', {id: 'found'}, element('strong', {}, plural(rows.length, 'row')), pages > 1 ? `, page ${whole(page)} of ${whole(pages)}` : ''),
      rows.length === 0 ? element('p', {class: 'notice'}, 'No row fits this choice.')
        : element('section', {'aria-label': 'Measurements'}, tableOf('Measurements, newest first', ROW_COLUMNS, shown)),
      pages === 1 ? null : element('p', {class: 'pages'},
        element('button', {type: 'button', id: 'page-before', disabled: page === 1, onclick: () => state.set({page: String(page - 1)})}, 'Newer'),
        element('button', {type: 'button', id: 'page-after', disabled: page === pages, onclick: () => state.set({page: String(page + 1)})}, 'Older')),
    ];
  },
};
