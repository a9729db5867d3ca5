// The map as a picture to keep: SVG or PNG with title, date, legend, scale and credit, always on light ground.
import { type JSX, render } from "preact";
import type { Payload } from "../payload";
import { Drawing, type DrawingProps } from "./Drawing";
import { shapePath } from "./glyphs";
import { actorsOf, holders } from "./moment";
import { FONT, LIGHT, measured } from "./palette";
import { WHOLE } from "./project";

export type Drawn = Omit<DrawingProps, "id" | "title" | "selected" | "onSelect">;

const LINE = 22;
const SCALE = 2;

/** Title above, legend and credit below, around the map as it is drawn. */
function Picture({
  payload,
  drawn,
  title,
  height,
}: {
  payload: Payload;
  drawn: Drawn;
  title: string;
  height: number;
}): JSX.Element {
  const { width } = drawn.projection;
  const rows = legendRows(payload, width);
  const notes = notesOf(payload, drawn);
  const mapHeight = Math.max(drawn.projection.height, drawn.layout.height);
  const text = { "font-family": FONT, fill: LIGHT.ink } as const;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <title>{title}</title>
      <rect width={width} height={height} fill="#ffffff" />
      <text x="12" y="26" font-size="17" font-weight="600" {...text}>
        {payload.title}
      </text>
      <text x="12" y="46" font-size="13" {...text} fill={LIGHT.soft}>
        {title}
      </text>
      <g transform="translate(0 56)">
        <Drawing {...drawn} actors={actorsOf(payload)} palette={LIGHT} id="picture" title={title} />
      </g>
      <g transform={`translate(12 ${56 + mapHeight + 22})`} font-size="12.5" {...text}>
        {rows.map(({ actor, x, y }) => (
          <g key={actor.id} transform={`translate(${x} ${y})`}>
            <path
              d={shapePath(actor.shape, 6)}
              transform="translate(7 -4)"
              fill={actor.shape === "ring" ? "none" : actor.colour}
              stroke={actor.colour}
              stroke-width="1.4"
            />
            <text x="20">{actor.name}</text>
          </g>
        ))}
      </g>
      {notes.map((line, index) => (
        <text
          key={index}
          x="12"
          y={height - 10 - 15 * (notes.length - 1 - index)}
          font-size="11"
          {...text}
          fill={LIGHT.soft}
        >
          {line}
        </text>
      ))}
    </svg>
  );
}

function legendRows(
  payload: Payload,
  width: number,
): { actor: ReturnType<typeof holders>[number]; x: number; y: number }[] {
  let x = 0;
  let y = 0;
  return holders(payload, actorsOf(payload)).map((actor) => {
    const wide = 20 + measured(actor.name, 12.5) + 22;
    if (x > 0 && x + wide > width - 24) {
      x = 0;
      y += LINE;
    }
    const spot = { actor, x, y };
    x += wide;
    return spot;
  });
}

/** Small lines under the legend: the key to numbers, what else is drawn, where it comes from. */
function notesOf(payload: Payload, drawn: Drawn): string[] {
  const { layers, layout, changes } = drawn;
  const said = [
    layout.key.map((one) => `${one.number} ${one.name}`).join(" · "),
    layers.corridors && "A corridor is solid as often as it is open.",
    layers.presence && "A flag is a base or camp, filled as often as it is there.",
    layers.patrons && "A ring is the outsider that weighs most with the holder.",
    layers.supply && "A dashed arc is the share of futures in which a place is cut off.",
    changes && "A marker is the side that gains most; its size is the gain.",
    `${changes ? "Against" : "Share of"} ${payload.run.futures.text} futures. Made with sandtable ${payload.run.sandtable}. ${payload.map.base?.land.length ? payload.map.base.credit : ""}`,
  ];
  return said.filter((one): one is string => Boolean(one)).flatMap((one) => wrapped(one, drawn.projection.width - 24));
}

/** A text in lines that are no wider than so many px. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measured(longer, 11) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The picture as SVG text. */
export function pictureOf(
  payload: Payload,
  drawn: Drawn,
  title: string,
): { svg: string; width: number; height: number } {
  const { width } = drawn.projection;
  const rows = legendRows(payload, width);
  const height =
    56 +
    Math.max(drawn.projection.height, drawn.layout.height) +
    22 +
    (rows.at(-1)?.y ?? 0) +
    26 +
    15 * notesOf(payload, drawn).length;
  const room = document.createElement("div");
  render(
    <Picture payload={payload} drawn={{ ...drawn, view: drawn.view ?? WHOLE }} title={title} height={height} />,
    room,
  );
  const node = room.firstElementChild;
  if (!node) throw new Error("the picture was not drawn");
  const svg = new XMLSerializer().serializeToString(node);
  render(null, room);
  return { svg, width, height };
}

/** Hand a file to the reader. */
export function keep(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Draw SVG text on a canvas, by default twice as fine as the screen. */
export async function canvasOf(svg: string, width: number, height: number, scale = SCALE): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Save what the map shows as a file. */
export async function savePicture(kind: "svg" | "png", payload: Payload, drawn: Drawn, title: string): Promise<void> {
  const { svg, width, height } = pictureOf(payload, drawn, title);
  const name = `${payload.title} ${drawn.moment.date.value}`.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
  if (kind === "svg") {
    keep(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`);
    return;
  }
  const canvas = await canvasOf(svg, width, height);
  canvas.toBlob((blob) => blob && keep(blob, `${name}.png`), "image/png");
}
