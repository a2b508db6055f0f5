
// Under load: response times against the rate that was asked for, and the knee.

const LOAD_PERCENTILES = [['p50', 'dotted'], ['p99', 'solid'], ['p999', 'dashed']];

function percentileOf(figure) {
  return figure === 'p999' ? 'p99.9' : figure;
}

// Lines of one colour for each curve, one for each percentile; hollow where the rate was not kept.
function loadChart(parent, entry, curves) {
  chart(parent, isNarrow() ? 380 : 460, 'Response time over rate', () => ({
    grid: {left: 30, right: 30, top: 34, bottom: 64, containLabel: true},
    tooltip: tooltip('item', (point) => {
      const row = point.data && entry.rows[point.data.row];
      return row ? loadTooltip(entry, row) : '';
    }),
    legend: legend(),
    xAxis: valueAxis('set+get per second asked', {type: 'log', nameGap: 26, min: (range) => niceBelow(range.min)}),
    yAxis: valueAxis('response time, µs', {type: 'log', nameGap: 44, min: (range) => niceBelow(range.min)}),
    series: curves.flatMap((curve, place) => LOAD_PERCENTILES.map(([figure, type]) => {
      const knee = figure === 'p99' ? entry.rows[curve.knee] : undefined;
      return {
        name: curve.name + ' ' + percentileOf(figure), type: 'line', symbol: 'circle', symbolSize: 7,
        itemStyle: {color: color(place)}, lineStyle: {color: color(place), width: 2, type},
        data: curve.rows.map((index) => ({
          value: [entry.rows[index].load.askedPerSecond, entry.rows[index].latencyMicros[figure]], row: index,
          itemStyle: entry.rows[index].load.invalid ? {color: ink('panel'), borderColor: ink('bad'), borderWidth: 2} : {},
        })),
        markPoint: knee ? {
          symbol: 'circle', symbolSize: 17, silent: true,
          itemStyle: {color: 'transparent', borderColor: color(place), borderWidth: 2},
          label: {
            show: true, position: 'top', distance: 6, color: ink('ink'), fontSize: 11,
            formatter: 'knee at ' + axis(knee.load.askedPerSecond) + '/s',
          },
          data: [{coord: [knee.load.askedPerSecond, knee.latencyMicros[figure]]}],
        } : undefined,
      };
    })),
  }));
}

function loadTooltip(entry, row) {
  const load = row.load;
  const times = (figures) => 'p50 ' + short(figures.p50) + ', p99 ' + short(figures.p99) + ', max ' + short(figures.max) + ' µs';
  return ['<b>' + escaped(setting(entry, row)) + '</b>', 'reached ' + number(load.reachedPerSecond) + '/s',
    'response time ' + times(row.latencyMicros), 'service time ' + times(load.serviceMicros),
    'sender late by ' + times(load.latenessMicros),
    ...(load.invalid ? ['invalid: ' + escaped(load.invalid)] : [])].join('<br>');
}

function loadGrid(entry, curve) {
  const headings = [right('asked/s'), right('reached/s'), text(''), right('response p50 µs'), right('p99'), right('p99.9'), right('max'),
    right('service p50 µs'), right('p99'), right('max'), right('sender late p50 µs'), right('p99'), right('max'), {name: 'why invalid', text: true}];
  return grid(headings, curve.rows.map((index) => {
    const row = entry.rows[index];
    const load = row.load;
    const three = (figures) => [short(figures.p50), short(figures.p99), short(figures.max)];
    return {
      mark: load.invalid ? 'failed' : '',
      cells: [number(load.askedPerSecond), number(load.reachedPerSecond), index === curve.knee ? [mark('faster', 'knee')] : marks(row),
        short(row.latencyMicros.p50), short(row.latencyMicros.p99), short(row.latencyMicros.p999), short(row.latencyMicros.max),
        ...three(load.serviceMicros), ...three(load.latenessMicros), load.invalid || ''],
    };
  }));
}

function loads(entry, place) {
  if (!entry.loadCurves) {
    return null;
  }
  const node = section(idOf('load', place), 'Under load',
    'Pairs are started when a schedule says so, whether earlier ones were answered or not. Response time counts from when a pair was due, service time from when it was sent. Hollow points: the rate was not kept, or the sender was late, so that the times are not those of the rate. A ring marks the knee, the highest rate that was kept.');
  const panels = el('div', {class: 'panels'});
  for (const [name, curves] of groupBy(entry.loadCurves, (curve) => curve.form)) {
    const box = panel(name, true);
    curves.forEach((curve) => { curve.name = curve.setting; });
    loadChart(box, entry, curves);
    curves.forEach((curve) => box.append(el('h4', {}, curve.setting), loadGrid(entry, curve)));
    panels.append(box);
  }
  node.append(panels, failures(entry, entry.rows) || '');
  return node;
}
