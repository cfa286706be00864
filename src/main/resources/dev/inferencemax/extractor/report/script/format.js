// Numbers with units, thousands apart; dates in UTC.

const WHOLE = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
const MEASURE = new Intl.NumberFormat('en-US', {maximumSignificantDigits: 5});
const DAY_MILLISECONDS = 86400000;

function whole(number) {
  return WHOLE.format(number);
}

function measure(number) {
  return Number.isNaN(number) ? '–' : MEASURE.format(number);
}

function withUnit(number, unit) {
  return Number.isNaN(number) ? '–' : unit ? `${MEASURE.format(number)} ${unit}` : MEASURE.format(number);
}

/** A ratio as a change in per cent, always with its sign. */
function change(ratio) {
  const percent = (ratio - 1) * 100;
  return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${MEASURE.format(Number(Math.abs(percent).toFixed(1)))} %`;
}

function plural(count, one, many = one + 's') {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

function dayOf(date) {
  return date.slice(0, 10);
}

function moment(date) {
  return date ? `${date.slice(0, 10)} ${date.slice(11, 16)} UTC` : 'unknown';
}

function dayBefore(day, days) {
  return new Date(Date.parse(day) - days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}
