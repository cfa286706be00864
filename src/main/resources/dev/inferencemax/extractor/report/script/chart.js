// Charts. Lines differ in colour, in symbol and in dash, so that no reader depends on colour; every chart is a table too.

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];
const COLOURS = 8;
const DASHES = ['solid', [8, 4], [2, 3]];

const DATE_LABELS = {year: '{yyyy}', month: '{d} {MMM}', day: '{d} {MMM}'};

const TABLE_ROWS = 1000;

const charts = [];

function themed(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function colourOf(index) {
  return themed(`--line-${index % COLOURS + 1}`);
}

/** A text in a tooltip is drawn, not markup; only the library's own {style|text} has to be kept from it. */
function plain(text) {
  return text.replace(/\{/g, '{\u200b');
}

function disposeCharts() {
  charts.splice(0).forEach(({chart, observer}) => {
    observer.disconnect();
    chart.dispose();
  });
}

/**
 * A figure: heading, legend, chart, and the same as a table.
 * Lines are {name, index, hollow, points: [{x, y, point, note}]}; axes are {name, unit, time}.
 */
function figure({id, title, note, lines, x, y, columns, onlyMarks}) {
  const host = element('div', {class: 'chart', id, role: 'img', 'aria-label': spoken(title, lines, x, y)});
  const shown = lines.filter(line => !state.has('hidden', line.name));
  const tabular = state.has('table', id);
  const toggle = element('button', {
    type: 'button', id: `table-${id}`, class: 'quiet', 'aria-pressed': String(tabular),
    onclick: () => state.toggle('table', id),
  }, tabular ? 'Show as chart' : 'Show as table');
  const empty = lines.every(line => line.points.length === 0);
  const made = element('figure', {},
    element('figcaption', {}, element('h2', {}, title), empty ? null : toggle),
    note ? element('p', {class: 'hint'}, note) : null,
    empty ? element('p', {class: 'notice'}, 'Nothing was measured that fits this choice.')
      : tabular ? lineTable(id, title, lines, columns || [], x, y) : [host, legend(id, lines)]);
  if (!empty && !tabular) {
    drawn.push(() => draw(host, shown, x, y, onlyMarks));
  }
  return made;
}

/** Drawn once the page has its size. */
const drawn = [];

function drawCharts() {
  drawn.splice(0).forEach(one => one());
}

function spoken(title, lines, x, y) {
  const count = lines.reduce((sum, line) => sum + line.points.length, 0);
  return `${title}: ${y.name}${y.unit ? ` in ${y.unit}` : ''} over ${x.name}, ${plural(lines.length, 'line')}, ` +
    `${plural(count, 'point')}. The button before it shows the same as a table.`;
}

function draw(host, lines, x, y, onlyMarks) {
  const chart = echarts.init(host, null, {renderer: 'canvas'});
  const narrow = host.clientWidth < 560;
  const text = {color: themed('--muted'), fontFamily: 'inherit', fontSize: 12};
  const axis = ({name, unit, time, logarithmic}, vertical) => ({
    type: time ? 'time' : logarithmic ? 'log' : 'value',
    scale: true,
    name: vertical ? unit : `${name}${unit ? ` (${unit})` : ''}`,
    nameLocation: vertical ? 'end' : 'middle',
    nameGap: vertical ? 12 : 28,
    nameTextStyle: {...text, align: vertical ? 'left' : 'center'},
    min: time || logarithmic ? undefined : range => range.min >= 0 && range.min < range.max * 0.4 ? 0 : null,
    axisLabel: {...text, hideOverlap: true, formatter: time ? DATE_LABELS : value => MEASURE.format(value)},
    axisLine: {lineStyle: {color: themed('--rule')}},
    splitLine: {show: vertical, lineStyle: {color: themed('--rule')}},
    splitNumber: narrow ? 4 : 7,
  });
  chart.setOption({
    animation: false,
    useUTC: true,
    textStyle: {fontFamily: 'system-ui, sans-serif'},
    grid: {left: 8, right: narrow ? 14 : 24, top: 34, bottom: 34, containLabel: true},
    xAxis: axis(x, false),
    yAxis: axis(y, true),
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: themed('--raised'),
      borderColor: themed('--rule'),
      textStyle: {color: themed('--text'), fontSize: 12, lineHeight: 17},
      formatter: ({data}) => data.point === undefined ? '' : plain(pointText(data, x, y).join('\n')),
    },
    series: lines.map(line => series(line, onlyMarks)),
  });
  chart.on('click', ({data}) => data && data.point !== undefined && openPoint(data.point));
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(host);
  charts.push({chart, observer});
  host.chart = chart;
}

function series({name, index, hollow, points: all, faint}, onlyMarks) {
  const colour = colourOf(index);
  const symbol = SYMBOLS[index % SYMBOLS.length];
  const many = all.length > 200;
  return {
    name,
    type: faint || onlyMarks ? 'scatter' : 'line',
    symbol: hollow ? 'empty' + symbol[0].toUpperCase() + symbol.slice(1) : symbol,
    symbolSize: faint ? 5 : many ? 5 : 8,
    showAllSymbol: true,
    lineStyle: {color: colour, width: 2, type: hollow ? [4, 4] : DASHES[Math.floor(index / COLOURS) % DASHES.length]},
    itemStyle: {color: colour, opacity: faint ? 0.45 : 1},
    emphasis: {scale: 1.6},
    data: all.map(({x, y, point, note, line}) => ({
      value: [x, y], point, note, line: line || name,
      ...(note ? {symbolSize: 12, itemStyle: {color: colour, borderColor: themed('--text'), borderWidth: 2}} : {}),
    })),
  };
}

function pointText({value, point, note, line}, x, y) {
  return [
    line,
    labelOf(points.numbers('configuration')[point]),
    moment(dateOf(point)),
    ...(x.time ? [] : [`${x.name}: ${withUnit(value[0], x.unit)}`]),
    `${y.name}: ${withUnit(value[1], y.unit)}`,
    ...(note ? [note] : []),
    'Click for where it comes from',
  ].filter((text, place, all) => all.indexOf(text) === place).map(text => text.length > 90 ? text.slice(0, 89) + '…' : text);
}

function legend(id, lines) {
  if (lines.length === 0) {
    return null;
  }
  return element('ul', {class: 'legend', 'aria-label': 'Lines'}, lines.filter(line => !line.faint).map((line, place) => {
    const hidden = state.has('hidden', line.name);
    return element('li', {}, element('button', {
      type: 'button', id: `line-${id}-${place}`, 'aria-pressed': String(!hidden),
      title: hidden ? 'Show this line' : 'Hide this line',
      onclick: () => state.toggle('hidden', line.name),
    }, swatch(line), published(line.name)));
  }));
}

const SVG = 'http://www.w3.org/2000/svg';

function drawing(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function swatch({index, hollow}) {
  const made = drawing('svg', {class: `swatch line-${index % COLOURS + 1}`, viewBox: '0 0 28 12', 'aria-hidden': 'true'});
  const dash = hollow ? [4, 4] : DASHES[Math.floor(index / COLOURS) % DASHES.length];
  made.append(drawing('line', {x1: 0, x2: 28, y1: 6, y2: 6, 'stroke-dasharray': Array.isArray(dash) ? dash.join(' ') : ''}));
  const shape = {
    circle: ['circle', {cx: 14, cy: 6, r: 4.5}],
    rect: ['rect', {x: 10, y: 2, width: 8, height: 8}],
    triangle: ['path', {d: 'M14 1 L19 10.5 L9 10.5 Z'}],
    diamond: ['path', {d: 'M14 0.5 L19.5 6 L14 11.5 L8.5 6 Z'}],
  }[SYMBOLS[index % SYMBOLS.length]];
  made.append(drawing(shape[0], {...shape[1], class: hollow ? 'hollow' : 'full'}));
  return made;
}

function lineTable(id, title, lines, columns, x, y) {
  const rows = lines.flatMap(line => line.points.map(one => ({...one, line: one.line || line.name})));
  return tableOf(rows.length > TABLE_ROWS ? `${title}: the first ${whole(TABLE_ROWS)} of ${whole(rows.length)} points` : title, [
    {name: 'Line', cell: row => published(row.line)},
    ...columns,
    {name: x.time ? 'Date (UTC)' : `${x.name}${x.unit ? ` (${x.unit})` : ''}`, number: !x.time,
      cell: row => x.time ? moment(dateOf(row.point)) : measure(row.x)},
    {name: `${y.name}${y.unit ? ` (${y.unit})` : ''}`, number: true, cell: row => measure(row.y)},
    {name: 'Note', cell: row => row.note || ''},
    {name: 'Origin', stays: true, cell: (row, place) => detailsButton(row.point, `${id}-${place}`)},
  ].filter(column => column.name !== 'Note' || rows.some(row => row.note)), rows.slice(0, TABLE_ROWS));
}
