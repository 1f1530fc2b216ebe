/**
 * The style sheet of the curves, for light and dark. Colours are written out for each scheme, not as custom
 * properties, which not every SVG program knows.
 */
export const CURVES_STYLE = `
.bilayer-curves { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif; font-size: 12px; }
.bilayer-curves .paper { fill: #ffffff; }
.bilayer-curves text { fill: #57606a; }
.bilayer-curves .title { font-size: 18px; font-weight: 600; fill: #1f2328; }
.bilayer-curves .subtitle { font-size: 13px; }
.bilayer-curves .heading { font-size: 13px; font-weight: 600; fill: #1f2328; }
.bilayer-curves .grid { stroke: #e3e7ec; stroke-width: 1; }
.bilayer-curves .axis { stroke: #8c959f; stroke-width: 1; }
.bilayer-curves .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.bilayer-curves .loss { stroke: #0969da; }
.bilayer-curves .range { fill: #0969da; fill-opacity: 0.2; stroke: none; }
.bilayer-curves .train { stroke: #0969da; }
.bilayer-curves .test { stroke: #bc4c00; stroke-dasharray: 6 4; }
.bilayer-curves .dot { stroke-dasharray: none; }
.bilayer-curves .dot.loss, .bilayer-curves .dot.train { fill: #0969da; }
.bilayer-curves .dot.test { fill: #bc4c00; }
@media (prefers-color-scheme: dark) {
.bilayer-curves .paper { fill: #0d1117; }
.bilayer-curves text { fill: #9198a1; }
.bilayer-curves .title, .bilayer-curves .heading { fill: #e6edf3; }
.bilayer-curves .grid { stroke: #262c36; }
.bilayer-curves .axis { stroke: #656c76; }
.bilayer-curves .loss, .bilayer-curves .train { stroke: #58a6ff; }
.bilayer-curves .range { fill: #58a6ff; fill-opacity: 0.25; }
.bilayer-curves .test { stroke: #f0883e; }
.bilayer-curves .dot.loss, .bilayer-curves .dot.train { fill: #58a6ff; }
.bilayer-curves .dot.test { fill: #f0883e; }
}`;
