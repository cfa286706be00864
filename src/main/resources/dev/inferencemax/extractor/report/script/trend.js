// How configurations did over time: throughput above, a latency below.

const LINES_SHOWN = 10;
const THROUGHPUTS = ['tput_per_gpu', 'output_tput_per_gpu', 'input_tput_per_gpu', 'median_intvty', 'joules_per_output_token', 'avg_power_w'];
const LATENCIES = METRICS.map(([metric]) => metric).filter(metric => unitOf(metric) === 's');

const trendView = {
  title: 'Trend',

  render() {
    const choice = new Choice({narrowed: ['precision', 'conc']});
    const upper = THROUGHPUTS.includes(state.get('metric')) ? state.get('metric') : THROUGHPUTS[0];
    const lower = LATENCIES.includes(state.get('latency')) ? state.get('latency') : 'median_ttft';
    const candidates = choice.configurations.filter(configuration => choice.points(configuration).length > 0);
    const lines = mostTelling(candidates, choice).slice(0, LINES_SHOWN);
    const undated = lines.flatMap(configuration => choice.points(configuration)).filter(point => dateOf(point) === '').length;
    const x = {name: 'Date (UTC)', time: true};
    const chart = (id, metric) => figure({
      id, x, y: {name: METRIC_NAMES[metric], unit: unitOf(metric)},
      title: `${METRIC_NAMES[metric]} over time`,
      note: meaningOf(metric),
      lines: lines.map((configuration, index) => ({
        name: labelOf(configuration), index, points: overTime(choice.points(configuration), metric),
      })),
    });
    const marked = lines.some(configuration => overTime(choice.points(configuration), upper).some(({note}) => note));
    say(`${plural(lines.length, 'line')} shown of ${plural(candidates.length, 'configuration')}`);
    return [
      element('h1', {}, 'Trend'),
      element('p', {class: 'intro'}, 'A line a configuration. Choose several GPUs, frameworks or concurrencies to compare them; click a point for where it comes from.'),
      limitNotice(),
      choice.controls(
        metricSelection('metric', 'Above', THROUGHPUTS, upper),
        metricSelection('latency', 'Below', LATENCIES, lower)),
      element('p', {class: 'hint', id: 'shown'},
        candidates.length > lines.length
          ? `${whole(lines.length)} of ${whole(candidates.length)} configurations are drawn: of each GPU and framework first those measured most often. Narrow the choice to see others. ` : '',
        marked ? 'A larger symbol with a ring marks a point whose image or framework is another than the point’s before it. ' : '',
        undated > 0 ? `${plural(undated, 'measurement')} of unknown date cannot be drawn.` : ''),
      chart('trend-upper', upper),
      chart('trend-lower', lower),
    ];
  },
};

/** One of each GPU, framework and precision, then a second of each, and so on; those measured most often first. */
function mostTelling(candidates, choice) {
  const groups = new Map();
  for (const configuration of candidates) {
    const key = engineOf(configuration);
    groups.has(key) || groups.set(key, []);
    groups.get(key).push(configuration);
  }
  const often = configuration => choice.points(configuration).length;
  const ordered = [...groups.values()]
    .map(group => group.map(configuration => [configuration, often(configuration)]).sort((a, b) => b[1] - a[1]).map(([configuration]) => configuration))
    .sort((a, b) => often(b[0]) - often(a[0]));
  const lines = [];
  for (let round = 0; lines.length < candidates.length; round++) {
    ordered.filter(group => group.length > round).forEach(group => lines.push(group[round]));
  }
  return lines;
}

/** Points in the order of time, with a note where the image or the framework changed. */
function overTime(all, metric) {
  const values = points.numbers(metric);
  const dated = all.filter(point => dateOf(point) !== '' && !Number.isNaN(values[point]))
    .sort((a, b) => dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : a - b);
  return dated.map((point, place) => ({
    x: Date.parse(dateOf(point)), y: values[point], point, note: place === 0 ? '' : changeOf(dated[place - 1], point),
  }));
}

function changeOf(before, now) {
  return [['image', 'Image'], ['framework_raw', 'Framework']].map(([column, name]) => {
    const [from, to] = [points.texts(column)[before], points.texts(column)[now]];
    return from !== to && from !== '' && to !== '' ? `${name} changed to ${to}` : '';
  }).filter(Boolean).join('; ');
}
