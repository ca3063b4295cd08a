import { SERIES } from './svg.ts';

/** Colours of the series on a light and on a dark ground; each has 3 : 1 against its ground. */
const light = ['#1d4ed8', '#c2410c', '#047857', '#7e22ce', '#be123c', '#4d5b00'];
const dark = ['#7aa7ff', '#ffa168', '#4fd1a5', '#cf9dff', '#ff8fa3', '#c6d64f'];
const dashes = ['none', '7 3', '2 3', '9 3 2 3', '4 4', '12 3'];

const seriesOf = (colours: readonly string[]) =>
  colours.map((colour, at) => `--s${at}:${colour}`).join(';');

const lightGround = `--ground:#fff;--text:#1a1a1a;--quiet:#595959;--edge:#d0d0d0;--notice:#fff4d6;${seriesOf(light)}`;
const darkGround = `--ground:#15171a;--text:#ececec;--quiet:#a8adb4;--edge:#3b4048;--notice:#3a3213;${seriesOf(dark)}`;

/** The style of a report: light, dark and on paper, at any width. It names no file and no font to load. */
export const STYLE = `
:root{color-scheme:light dark;${lightGround}}
@media (prefers-color-scheme:dark){:root{${darkGround}}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:56rem;padding:1.5rem 1rem;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--edge)}
p,ul{margin:.5rem 0}
.notice{background:var(--notice);padding:.5rem .75rem;font-weight:600;border-left:4px solid var(--s1)}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--quiet)}
dd{margin:0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;overflow-wrap:normal;margin:.5rem 0;font-size:.875rem}
caption{text-align:left;color:var(--quiet);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid var(--edge);min-width:3rem}
figure{margin:1rem 0}
figcaption{font-weight:600}
svg{width:100%;height:auto;display:block}
.tick{font-size:12px;fill:var(--quiet)}
.grid{stroke:var(--edge)}
.zero{stroke:var(--quiet)}
.level{stroke:var(--quiet);stroke-dasharray:4 4}
.line{fill:none;stroke-width:2}
.band{stroke:none;fill-opacity:.14}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:.25rem 0;font-size:.875rem}
.legend svg{display:inline-block;width:28px;height:8px;margin-right:.4rem}
${Array.from({ length: SERIES }, (_, at) => `.line.s${at}{stroke:var(--s${at});stroke-dasharray:${dashes[at]}}.band.s${at},.dot.s${at}{fill:var(--s${at})}`).join('\n')}
@media (max-width:600px){.tick{font-size:20px}}
@page{margin:16mm}
@media print{
:root{color-scheme:light;${lightGround}}
body{max-width:none;padding:0;font-size:10pt}
h2{break-after:avoid}
figure,tr,.notice{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
table{font-size:8pt}
th,td{min-width:0}
}
`;
