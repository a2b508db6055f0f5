
// Charts, drawn by ECharts. Each is drawn again when the theme changes.

const charts = [];

// A chart in a panel; options() is asked again for each theme.
function chart(parent, height, label, options) {
  const place = el('div', {class: 'chart', role: 'img', 'aria-label': label});
  place.style.height = height + 'px';
  parent.append(place);
  const one = {place, options, instance: null};
  charts.push(one);
  return one;
}

function draw(one) {
  const selected = one.instance ? one.instance.getOption().legend?.[0]?.selected : null;
  one.instance?.dispose();
  one.instance = echarts.init(one.place, null, {renderer: 'svg'});
  const options = one.options();
  if (selected && options.legend && Object.keys(selected).length) {
    options.legend.selected = selected;
  }
  one.instance.setOption({...common(), ...options});
}

function drawAll() {
  charts.forEach(draw);
}

const resizing = new ResizeObserver((entries) => entries.forEach((entry) => {
  const one = charts.find((candidate) => candidate.place === entry.target);
  if (one?.instance && one.place.clientWidth !== one.instance.getWidth()) {
    draw(one);
  }
}));

function isNarrow() {
  return window.innerWidth < 640;
}

function common() {
  return {
    animation: false,
    textStyle: {color: ink('ink'), fontFamily: getComputedStyle(document.body).fontFamily},
    aria: {enabled: false},
  };
}

function tooltip(trigger, formatter) {
  return {
    trigger, formatter, confine: true, backgroundColor: ink('paper'), borderColor: ink('line'),
    textStyle: {color: ink('ink'), fontSize: 12}, axisPointer: {lineStyle: {color: ink('faint')}},
    extraCssText: 'max-height: 60vh; overflow: hidden;',
  };
}

function legend(extra) {
  return {
    type: 'scroll', bottom: 0, left: 0, itemWidth: 14, itemHeight: 9, textStyle: {color: ink('ink'), fontSize: 12},
    inactiveColor: ink('line'), pageTextStyle: {color: ink('ink')}, pageIconColor: ink('accent'),
    pageIconInactiveColor: ink('line'), ...extra,
  };
}

function valueAxis(name, extra) {
  return {
    name, nameLocation: 'middle', nameTextStyle: {color: ink('faint'), fontSize: 12},
    axisLabel: {color: ink('faint'), fontSize: 11, hideOverlap: true, formatter: axis},
    axisLine: {lineStyle: {color: ink('line')}}, splitLine: {lineStyle: {color: ink('line')}},
    minorSplitLine: {show: false}, ...extra,
  };
}

// A name in lines that fit beside a chart.
function wrapped(name) {
  const width = isNarrow() ? 15 : 34;
  return name.split(' ').reduce((lines, word) => {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length < width) {
      lines[lines.length - 1] = last + ' ' + word;
    } else {
      lines.push(word);
    }
    return lines;
  }, []);
}

// Names one under the other, each with a mark in a tone below it, if it has one.
function nameAxis(items) {
  const tones = {bad: ink('bad'), warn: ink('warn'), good: ink('good'), faint: ink('faint')};
  const rich = {name: {color: ink('ink'), fontSize: 12, lineHeight: 15, align: 'right'}};
  for (const [tone, value] of Object.entries(tones)) {
    rich[tone] = {color: value, fontSize: 11, lineHeight: 14, align: 'right'};
  }
  return {
    type: 'category', inverse: true, data: items.map((item, place) => String(place)),
    axisTick: {show: false}, axisLine: {lineStyle: {color: ink('line')}},
    axisLabel: {
      interval: 0, rich, align: 'right',
      formatter: (place) => {
        const item = items[Number(place)];
        const lines = wrapped(item.name).map((line) => '{name|' + line + '}');
        return [...lines, ...(item.mark ? ['{' + item.tone + '|' + item.mark + '}'] : [])].join('\n');
      },
    },
  };
}

function rowAxis(entry, rows) {
  return nameAxis(rows.map((row) => ({
    name: setting(entry, row),
    mark: isFailed(row) ? noFigures(row) : isUnsteady(row) ? 'unsteady' : '',
    tone: isFailed(row) && !isLeftOut(row) ? 'bad' : 'warn',
  })));
}

// Rows need more room where their names take several lines.
function heightOf(names) {
  return Math.max(...names.map((name) => 26 + 15 * wrapped(name).length)) * names.length + AROUND;
}

const AROUND = 92;

// ECharts does not see how wide names of several lines and sizes are.
function rowsGrid(names) {
  const longest = Math.max(...names.flatMap(wrapped).map((line) => line.length), 9);
  return {left: 14 + longest * 7.1, right: 22, top: 6, bottom: 78};
}

// Lines from low to high, broken in between.
function segments(name, spans, colorOf, extra) {
  const data = spans.flatMap(([x1, y1, x2, y2]) => [[x1, y1], [x2, y2], ['-', '-']]);
  return {
    name, type: 'line', data, symbol: 'none', silent: true, connectNulls: false, itemStyle: {color: colorOf},
    lineStyle: {color: colorOf, width: 7, opacity: 0.35, cap: 'round'}, z: 2, ...extra,
  };
}

function rowTooltip(entry, row) {
  const lines = ['<b>' + escaped(form(entry, row)) + '</b>', escaped(setting(entry, row))];
  if (isFailed(row)) {
    lines.push(noFigures(row) + ': ' + escaped(row.failure || ''));
    return lines.join('<br>');
  }
  const unit = op(row) + '/s';
  lines.push('median ' + number(row.opsPerSecond.median) + ' ' + unit,
    '95 % interval ' + number(row.interval.low) + ' - ' + number(row.interval.high),
    'best ' + number(row.opsPerSecond.best) + ', worst ' + number(row.opsPerSecond.worst));
  if (row.latencyMicros) {
    lines.push('p50 ' + number(row.latencyMicros.p50, 1) + ' µs, p99 ' + number(row.latencyMicros.p99, 1) + ' µs');
  }
  if (isUnsteady(row)) {
    lines.push('unsteady: a warm-up ended before its last windows agreed');
  }
  return lines.join('<br>');
}

// Every repetition (in a comparison: fork) as a dot, the median, and its interval.
function throughputChart(parent, entry, rows) {
  const sample = entry.kind === 'compare' ? 'fork' : 'repetition';
  const done = rows.map((row, place) => ({row, place})).filter(({row}) => !isFailed(row));
  const names = rows.map((row) => setting(entry, row));
  chart(parent, heightOf(names), 'Throughput of ' + form(entry, rows[0]), () => ({
    grid: rowsGrid(names),
    tooltip: tooltip('item', (point) => rowTooltip(entry, rows[Number(point.data.place)])),
    legend: legend(),
    xAxis: valueAxis(op(rows[0]) + ' per second', {type: 'value', min: 0, nameGap: 26}),
    yAxis: rowAxis(entry, rows),
    series: [
      segments('95 % interval of the median',
        done.map(({row, place}) => [row.interval.low, place, row.interval.high, place]), color(0)),
      {
        name: sample, type: 'scatter', symbolSize: 7, itemStyle: {color: color(0), opacity: 0.65}, z: 3,
        data: done.flatMap(({row, place}) =>
          row.opsPerSecond.samples.map((one) => ({value: [one, place], place}))),
      },
      {
        name: 'median', type: 'scatter', symbol: 'diamond', symbolSize: 13, z: 4,
        itemStyle: {color: color(1), borderColor: ink('panel'), borderWidth: 1},
        data: done.map(({row, place}) => ({value: [row.opsPerSecond.median, place], place})),
      },
      ...(rows.some((row) => row.original) ? [{
        name: '2017, another machine: best', type: 'scatter', symbol: 'rect', symbolSize: [3, 18], z: 3,
        itemStyle: {color: ink('faint')},
        data: rows.map((row, place) => ({row, place})).filter(({row}) => row.original)
          .map(({row, place}) => ({value: [row.original.best, place], place})),
      }] : []),
    ],
  }));
}

// Ratios with their intervals against 1, and the band in which equal cells lie.
function ratioChart(parent, label, axisName, items, band) {
  const ends = items.filter((one) => one.ratio).flatMap((one) => [one.ratio.low, one.ratio.high]);
  const all = [...ends, 1, ...(band ? [band, 1 / band] : [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  // Far apart, halves and doubles are as far from 1 as each other.
  const wide = high / low > 8;
  const ground = (end, step) => wide ? Math.pow(2, step(Math.log2(end))) : step(end * 10 + step(0.1)) / 10;
  const tone = (one) => one.verdict === 'faster' ? ink('good') : one.verdict === 'slower' ? ink('bad') : ink('faint');
  const names = items.map((one) => one.name);
  chart(parent, heightOf(names), label, () => ({
    grid: rowsGrid(names),
    tooltip: tooltip('item', (point) => items[point.data.place] && items[point.data.place].tip()),
    legend: legend({data: ['95 % interval', 'ratio', ...(band ? [{name: 'A/A band', icon: 'rect'}] : [])]}),
    xAxis: valueAxis(axisName, {
      type: wide ? 'log' : 'value', logBase: 2, nameGap: 26, min: Math.max(0, ground(low, Math.floor)),
      max: ground(high, Math.ceil),
      axisLabel: {color: ink('faint'), fontSize: 11, hideOverlap: true, formatter: (value) => +value.toPrecision(3) + ' x'},
    }),
    yAxis: nameAxis(items.map((one) => ({
      name: one.name, mark: one.verdict,
      tone: one.verdict === 'faster' ? 'good' : ['slower', 'failed'].includes(one.verdict) ? 'bad' : 'faint',
    }))),
    series: [
      ...(band ? [{
        name: 'A/A band', type: 'line', data: [], itemStyle: {color: ink('faint')},
        markArea: {silent: true, itemStyle: {color: ink('band')}, data: [[{xAxis: 1 / band}, {xAxis: band}]]},
      }] : []),
      segments('95 % interval', items.flatMap((one, place) =>
        one.ratio ? [[one.ratio.low, place, one.ratio.high, place]] : []), color(0)),
      {
        name: 'ratio', type: 'scatter', symbol: 'diamond', symbolSize: 14, z: 4,
        markLine: {
          silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: ink('ink'), type: 'solid', width: 1},
          data: [{xAxis: 1}],
        },
        itemStyle: {color: color(0)},
        data: items.map((one, place) => ({one, place})).filter(({one}) => one.ratio || one.verdict === 'best peer')
          .map(({one, place}) => ({value: [one.ratio ? one.ratio.value : 1, place], place, itemStyle: {color: tone(one)}})),
      },
    ],
  }));
}

// Latency by percentile, on the scale of HdrHistogram: 90 %, 99 % and 99.9 % equally far apart.
function percentileName(place) {
  const decimals = Math.max(0, Math.round(Math.log10(place)) - 2);
  return place <= 1 ? '0 %' : number(100 * (1 - 1 / place), decimals) + ' %';
}

// 1, 2 or 5 of a power of ten.
function niceBelow(value) {
  const power = Math.pow(10, Math.floor(Math.log10(value)));
  return +([5, 2, 1].find((step) => step * power <= value) * power).toPrecision(3);
}

function latencyChart(parent, lines) {
  return chart(parent, isNarrow() ? 340 : 430, 'Latency by percentile', () => ({
    grid: {left: 30, right: 44, top: 14, bottom: 34, containLabel: true},
    tooltip: tooltip('axis', (points) => {
      const rows = points.filter((point) => point.data).sort((one, other) => other.data[1] - one.data[1]);
      return rows.length === 0 ? '' : '<b>' + percentileName(rows[0].data[0]) + '</b><br>' + rows.slice(0, 12)
        .map((point) => point.marker + escaped(point.seriesName) + ': <b>' + short(point.data[1]) + ' µs</b>').join('<br>');
    }),
    legend: {show: false, selected: Object.fromEntries(lines.map((line) => [line.name, line.selected]))},
    xAxis: valueAxis('percentile', {
      type: 'log', min: 1, nameGap: 26,
      axisLabel: {color: ink('faint'), fontSize: 11, hideOverlap: true, formatter: percentileName},
      axisPointer: {label: {formatter: (point) => percentileName(point.value)}},
    }),
    yAxis: valueAxis('µs per op', {type: 'log', nameGap: 38, min: (range) => niceBelow(range.min)}),
    series: lines.map((line) => ({
      name: line.name, type: 'line', data: line.points, showSymbol: false, symbolSize: 6,
      itemStyle: {color: color(line.color)}, lineStyle: {width: 2, color: color(line.color), type: line.dashed ? 'dashed' : 'solid'},
      emphasis: {focus: 'series'},
    })),
  }));
}

// The stages of a command, stacked.
function ledgerChart(parent, entry, rows, names, perCommand) {
  const time = (stage) => perCommand() && stage.perCommandNanos != null ? stage.perCommandNanos : stage.meanNanos;
  const stageOf = (row, name) => row.ledger.stages.find((stage) => stage.name === name);
  const settings = rows.map((row) => setting(entry, row));
  return chart(parent, heightOf(settings), 'Stages of ' + form(entry, rows[0]), () => ({
    grid: rowsGrid(settings),
    tooltip: tooltip('item', (point) => {
      const row = rows[point.dataIndex];
      const stage = stageOf(row, point.seriesName);
      return stage ? ['<b>' + escaped(stage.name) + '</b> (' + escaped(stage.kind) + ')', escaped(setting(entry, row)),
        'mean ' + short(stage.meanNanos / 1000) + ' µs, ' + number(stage.share * 100, 1) + ' % of the whole',
        'p50 ' + short(stage.p50Nanos / 1000) + ' µs, p99 ' + short(stage.p99Nanos / 1000) + ' µs',
        ...(stage.perCommandNanos == null ? [] : ['divided by the batch ' + short(stage.perCommandNanos / 1000) + ' µs']),
        number(row.ledger.sampled) + ' commands sampled'].join('<br>') : '';
    }),
    legend: legend(),
    xAxis: valueAxis('µs of a command', {type: 'value', min: 0, nameGap: 26}),
    yAxis: rowAxis(entry, rows),
    series: names.map((name, place) => ({
      name, type: 'bar', stack: 'command', barWidth: 22,
      itemStyle: {color: color(place), borderColor: ink('panel'), borderWidth: 1},
      data: rows.map((row) => {
        const stage = stageOf(row, name);
        return stage ? {value: time(stage) / 1000, itemStyle: stage.kind === 'shared' ? {opacity: 0.6} : {}} : 0;
      }),
    })),
  }));
}

// Where a row of a sweep stands, as text.
function placeOf(entry, row) {
  return entry.over === 'rtt' ? roundTrip(row[entry.field]) : number(row[entry.field]);
}

// A sweep: every repetition, medians joined, intervals, and where the maximum falls. Round trip
// times stand side by side, for 0 is among them and powers of ten are between them.
function sweepChart(parent, entry, curves) {
  const far = entry.over === 'rtt';
  const log = entry.over !== 'workers';
  const places = [...new Set(entry.rows.map((row) => row[entry.field]))].sort((one, other) => one - other);
  const at = (row) => far ? places.indexOf(row[entry.field]) : row[entry.field];
  const along = () => far
    ? {type: 'category', data: places.map(roundTrip), boundaryGap: true, axisLabel: {color: ink('faint'), fontSize: 11}}
    : {type: log ? 'log' : 'value', ...(log ? {} : {min: 0})};
  const furthest = Math.max(...entry.rows.map(at));
  chart(parent, isNarrow() ? 360 : 430, 'Sweep over ' + entry.over, () => ({
    grid: {left: 30, right: 30, top: 34, bottom: 64, containLabel: true},
    tooltip: tooltip('item', (point) => {
      const row = point.data && entry.rows[point.data.row];
      return row ? placeOf(entry, row) + ' ' + escaped(entry.unit) + '<br>' + rowTooltip(entry, row) : '';
    }),
    legend: legend(),
    xAxis: valueAxis(entry.unit, {nameGap: 26, ...along()}),
    yAxis: valueAxis(op(entry.rows[0]) + ' per second', {nameGap: 48, ...(far ? {type: 'log'} : {type: 'value', min: 0})}),
    series: curves.flatMap((curve, place) => {
      const rows = curve.rows.filter((index) => !isFailed(entry.rows[index]));
      const points = rows.map((index) => ({
        value: [at(entry.rows[index]), entry.rows[index].opsPerSecond.median], row: index,
        itemStyle: isUnsteady(entry.rows[index]) ? {color: ink('panel'), borderColor: ink('warn'), borderWidth: 2} : {},
      }));
      const highest = entry.rows[curve.highest];
      return [
        {
          name: curve.name, type: 'line', data: points, symbol: 'circle', symbolSize: 7, z: 4,
          itemStyle: {color: color(place)}, lineStyle: {color: color(place), width: 2},
          markPoint: highest ? {
            symbol: 'circle', symbolSize: 17, silent: true,
            itemStyle: {color: 'transparent', borderColor: color(place), borderWidth: 2},
            label: {
              show: true, position: at(highest) === furthest ? 'left' : 'top', distance: 6, color: ink('ink'), fontSize: 11,
              formatter: axis(highest.opsPerSecond.median) + ' at ' + placeOf(entry, highest),
            },
            data: [{coord: [at(highest), highest.opsPerSecond.median]}],
          } : undefined,
        },
        {
          name: curve.name, type: 'scatter', symbolSize: 5, z: 3, itemStyle: {color: color(place), opacity: 0.5},
          data: rows.flatMap((index) => entry.rows[index].opsPerSecond.samples.map((one) => ({value: [at(entry.rows[index]), one], row: index}))),
        },
        segments(curve.name, rows.map((index) => [at(entry.rows[index]), entry.rows[index].interval.low,
          at(entry.rows[index]), entry.rows[index].interval.high]), color(place), {lineStyle: {color: color(place), width: 5, opacity: 0.25}}),
      ];
    }),
  }));
}
