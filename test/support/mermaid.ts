/**
 * The grammar of the flowcharts that `plan pr` writes, much narrower than Mermaid's own: whatever it takes, Mermaid takes
 * (tried with mermaid 11 on every example and on hostile names). Labels stand between quotes and hold letters, numbers, a few
 * marks and numeric entities.
 */
const LABEL = String.raw`"(?:[\p{L}\p{N} .,()'/-]|#\d{1,7};)*"`;

const LINES: readonly RegExp[] = [
  /^flowchart TB$/u,
  new RegExp(`^ {2}subgraph (d\\d+)\\[${LABEL}\\]$`, 'u'),
  /^ {4}direction LR$/u,
  new RegExp(`^ {4}(d\\d+s\\d+)\\[${LABEL}\\]$`, 'u'),
  /^ {4}d\d+s\d+(?: --> d\d+s\d+)+$/u,
  /^ {2}end$/u,
  new RegExp(`^ {2}d\\d+ -->\\|${LABEL}\\| d\\d+$`, 'u'),
  /^ {2}style d\d+ stroke-width:4px$/u,
];

/** What is wrong with a flowchart, a line each: lines of no known form, names that are used and not made, open subgraphs. */
export function flowchartProblems(text: string): string[] {
  const lines = text.split('\n');
  const unknown = lines.filter((line) => !LINES.some((form) => form.test(line)));
  const made = lines.flatMap((line) => /^ {2}(?:subgraph | {2})(d\d+(?:s\d+)?)\[/.exec(line)?.[1] ?? []);
  const used = lines
    .filter((line) => line.includes(' --> ') || line.includes(' -->|') || line.startsWith('  style '))
    .flatMap((line) => line.replace(/"[^"]*"/u, '').match(/\bd\d+(?:s\d+)?\b/g) ?? []);
  const opened = lines.filter((line) => line.startsWith('  subgraph ')).length;
  const closed = lines.filter((line) => line === '  end').length;
  return [
    ...unknown.map((line) => `no line of a flowchart: ${line}`),
    ...used.filter((name) => !made.includes(name)).map((name) => `${name} is not made`),
    ...made.filter((name, at) => made.indexOf(name) !== at).map((name) => `${name} is made twice`),
    ...(lines[0] === 'flowchart TB' ? [] : ['it does not start as a flowchart']),
    ...(opened === closed ? [] : [`${String(opened)} subgraphs and ${String(closed)} ends`]),
  ];
}

/** What a reader sees of a label: its entities as characters. */
export function labels(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"/g)].map(([, label = '']) =>
    label.replace(/#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point))),
  );
}
