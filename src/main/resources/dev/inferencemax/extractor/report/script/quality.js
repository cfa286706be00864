// What is known against rows, by rule; and whether the earlier era agrees with the later.

const AGREEMENT_ROWS = 50;

/** Each finding once, by the row it is about; null where several rows are meant by it. */
let findingsOfRows = null;

function findingOf(point, rule) {
  const {findings} = tables;
  const key = (run, artifact, index, of) => [run, artifact, index, of].join(' ');
  if (!findingsOfRows) {
    findingsOfRows = new Map();
    findings.all().forEach(row => {
      const of = key(...['run_id', 'artifact_id', 'record_index', 'rule'].map(name => findings.texts(name)[row]));
      findingsOfRows.set(of, findingsOfRows.has(of) ? null : findings.texts('detail')[row]);
    });
  }
  return findingsOfRows.get(key(ofRun(point, 'run_id'), artifacts.texts('artifact_id')[points.numbers('artifact')[point]],
    points.texts('record_index')[point], rule)) || '';
}

/** The gravest last. */
const SEVERITIES = ['', 'info', 'warning', 'error'];

function ruleMeaning(rule) {
  return embedded.flags[rule] || '';
}

const qualityView = {
  title: 'Quality',

  render() {
    return [
      element('h1', {}, 'Quality'),
      element('p', {class: 'intro'}, 'Nothing published is dropped or altered; what is doubtful is flagged. Each rule opens the rows concerned.'),
      this.rules(),
      this.findings(),
      this.agreement(),
      this.rejected(),
    ];
  },

  rules() {
    const {rules} = tables;
    const of = column => rules.texts(column);
    const numbers = column => rules.numbers(column);
    const most = row => numbers('rows')[row] || numbers('findings')[row];
    const onPage = ruleCounts();
    const gravity = row => SEVERITIES.indexOf(of('severity')[row]);
    const withSeverity = of('severity').some(severity => severity !== '');
    return element('section', {'aria-labelledby': 'rules-title'},
      element('h2', {id: 'rules-title'}, 'Flags by rule'),
      rules.rows === 0 ? element('p', {}, 'Nothing is known against any row.') : tableOf('Rules', [
        {name: 'Rule', cell: row => element('code', {}, published(of('rule')[row]))},
        {name: 'Rows concerned', short: true, cell: row => {
          const rule = of('rule')[row];
          const count = onPage.get(rule) || 0;
          const some = count < most(row) ? `${whole(count)} of ` : '';
          return count > 0
            ? element('a', {href: state.with({view: 'provenance', rule}, new URLSearchParams()), id: `rule-${rule}`}, `${some}${plural(most(row), 'row')}`)
            : numbers('rows')[row] === 0 ? element('a', {href: state.with({view: 'quality', findings: rule}, new URLSearchParams()), id: `rule-${rule}`}, plural(most(row), 'finding'))
              : `${plural(most(row), 'row')}, none on this page`;
        }},
        ...(withSeverity ? [{name: 'Severity', cell: row => of('severity')[row]}] : []),
        {name: 'Meaning', wide: true, cell: row => ruleMeaning(of('rule')[row])},
      ], rules.all().sort((a, b) => gravity(b) - gravity(a) || most(b) - most(a))));
  },

  /** What the validation found of one rule beyond the flags of the rows. */
  findings() {
    const rule = state.get('findings');
    if (rule === '') {
      return null;
    }
    const {findings} = tables;
    const of = column => findings.texts(column);
    const rows = findings.all().filter(row => of('rule')[row] === rule);
    const place = new Map();
    points.all().forEach(point => {
      const artifact = artifacts.texts('artifact_id')[points.numbers('artifact')[point]];
      place.set(`${ofRun(point, 'run_id')} ${artifact} ${points.texts('record_index')[point]}`, point);
    });
    return element('section', {'aria-labelledby': 'findings-title'},
      element('h2', {id: 'findings-title'}, 'Findings of ', published(rule)),
      tableOf(`Findings of ${rule}`, [
        {name: 'Run', cell: row => runLink(of('run_id')[row], of('repository')[row])},
        {name: 'Artifact id', cell: row => of('artifact_id')[row]},
        {name: 'Index', number: true, cell: row => of('record_index')[row]},
        {name: 'Detail', cell: row => published(of('detail')[row])},
        {name: 'Origin', stays: true, cell: (row, nth) => {
          const point = place.get(`${of('run_id')[row]} ${of('artifact_id')[row]} ${of('record_index')[row]}`);
          return point === undefined ? '' : detailsButton(point, `finding-${nth}`);
        }},
      ], rows));
  },

  agreement() {
    const {consistency} = tables;
    const agreement = agreementOf();
    if (!agreement) {
      return null;
    }
    const of = column => consistency.texts(column);
    const outside = consistency.all().filter(row => of('within_band')[row] === 'false')
      .sort((a, b) => Math.abs(Math.log(consistency.numbers('ratio_tput_per_gpu')[b])) - Math.abs(Math.log(consistency.numbers('ratio_tput_per_gpu')[a])));
    const engine = row => ['gpu', 'framework', 'precision'].map(column => of(column)[row]).filter(Boolean).join(' ') +
      ['tp', 'ep', 'conc'].map(column => of(column)[row] === '' ? '' : ` · ${column} ${of(column)[row]}`).join('');
    return element('section', {'aria-labelledby': 'agreement-title', id: 'agreement'},
      element('h2', {id: 'agreement-title'}, `Agreement of ${erasCompared()}`),
      element('p', {}, [element('strong', {}, agreement.value), ' ', agreement.more, '. What they are is in consistency.csv.']),
      outside.length === 0 ? null : tableOf('Configurations that do not agree, the farthest apart first', [
        {name: 'Model', cell: row => published(of('model')[row])},
        {name: 'Configuration', wide: true, cell: row => published(engine(row))},
        {name: 'Lengths (tokens)', short: true, cell: row => `${measure(Number(of('isl')[row]))} in / ${measure(Number(of('osl')[row]))} out`},
        {name: 'Before', cell: row => [dayOf(of('before_date')[row]), ' ', runLink(of('before_run_id')[row], of('before_repository')[row])]},
        {name: 'After', cell: row => [dayOf(of('after_date')[row]), ' ', runLink(of('after_run_id')[row], of('after_repository')[row])]},
        {name: 'Before (tokens/s/GPU)', number: true, cell: row => measure(consistency.numbers('before_tput_per_gpu')[row])},
        {name: 'After (tokens/s/GPU)', number: true, cell: row => measure(consistency.numbers('after_tput_per_gpu')[row])},
        {name: 'Change', short: true, cell: row => change(consistency.numbers('ratio_tput_per_gpu')[row])},
        {name: 'Why', wide: true, cell: row => published(of('why')[row].split(';').join(', ').replace(/_/g, ' '))},
      ], outside.slice(0, AGREEMENT_ROWS)),
      outside.length > AGREEMENT_ROWS ? element('p', {class: 'hint'}, `The first ${AGREEMENT_ROWS} of ${whole(outside.length)}; consistency.csv has all.`) : null);
  },

  rejected() {
    const {rejected} = tables;
    const of = column => rejected.texts(column);
    const reasons = Object.entries(embedded.counts.rejected || {}).sort((a, b) => b[1] - a[1]);
    return element('section', {'aria-labelledby': 'rejected-title'},
      element('h2', {id: 'rejected-title'}, `Rejected: ${whole(rejected.total)}`),
      reasons.length === 0 ? element('p', {}, 'Whatever was published could be used.')
        : reasons.map(([reason, count]) => element('details', {class: 'unfold'},
          element('summary', {}, element('code', {}, reason), ` ${whole(count)}`),
          tableOf(`Rejected: ${reason}`, [
            {name: 'Run', cell: row => runLink(of('run_id')[row], of('repository')[row])},
            {name: 'Artifact', cell: row => published(of('artifact_name')[row])},
            {name: 'File', cell: row => published(of('file')[row])},
            {name: 'Index', number: true, cell: row => of('record_index')[row]},
            {name: 'Detail', cell: row => published(of('detail')[row])},
          ], rejected.all().filter(row => of('reason')[row] === reason).slice(0, 200)))));
  },
};

function ruleCounts() {
  const counts = new Map();
  points.all().forEach(point => new Set(flagsOf(point).map(ruleOf)).forEach(rule => counts.set(rule, (counts.get(rule) || 0) + 1)));
  return counts;
}
