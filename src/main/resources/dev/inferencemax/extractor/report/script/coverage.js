// Which GPU was measured on which day, and what is missing.

const SHADES = 4;

const coverageView = {
  title: 'Coverage',

  render() {
    const models = sorted(totals('model'));
    const model = models.includes(state.get('model')) ? state.get('model') : EVERY;
    const cells = coverageCells(model);
    const gpus = sorted(new Set([...totals('gpu')]));
    const lossGpus = [...new Set(cells.losses.map(loss => loss.gpu))];
    const rowsOfCalendar = [...gpus, ...lossGpus.filter(gpu => !gpus.includes(gpu))];
    const days = [...cells.days].sort();
    const months = [];
    for (let month = (days[0] || '').slice(0, 7); days.length > 0 && month <= days[days.length - 1].slice(0, 7); month = monthAfter(month)) {
      months.unshift(month);
    }
    const undated = tables.losses.texts('benchmark_date').filter(date => date === '').length;
    return [
      element('h1', {}, 'Coverage'),
      element('p', {class: 'intro'}, 'Rows of each GPU on each day (UTC). Choose a day to see its rows.'),
      element('form', {class: 'choice', 'aria-label': 'Filters', onsubmit: event => event.preventDefault()},
        selection('model', 'Model', [[EVERY, 'all'], ...models.map(name => [name, name || 'unknown'])], model,
          value => ({model: value === EVERY ? null : value})),
        element('button', {type: 'button', id: 'table-coverage', class: 'quiet', 'aria-pressed': String(state.has('table', 'coverage')),
          onclick: () => state.toggle('table', 'coverage')}, state.has('table', 'coverage') ? 'Show as calendar' : 'Show as table')),
      this.key(cells),
      state.has('table', 'coverage') ? this.table(cells)
        : element('div', {class: 'months', id: 'calendar'}, months.map(month => this.month(month, rowsOfCalendar, cells))),
      undated > 0 ? element('p', {class: 'hint'}, `${plural(undated, 'lost artifact')} of unknown date cannot stand in the calendar.`) : null,
      this.losses(),
    ];
  },

  key({steps, losses, all}) {
    const entry = (kind, text) => element('li', {}, element('span', {class: `day ${kind}`, 'aria-hidden': 'true'}), text);
    const ranges = steps.map((step, place) => {
      const last = place === steps.length - 1;
      return entry(`shade-${place + 1}`, `${whole(step)}${last ? ' or more' : steps[place + 1] - 1 === step ? '' : `–${whole(steps[place + 1] - 1)}`} rows`);
    });
    return element('ul', {class: 'key', 'aria-label': 'What the days mean'}, ranges,
      entry('gap', 'nothing, between days with rows'),
      all().some(({missing}) => missing > 0) ? entry('missing', 'configurations missing that were measured before and after') : null,
      losses.length > 0 ? entry('lost', 'an artifact is lost') : null);
  },

  month(month, gpus, cells) {
    const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    const numbers = Array.from({length}, (unused, day) => day + 1);
    const name = new Date(month + '-01').toLocaleDateString('en-GB', {month: 'long', year: 'numeric', timeZone: 'UTC'});
    const row = gpu => element('tr', {}, element('th', {scope: 'row'}, published(gpu || 'any')),
      numbers.map(number => this.day(`${month}-${String(number).padStart(2, '0')}`, gpu, cells)));
    return element('div', {class: 'month'}, element('table', {},
      element('caption', {}, name),
      element('thead', {class: 'day-numbers'}, element('tr', {}, element('td', {}),
        numbers.map(number => element('th', {scope: 'col', class: number % 5 === 0 || number === 1 ? null : 'silent'}, String(number))))),
      element('tbody', {}, gpus.map(row))));
  },

  day(day, gpu, cells) {
    const {rows = 0, runs: ofRuns = 0, missing = 0} = cells.at(day, gpu) || {};
    const lost = cells.lostAt(day, gpu);
    const [first, last] = cells.range.get(gpu) || ['9', ''];
    const gap = rows === 0 && day > first && day < last;
    const kinds = [rows > 0 ? `shade-${cells.shade(rows)}` : gap ? 'gap' : '', missing > 0 ? 'missing' : '', lost > 0 ? 'lost' : ''].filter(Boolean);
    const words = `${gpu}, ${day}: ${rows > 0 ? `${plural(rows, 'row')} of ${plural(ofRuns, 'run')}` : 'nothing measured'}` +
      (missing > 0 ? `, ${plural(missing, 'configuration')} missing` : '') + (lost > 0 ? `, ${plural(lost, 'artifact')} lost` : '');
    if (rows === 0) {
      return element('td', {class: 'cell'}, kinds.length === 0 ? null
        : element('span', {class: `day ${kinds.join(' ')}`, title: words}, element('span', {class: 'unseen'}, words)));
    }
    return element('td', {class: 'cell'}, element('a', {
      class: `day ${kinds.join(' ')}`, title: words, 'aria-label': words, 'data-day': day, 'data-gpu': gpu,
      href: state.with({view: 'provenance', day, gpu, model: state.get('model') || null}, new URLSearchParams()),
    }));
  },

  table(cells) {
    return tableOf('Rows of each day and GPU, newest first', [
      {name: 'Day (UTC)', cell: cell => cell.day},
      {name: 'GPU', cell: cell => published(cell.gpu)},
      {name: 'Rows', number: true, cell: cell => whole(cell.rows)},
      {name: 'Runs', number: true, cell: cell => whole(cell.runs)},
      {name: 'Missing configurations', number: true, cell: cell => whole(cell.missing)},
      {name: 'Lost artifacts', number: true, cell: cell => whole(cells.lostAt(cell.day, cell.gpu))},
    ], cells.all().sort((a, b) => a.day < b.day ? 1 : a.day > b.day ? -1 : a.gpu < b.gpu ? -1 : 1));
  },

  losses() {
    const {losses} = tables;
    return element('section', {'aria-labelledby': 'losses-title'},
      element('h2', {id: 'losses-title'}, `Lost artifacts: ${whole(losses.total)}`),
      losses.total === 0 ? element('p', {}, 'No artifact is lost.') : [
        losses.rows < losses.total ? element('p', {class: 'hint'}, `The first ${whole(losses.rows)}; losses.csv has all.`) : null,
        tableOf('Artifacts that no source has', [
          {name: 'Run', cell: row => runLink(losses.texts('run_id')[row], losses.texts('repository')[row])},
          {name: 'Date (UTC)', cell: row => moment(losses.texts('benchmark_date')[row]).replace(' UTC', '')},
          {name: 'Workflow', cell: row => published(losses.texts('workflow')[row])},
          {name: 'Artifact', cell: row => published(losses.texts('artifact_name')[row])},
          {name: 'Expired (UTC)', cell: row => moment(losses.texts('expires_at')[row]).replace(' UTC', '')},
          {name: 'Asked', cell: row => published(losses.texts('tried')[row])},
        ], losses.all()),
      ]);
  },
};

function monthAfter(month) {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7);
}

/** The GPU that an artifact's name tells of; empty: none that was ever measured. */
function gpuIn(name, gpus) {
  const text = name.toLowerCase();
  return gpus.filter(gpu => gpu !== '' && new RegExp(`(^|[^a-z0-9])${gpu.replace(/[^a-z0-9]/g, '.')}([^a-z0-9]|$)`).test(text))
    .sort((a, b) => b.length - a.length)[0] || '';
}

/** Days and GPUs of one model or of all. */
function coverageCells(model) {
  const {days} = tables;
  const [dayTexts, gpuTexts, modelTexts] = ['day', 'gpu', 'model'].map(name => days.texts(name));
  const counts = new Map();
  const range = new Map();
  days.all().filter(row => dayTexts[row] !== '' && (model === EVERY || modelTexts[row] === model)).forEach(row => {
    const key = `${dayTexts[row]} ${gpuTexts[row]}`;
    const cell = counts.get(key) || {day: dayTexts[row], gpu: gpuTexts[row], rows: 0, runs: 0, missing: 0};
    cell.rows += days.numbers('rows')[row];
    cell.runs += days.numbers(model === EVERY ? 'runs_of_no_model_before' : 'runs')[row];
    cell.missing += days.numbers('missing')[row];
    counts.set(key, cell);
    if (cell.rows > 0) {
      const [first, last] = range.get(cell.gpu) || [cell.day, cell.day];
      range.set(cell.gpu, [cell.day < first ? cell.day : first, cell.day > last ? cell.day : last]);
    }
  });
  const gpus = [...totals('gpu')];
  const lost = new Map();
  const losses = tables.losses.all()
    .map(row => ({day: dayOf(tables.losses.texts('benchmark_date')[row]), gpu: gpuIn(tables.losses.texts('artifact_name')[row], gpus)}))
    .filter(loss => loss.day !== '');
  losses.forEach(({day, gpu}) => lost.set(`${day} ${gpu}`, (lost.get(`${day} ${gpu}`) || 0) + 1));
  const sizes = [...counts.values()].map(cell => cell.rows).filter(rows => rows > 0).sort((a, b) => a - b);
  const steps = [...new Set(Array.from({length: SHADES}, (unused, part) => sizes[Math.floor(part * sizes.length / SHADES)] || 1))];
  return {
    losses,
    range,
    steps,
    days: new Set([...[...counts.values()].map(cell => cell.day), ...losses.map(loss => loss.day)]),
    at: (day, gpu) => counts.get(`${day} ${gpu}`),
    lostAt: (day, gpu) => lost.get(`${day} ${gpu}`) || 0,
    shade: rows => steps.filter(step => rows >= step).length,
    all: () => [...counts.values()],
  };
}
