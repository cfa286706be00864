// At a glance: how much there is, what is new, what is missing and what is doubtful.

const MOVES_SHOWN = 6;
/** Less than that is within what one machine differs from day to day. */
const MOVE_WORTH_TELLING = 0.05;

function daysWithRows() {
  return [...new Set(tables.days.texts('day'))].filter(day => day !== '').sort();
}

function totals(column) {
  const all = tables.days.texts(column);
  return new Set(all.filter(value => value !== ''));
}

const overviewView = {
  title: 'Overview',

  render() {
    const days = daysWithRows();
    const newest = days[days.length - 1] || '';
    return [
      element('h1', {}, 'Overview'),
      limitNotice(),
      this.cards(days),
      newest === '' ? null : this.fresh(days, newest),
      this.growth(days),
    ];
  },

  cards(days) {
    const agreement = agreementOf();
    const flagged = embedded.rows_with_flags;
    const card = (name, value, more, address) => element('li', {},
      element('span', {class: 'label'}, name),
      address ? element('a', {class: 'value', href: address}, value) : element('span', {class: 'value'}, value),
      element('span', {class: 'more'}, more));
    const losses = tables.losses.total;
    return element('ul', {class: 'cards', id: 'cards'},
      card('Rows', whole(points.total), `of ${plural(embedded.runs, 'run')}`, '#view=provenance'),
      card('Configurations', whole(embedded.configurations), `${plural(totals('model').size, 'model')} on ${plural(totals('gpu').size, 'GPU')}`, '#view=pareto'),
      card('Newest day (UTC)', days.length === 0 ? 'none' : days[days.length - 1],
        days.length === 0 ? '' : `since ${days[0]}, ${plural(days.length, 'day')} with results`, '#view=coverage'),
      card('Lost', whole(losses), losses === 0 ? 'no artifact is lost' : 'artifacts that no source has', '#view=coverage'),
      card('Rows with flags', whole(flagged), points.total === 0 ? '' : `${measure(Number((100 * flagged / points.total).toFixed(1)))} % of all`, '#view=quality'),
      agreement ? card(erasCompared(), agreement.value, agreement.more, '#view=quality') : null);
  },

  /** What came on the newest day, or since any other. */
  fresh(days, newest) {
    const since = days.includes(state.get('since')) ? state.get('since') : newest;
    const choice = {wants: point => state.get('unofficial') === '1' || isOfficial(point)};
    const isFresh = point => dayOf(dateOf(point)) >= since;
    const fresh = points.all().filter(isFresh);
    const runIds = [...new Set(fresh.map(point => points.numbers('run')[point]))];
    const touched = [...new Set(fresh.map(point => points.numbers('configuration')[point]))];
    const unseen = touched.filter(configuration => isFresh(pointsOf(configuration)[0]) && allOnPage(configuration));
    const rows = tables.days.all().filter(row => tables.days.texts('day')[row] >= since)
      .reduce((sum, row) => sum + tables.days.numbers('rows')[row], 0);
    const moves = touched.map(configuration => moveOf(configuration, isFresh, choice)).filter(Boolean)
      .sort((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
    const worth = moves.filter(({ratio}) => Math.abs(ratio - 1) >= MOVE_WORTH_TELLING);
    const address = more => state.with({view: 'provenance', ...more}, new URLSearchParams());
    return element('section', {'aria-labelledby': 'fresh-title'},
      element('h2', {id: 'fresh-title'}, 'What is new'),
      element('form', {class: 'choice', 'aria-label': 'Since when', onsubmit: event => event.preventDefault()},
        selection('since', 'Since', [...days].reverse().map((day, place) => [day, place === 0 ? `${day} (newest)` : day]), since,
          value => ({since: value === newest ? null : value}))),
      element('ul', {class: 'facts-line'},
        element('li', {}, element('a', {href: address({since})}, plural(rows, 'row')), embedded.newest_of_each === 0 ? ` of ${plural(runIds.length, 'run')}` : ''),
        element('li', {}, element('a', {href: address({since, fresh: since})}, plural(unseen.length, 'configuration')), ' never measured before'),
        element('li', {}, `${whole(worth.length)} of ${whole(moves.length)} measured again changed their throughput by ${MOVE_WORTH_TELLING * 100} % or more`)),
      worth.length === 0 ? null : tableOf(
        worth.length > MOVES_SHOWN * 2 ? `The ${MOVES_SHOWN * 2} largest changes of throughput per GPU` : 'Changes of throughput per GPU', [
          {name: 'Model', cell: move => published(configurations.texts('model')[move.configuration])},
          {name: 'Configuration', cell: move => element('a', {href: state.with({view: 'trend', ...choiceOf(move.configuration)}, new URLSearchParams())},
            published(labelOf(move.configuration)))},
          {name: 'Lengths (tokens)', short: true, cell: move => loadOf(move.configuration)},
          {name: 'Before (tokens/s/GPU)', number: true, cell: move => measure(move.before)},
          {name: 'Now (tokens/s/GPU)', number: true, cell: move => measure(move.now)},
          {name: 'Change', number: true, cell: move => element('span', {class: move.ratio > 1 ? 'up' : 'down'}, `${move.ratio > 1 ? '▲' : '▼'} ${change(move.ratio)}`)},
          {name: 'Image', cell: move => move.imageChanged ? 'changed' : 'the same'},
          {name: 'Origin', stays: true, cell: (move, place) => detailsButton(move.point, `move-${place}`)},
        ], worth.slice(0, MOVES_SHOWN * 2)));
  },

  growth(days) {
    const perDay = new Map(days.map(day => [day, 0]));
    const rows = tables.days.numbers('rows');
    tables.days.texts('day').forEach((day, row) => day !== '' && perDay.set(day, perDay.get(day) + rows[row]));
    return barFigure('growth', 'Rows a day', [...perDay].map(([day, count]) => ({day, count})));
  },
};

function moveOf(configuration, isFresh, choice) {
  const all = pointsOf(configuration).filter(point => choice.wants(point));
  const now = all[all.length - 1];
  const before = all.filter(point => !isFresh(point)).pop();
  const throughput = points.numbers('tput_per_gpu');
  if (now === undefined || before === undefined || !isFresh(now) || !(throughput[before] > 0) || !(throughput[now] > 0)) {
    return null;
  }
  return {
    configuration, point: now, before: throughput[before], now: throughput[now], ratio: throughput[now] / throughput[before],
    imageChanged: points.texts('image')[now] !== points.texts('image')[before],
  };
}

/** Its first point is its first measurement. */
function allOnPage(configuration) {
  return pointsOf(configuration).length === configurations.numbers('rows')[configuration];
}

/** Said wherever not every row is a point. */
function limitNotice() {
  return embedded.newest_of_each === 0 ? null : element('p', {class: 'notice', id: 'limit'},
    `Of ${whole(points.total)} rows this page draws the newest ${whole(embedded.newest_of_each)} of each configuration, ` +
    `${whole(points.rows)} points. Figures and coverage count all rows; history.csv has them.`);
}

/** Which months the comparison is of. */
function erasCompared() {
  const months = column => [...new Set(tables.consistency.texts(column).filter(Boolean).map(date => date.slice(0, 7)))].sort();
  const name = month => new Date(month + '-01').toLocaleDateString('en-GB', {month: 'short', year: 'numeric', timeZone: 'UTC'});
  const range = column => {
    const all = months(column);
    return all.length < 2 ? all.map(name).join('') : `${name(all[0])} – ${name(all[all.length - 1])}`;
  };
  return range('before_date') === '' ? 'October and December' : `${range('before_date')} and ${range('after_date')}`;
}

/** Of October and December, or of whatever the comparison was made of; null: there was none. */
function agreementOf() {
  const counts = embedded.counts.consistency;
  if (!counts) {
    return null;
  }
  const agree = counts.true || 0;
  const compared = agree + (counts.false || 0);
  return compared === 0
    ? {value: '–', more: 'no configuration was measured in both, before and after'}
    : {value: `${measure(Number((100 * agree / compared).toFixed(1)))} %`, more: `agree, of ${plural(compared, 'configuration')} measured before and after`};
}

function barFigure(id, title, bars) {
  if (bars.length === 0) {
    return null;
  }
  const tabular = state.has('table', id);
  const host = element('div', {class: 'chart low', id, role: 'img',
    'aria-label': `${title}: ${bars.length} days, ${whole(Math.max(...bars.map(bar => bar.count)))} at the most. The button before it shows the same as a table.`});
  if (!tabular) {
    drawn.push(() => drawBars(host, bars));
  }
  return element('figure', {},
    element('figcaption', {}, element('h2', {}, title), element('button', {
      type: 'button', id: `table-${id}`, class: 'quiet', 'aria-pressed': String(tabular),
      onclick: () => state.toggle('table', id),
    }, tabular ? 'Show as chart' : 'Show as table')),
    tabular ? tableOf(title, [
      {name: 'Day (UTC)', cell: bar => bar.day}, {name: 'Rows', number: true, cell: bar => whole(bar.count)},
    ], bars) : host);
}

function drawBars(host, bars) {
  const chart = echarts.init(host, null, {renderer: 'canvas'});
  const text = {color: themed('--muted'), fontSize: 12};
  chart.setOption({
    animation: false,
    useUTC: true,
    textStyle: {fontFamily: 'system-ui, sans-serif'},
    grid: {left: 8, right: 24, top: 30, bottom: 8, containLabel: true},
    xAxis: {type: 'time', axisLabel: {...text, hideOverlap: true, formatter: DATE_LABELS}, axisLine: {lineStyle: {color: themed('--rule')}},
      min: Date.parse(bars[0].day) - DAY_MILLISECONDS, max: Date.parse(bars[bars.length - 1].day) + DAY_MILLISECONDS},
    yAxis: {type: 'value', name: 'rows', nameTextStyle: {...text, align: 'left'}, axisLabel: {...text, formatter: whole}, splitLine: {lineStyle: {color: themed('--rule')}}},
    tooltip: {
      renderMode: 'richText', confine: true, backgroundColor: themed('--raised'), borderColor: themed('--rule'),
      textStyle: {color: themed('--text'), fontSize: 12},
      formatter: ({data}) => `${data.day}\n${plural(data.value[1], 'row')}`,
    },
    series: [{type: 'bar', barMaxWidth: 14, barMinWidth: 2, itemStyle: {color: colourOf(0)},
      data: bars.map(({day, count}) => ({value: [Date.parse(day), count], day}))}],
  });
  chart.on('click', ({data}) => data && state.go(state.with({view: 'provenance', day: data.day}, new URLSearchParams())));
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(host);
  charts.push({chart, observer});
  host.chart = chart;
}
