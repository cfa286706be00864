// What one has to give up of throughput for how fast an answer comes: the best configurations of each GPU and framework.

const FRONTIERS_SHOWN = 8;
/** Older than that beside the newest of its line, a point is of another time. */
const DAYS_OF_ONE_TIME = 30;
const AGAINST = {
  median_intvty: {more: true},
  median_e2el: {more: false},
  median_ttft: {more: false},
};

const paretoView = {
  title: 'Pareto',

  render() {
    const choice = new Choice({narrowed: ['precision']});
    const against = AGAINST[state.get('x')] ? state.get('x')
      : choice.configurations.some(c => choice.points(c).some(p => !Number.isNaN(points.numbers('median_intvty')[p]))) ? 'median_intvty' : 'median_e2el';
    const metric = THROUGHPUTS.slice(0, 3).includes(state.get('metric')) ? state.get('metric') : THROUGHPUTS[0];
    const groups = new Map();
    for (const configuration of choice.configurations) {
      const all = choice.points(configuration);
      if (all.length > 0) {
        const key = engineOf(configuration);
        groups.has(key) || groups.set(key, []);
        all.forEach(point => groups.get(key).push(point));
      }
    }
    const days = [...new Set([...groups.values()].flat().map(point => dayOf(dateOf(point))))].filter(Boolean).sort();
    const at = days.includes(state.get('at')) ? state.get('at') : days[days.length - 1];
    const beside = days.includes(state.get('beside')) ? state.get('beside') : '';
    const ordered = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    const shown = ordered.slice(0, FRONTIERS_SHOWN).sort((a, b) => a[0] < b[0] ? -1 : 1);
    const x = {name: METRIC_NAMES[against], unit: unitOf(against)};
    const logarithmic = state.get('scale') === 'log';
    const y = {name: METRIC_NAMES[metric], unit: unitOf(metric), logarithmic};
    const lines = shown.flatMap(([name, all], index) => [
      frontierLine(name, index, all, at, against, metric),
      ...(beside === '' ? [] : [frontierLine(name, index, all, beside, against, metric, true)]),
    ]).filter(line => line.points.length > 0)
      .map(line => ({...line, name: beside === '' ? line.name : `${line.name}, ${line.day}`}));
    const others = shown.flatMap(([name, all], index) => besides(name, index, all, at, against, metric));
    say(`${plural(lines.length, 'line')} shown`);
    return [
      element('h1', {}, 'Pareto'),
      element('p', {class: 'intro'}, 'A line a GPU and framework: no configuration of it is better in both. ',
        AGAINST[against].more ? 'Up and to the right is better.' : 'Up and to the left is better.'),
      limitNotice(),
      choice.controls(
        selection('x', 'Against', Object.keys(AGAINST).map(key => [key, `${METRIC_NAMES[key]} (${unitOf(key)})`]), against, value => ({x: value})),
        metricSelection('metric', 'Throughput', THROUGHPUTS.slice(0, 3), metric),
        selection('at', 'As of', [...days].reverse().map((day, place) => [day, place === 0 ? `${day} (newest)` : day]), at,
          value => ({at: value === days[days.length - 1] ? null : value})),
        selection('beside', 'Beside', [['', 'no other date'], ...[...days].reverse().map(day => [day, day])], beside, value => ({beside: value || null})),
        selection('scale', 'Scale', [['', 'linear'], ['log', 'logarithmic']], logarithmic ? 'log' : '', value => ({scale: value || null}))),
      element('p', {class: 'hint', id: 'shown'},
        groups.size > shown.length ? `${whole(shown.length)} of ${whole(groups.size)} lines are drawn, those with most measurements. Narrow the choice to see others. ` : '',
        at ? `As of ${at}${beside ? `, beside ${beside}` : ''}: of each configuration the newest measurement up to that day counts, unless it is over ${DAYS_OF_ONE_TIME} days older than the newest of its line. ` : '',
        beside ? 'The other date is dashed, with hollow symbols. ' : 'Small pale points are the configurations behind a line. '),
      figure({
        id: 'pareto', x, y,
        title: `${METRIC_NAMES[metric]} against ${METRIC_NAMES[against].toLowerCase()}`,
        lines: beside === '' ? [...others, ...lines] : lines,
        columns: [
          {name: 'Parallelism', cell: row => published(parallelismOf(points.numbers('configuration')[row.point]))},
          {name: 'Concurrency', number: true, cell: row => whole(Number(ofConfiguration(row.point, 'conc')))},
          {name: 'Measured (UTC)', cell: row => moment(dateOf(row.point)).replace(' UTC', '')},
        ],
      }),
    ];
  },
};

/** The newest measurement of each configuration as of a day. */
function asOf(all, day, against, metric) {
  const newest = new Map();
  let last = '';
  const [xs, ys, of] = [points.numbers(against), points.numbers(metric), points.numbers('configuration')];
  for (const point of all) {
    const date = dateOf(point);
    if (date !== '' && dayOf(date) <= day) {
      last = date > last ? date : last;
      const known = newest.get(of[point]);
      if (known === undefined || dateOf(known) <= date) {
        newest.set(of[point], point);
      }
    }
  }
  const oldest = last === '' ? '' : dayBefore(dayOf(last), DAYS_OF_ONE_TIME);
  return [...newest.values()]
    .filter(point => dayOf(dateOf(point)) >= oldest && xs[point] > 0 && ys[point] > 0)
    .map(point => ({x: xs[point], y: ys[point], point}));
}

/** Those that no other beats in both; from left to right. */
function frontier(all, more) {
  const sortedByX = [...all].sort((a, b) => (more ? b.x - a.x : a.x - b.x) || b.y - a.y);
  const best = [];
  for (const one of sortedByX) {
    if (best.length === 0 || one.y > best[best.length - 1].y) {
      best.push(one);
    }
  }
  return best.sort((a, b) => a.x - b.x);
}

function frontierLine(name, index, all, day, against, metric, hollow = false) {
  return {name, index, day, hollow, points: frontier(asOf(all, day, against, metric), AGAINST[against].more)};
}

function besides(name, index, all, day, against, metric) {
  const every = asOf(all, day, against, metric);
  const best = new Set(frontier(every, AGAINST[against].more).map(({point}) => point));
  const behind = every.filter(({point}) => !best.has(point)).map(one => ({...one, note: '', line: name}));
  return behind.length === 0 ? [] : [{name, index, faint: true, points: behind}];
}
