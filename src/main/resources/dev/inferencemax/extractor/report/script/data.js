// What the page knows: tables column by column, each column read only when somebody asks for it.

const embedded = JSON.parse(document.getElementById('data').textContent);

class Table {
  constructor({total, rows, columns}) {
    this.total = total;
    this.rows = rows;
    this.columns = columns;
    this.read = new Map();
  }

  column(name, reader) {
    if (!this.read.has(name)) {
      const column = this.columns[name];
      this.read.set(name, reader(this.rows === 0 ? [] : column.cells.split(','), column.words));
    }
    return this.read.get(name);
  }

  /** Empty text: unknown, or not applicable. */
  texts(name) {
    return this.column(name, (cells, words) => cells.map(cell => cell === '' ? '' : words ? words[Number(cell)] : cell));
  }

  /** NaN: unknown, or not applicable. */
  numbers(name) {
    return this.column(name, cells => Float64Array.from(cells, cell => cell === '' ? NaN : Number(cell)));
  }

  all() {
    return Array.from({length: this.rows}, (unused, row) => row);
  }
}

const tables = Object.fromEntries(Object.entries(embedded.tables).map(([name, table]) => [name, new Table(table)]));
const {configurations, runs, artifacts, points} = tables;

const METRICS = [
  ['tput_per_gpu', 'Throughput per GPU'],
  ['output_tput_per_gpu', 'Output throughput per GPU'],
  ['input_tput_per_gpu', 'Input throughput per GPU'],
  ['median_ttft', 'Median time to first token'],
  ['p99_ttft', '99th percentile of time to first token'],
  ['mean_ttft', 'Mean time to first token'],
  ['median_tpot', 'Median time per output token'],
  ['p99_tpot', '99th percentile of time per output token'],
  ['mean_tpot', 'Mean time per output token'],
  ['median_itl', 'Median inter-token latency'],
  ['median_e2el', 'Median end-to-end latency'],
  ['p99_e2el', '99th percentile of end-to-end latency'],
  ['mean_e2el', 'Mean end-to-end latency'],
  ['median_intvty', 'Median interactivity'],
  ['avg_power_w', 'Mean power of a GPU'],
  ['joules_per_output_token', 'Energy per output token'],
  ['joules_per_total_token', 'Energy per token'],
];
const METRIC_NAMES = Object.fromEntries(METRICS);

function unitOf(metric) {
  return (embedded.meanings[metric] || {}).unit || '';
}

function meaningOf(column) {
  return (embedded.meanings[column] || {}).meaning || '';
}

/** What is said of the run of a point. */
function ofRun(point, column) {
  return runs.texts(column)[points.numbers('run')[point]];
}

function ofConfiguration(point, column) {
  return configurations.texts(column)[points.numbers('configuration')[point]];
}

function dateOf(point) {
  return ofRun(point, 'benchmark_date');
}

function flagsOf(point) {
  const flags = points.texts('flags')[point];
  return flags === '' ? [] : flags.split(';');
}

function ruleOf(flag) {
  return flag.split(':')[0];
}

const officialByFlags = new Map();

/** Made on the main branch of the benchmark, as far as anybody knows. */
function isOfficial(point) {
  const flags = points.texts('flags')[point];
  if (!officialByFlags.has(flags)) {
    officialByFlags.set(flags, !flags.split(';').includes('unofficial'));
  }
  return officialByFlags.get(flags);
}

let pointsByConfiguration = null;

/** Oldest first. */
function pointsOf(configuration) {
  if (!pointsByConfiguration) {
    pointsByConfiguration = Array.from({length: configurations.rows}, () => []);
    points.numbers('configuration').forEach((of, point) => pointsByConfiguration[of].push(point));
  }
  return pointsByConfiguration[configuration];
}

/** What was asked of the server: lengths, or the kind of load where it has none. */
function loadOf(configuration) {
  const isl = configurations.texts('isl')[configuration];
  const osl = configurations.texts('osl')[configuration];
  const scenario = configurations.texts('scenario')[configuration];
  if (isl === '' && osl === '') {
    return scenario === 'fixed-seq' ? 'lengths unknown' : scenario;
  }
  return `${isl === '' ? '?' : whole(Number(isl))} in / ${osl === '' ? '?' : whole(Number(osl))} out`;
}

/** TP 8 EP 1, or the same of both roles; only what is known. */
function parallelismOf(configuration) {
  const of = column => configurations.texts(column)[configuration];
  const side = prefix => [
    ['TP', 'tp'], ['PP', 'pp'], ['DCP', 'dcp_size'], ['PCP', 'pcp_size'], ['EP', 'ep'],
  ].filter(([, column]) => of(prefix + column) !== '').map(([short, column]) => `${short} ${of(prefix + column)}`)
    .concat(of(prefix + 'dp_attention') === 'true' ? ['DP attention'] : []);
  const role = (letter, prefix) => {
    const parts = side(prefix);
    const workers = of(prefix + 'num_workers');
    return parts.length === 0 && workers === '' ? '' : [letter, workers ? `${workers} ×` : '', ...parts].filter(Boolean).join(' ');
  };
  const gpus = of('num_gpus');
  return [
    side('').join(' '),
    role('P', 'prefill_'),
    role('D', 'decode_'),
    of('is_multinode') === 'true' && gpus !== '' ? `${gpus} GPUs` : '',
  ].filter(Boolean).join(' · ');
}

function engineOf(configuration) {
  const of = column => configurations.texts(column)[configuration];
  const spec = of('spec_decoding');
  return [of('gpu'), of('framework'), of('precision'), spec === 'none' || spec === '' ? '' : spec,
    of('disagg') === 'true' ? 'disaggregated' : '', of('kv_offloading') ? `KV offload ${of('kv_offloading')}` : '']
    .filter(Boolean).join(' ');
}

function labelOf(configuration) {
  const conc = configurations.texts('conc')[configuration];
  return [engineOf(configuration), parallelismOf(configuration), conc ? `conc ${whole(Number(conc))}` : '']
    .filter(Boolean).join(' · ');
}

/** Names a point in a link: by where it was published, so that it is the same in the next report. */
function keyOf(point) {
  const artifact = points.numbers('artifact')[point];
  return [ofRun(point, 'run_id'), artifacts.texts('artifact_id')[artifact] || artifacts.texts('artifact_name')[artifact],
    fileOf(point), points.texts('record_index')[point]].join('/');
}

function pointWith(key) {
  for (let point = 0; point < points.rows; point++) {
    if (keyOf(point) === key) {
      return point;
    }
  }
  return null;
}

/** A star stands for the name of the artifact. */
function fileOf(point) {
  const file = points.texts('artifact_file')[point];
  const name = artifacts.texts('artifact_name')[points.numbers('artifact')[point]];
  return name.includes('*') ? file : file.split('*').join(name);
}

const DEFAULT_REPOSITORY = 'InferenceMAX/InferenceMAX';

/** Only a number and a plain name ever become part of an address. */
function runAddress(runId, repository) {
  return /^[0-9]+$/.test(runId)
    ? `https://github.com/${/^[\w.-]+\/[\w.-]+$/.test(repository) ? repository : DEFAULT_REPOSITORY}/actions/runs/${runId}`
    : null;
}

function runLink(runId, repository, text = runId) {
  const address = runAddress(runId, repository);
  return address ? element('a', {href: address, rel: 'noreferrer'}, text) : element('span', {}, runId || 'unknown');
}
