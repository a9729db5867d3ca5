// One map as SVG, drawn from a layout: for the screen, for print and for the exported picture alike.
import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Actor, MapData } from "../payload";
import type { Change } from "./difference";
import { arcPath, shapePath, slicePath } from "./glyphs";
import type { Spot } from "./labels";
import { FLAG, type Layout, type Mark } from "./layout";
import type { HeldShare, Moment } from "./moment";
import { FONT, type Palette } from "./palette";
import { kmPerPixel, type Projection, pathOf, scaleBar, type View } from "./project";

export interface Layers {
  corridors: boolean;
  presence: boolean;
  supply: boolean;
  patrons: boolean;
}

export interface DrawingProps {
  map: MapData;
  moment: Moment;
  layout: Layout;
  projection: Projection;
  view: View;
  palette: Palette;
  actors: Map<string, Actor>;
  layers: Layers;
  type: number;
  /** Prefix of ids, so that several maps can share a page. */
  id: string;
  title: string;
  /** By actor the outsider that weighs most with it. */
  patrons: Map<string, string>;
  changes?: Map<string, Change> | null;
  selected?: string | null;
  onSelect?: ((place: string | null) => void) | undefined;
}

const at = ([x, y]: Spot): string => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;

/** Coast, borders, provinces, water: drawn once for a projection and then only moved. */
function Ground({
  map,
  projection,
  view,
  palette,
}: Pick<DrawingProps, "map" | "projection" | "view" | "palette">): JSX.Element {
  const base = map.base;
  const paths = useMemo(
    () =>
      base && {
        land: pathOf(base.land, projection, true),
        lakes: pathOf(base.lakes, projection, true),
        rivers: pathOf(base.rivers, projection),
        borders: pathOf(base.borders, projection),
        provinces: pathOf(base.provinces, projection),
      },
    [base, projection],
  );
  const { width, height } = projection;
  const sea = base?.land.length ? palette.sea : palette.land;
  const line = { fill: "none", "vector-effect": "non-scaling-stroke", "stroke-linejoin": "round" } as const;
  return (
    <g>
      <rect width={width} height={height} fill={sea} />
      {paths && (
        <g transform={`translate(${view.x} ${view.y}) scale(${view.k})`}>
          <path
            d={paths.land}
            fill={palette.land}
            fill-rule="evenodd"
            stroke={palette.coast}
            stroke-width="1"
            vector-effect="non-scaling-stroke"
          />
          <path d={paths.provinces} {...line} stroke={palette.province} stroke-width="1" />
          <path d={paths.lakes} fill={palette.lake} fill-rule="evenodd" />
          <path d={paths.rivers} {...line} stroke={palette.river} stroke-width="1.2" />
          <path d={paths.borders} {...line} stroke={palette.border} stroke-width="1.1" stroke-dasharray="7 3 1.5 3" />
        </g>
      )}
    </g>
  );
}

/** A corridor is drawn along its places: the solid part of each dash is the share of futures in which it is open. */
function Corridors({ moment, layout, palette }: Pick<DrawingProps, "moment" | "layout" | "palette">): JSX.Element {
  return (
    <g fill="none" stroke-linejoin="round" stroke-linecap="butt">
      {moment.corridors.map(({ row, open }) => {
        const spots = row.via.flatMap((id) => layout.spot.get(id) ?? []);
        const pairs = row.via.flatMap((id) => (layout.spot.has(id) ? [layout.spot.get(id)!] : []));
        if (spots.length < 2) return null;
        const d = `M${pairs.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
        const dash = 16;
        return (
          <g key={row.id}>
            <title>{`${row.name}: open in ${open.text} of futures`}</title>
            <path d={d} stroke={palette.corridor} stroke-opacity="0.28" stroke-width="7" />
            {open.value > 0.005 && (
              <path
                d={d}
                stroke={palette.corridor}
                stroke-width="3.4"
                {...(open.value < 0.99 && {
                  "stroke-dasharray": `${(dash * open.value).toFixed(1)} ${(dash * (1 - open.value)).toFixed(1)}`,
                })}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}

function Flags({
  moment,
  layout,
  palette,
  actors,
}: Pick<DrawingProps, "moment" | "layout" | "palette" | "actors">): JSX.Element {
  const turn = new Map<string, number>();
  return (
    <g>
      {moment.presence.map(({ row, open }) => {
        const rank = turn.get(row.place) ?? 0;
        turn.set(row.place, rank + 1);
        const spot = layout.flags.get(row.place)?.[rank];
        if (!spot) return null;
        const fill = actors.get(row.actor)?.colour ?? palette.soft;
        const tall = FLAG - 2;
        return (
          <g key={row.id} transform={at(spot)}>
            <title>{`${row.name}: there in ${open.text} of futures`}</title>
            <path d={`M0.7 0V${FLAG + 1}`} stroke={palette.ink} stroke-width="1.3" />
            <rect x="1.4" y="0.5" width={FLAG - 1} height={tall} fill={palette.halo} stroke={fill} stroke-width="1" />
            <rect x="1.4" y={0.5 + tall * (1 - open.value)} width={FLAG - 1} height={tall * open.value} fill={fill} />
          </g>
        );
      })}
    </g>
  );
}

function Pie({
  mark,
  held,
  actors,
  palette,
  id,
}: {
  mark: Mark;
  held: HeldShare[];
  actors: Map<string, Actor>;
  palette: Palette;
  id: string;
}): JSX.Element {
  const shape = actors.get(held[0]?.actor ?? "")?.shape ?? "ring";
  const total = held.reduce((sum, one) => sum + one.share, 0) || 1;
  let turn = 0;
  const r = mark.radius;
  const outline = shapePath(shape, r);
  const clip = `${id}-${shape}-${r}`;
  return (
    <g>
      <g clip-path={`url(#${clip})`}>
        {held.map((one) => {
          const start = turn;
          turn += one.share / total;
          const cut = held.length > 1 ? { stroke: palette.outline, "stroke-width": 1 } : {};
          return (
            <path
              key={one.actor}
              d={slicePath(start, turn, r * 1.7)}
              fill={actors.get(one.actor)?.colour ?? palette.soft}
              {...cut}
            />
          );
        })}
      </g>
      {shape === "ring" && <circle r={r * 0.55} fill={palette.halo} />}
      <path d={outline} fill="none" stroke={palette.outline} stroke-width="1.2" />
    </g>
  );
}

function Changed({
  mark,
  change,
  actors,
  palette,
}: {
  mark: Mark;
  change: Change | undefined;
  actors: Map<string, Actor>;
  palette: Palette;
}): JSX.Element {
  if (!change) return <circle r="2.6" fill={palette.quiet} />;
  const actor = actors.get(change.actor);
  const r = 3.5 + 13 * Math.sqrt(Math.min(change.points, 1));
  return (
    <g>
      <path
        d={shapePath(actor?.shape ?? "circle", Math.max(r, mark.radius * 0.5))}
        fill={actor?.colour ?? palette.soft}
        fill-opacity="0.9"
        stroke={palette.outline}
        stroke-width="1.2"
      />
    </g>
  );
}

function Marks(props: DrawingProps): JSX.Element {
  const { layout, moment, palette, actors, layers, id, changes, selected, onSelect, patrons } = props;
  return (
    <g>
      {layout.marks.map((mark) => {
        const held = moment.held.get(mark.place.id) ?? [];
        const cut = layers.supply && !changes ? moment.cutOff.get(mark.place.id) : undefined;
        const change = changes?.get(mark.place.id);
        const patron = layers.patrons && !changes ? actors.get(patrons.get(held[0]?.actor ?? "") ?? "-") : undefined;
        const said = changes
          ? change
            ? `${actors.get(change.actor)?.name ?? ""} ${change.text}`
            : "no change"
          : held.map((one) => `${actors.get(one.actor)?.name ?? ""} ${one.text}`).join(", ");
        const click = onSelect && { onClick: () => onSelect(mark.place.id), cursor: "pointer" };
        return (
          <g key={mark.place.id} class="mark" transform={at(mark.at)} {...click}>
            <title>{`${mark.place.name}: ${said}`}</title>
            {patron && <circle r={mark.radius + 3.2} fill="none" stroke={patron.colour} stroke-width="2.6" />}
            {selected === mark.place.id && (
              <circle r={mark.radius + 6} fill="none" stroke={palette.select} stroke-width="2" />
            )}
            {cut && cut.share > 0.005 && (
              <path
                d={arcPath(cut.share, mark.radius + 3.4)}
                fill="none"
                stroke={palette.cutOff}
                stroke-width="2"
                stroke-dasharray="2.5 1.5"
              />
            )}
            {changes ? (
              <Changed mark={mark} change={change} actors={actors} palette={palette} />
            ) : (
              <Pie mark={mark} held={held} actors={actors} palette={palette} id={id} />
            )}
          </g>
        );
      })}
    </g>
  );
}

function Ties({ layout, palette }: Pick<DrawingProps, "layout" | "palette">): JSX.Element {
  return (
    <g stroke={palette.soft} stroke-width="0.8" fill={palette.soft}>
      {layout.marks.map(({ place, at: spot, site, radius }) =>
        Math.hypot(spot[0] - site[0], spot[1] - site[1]) > radius * 0.9 ? (
          <g key={place.id}>
            <line x1={site[0]} y1={site[1]} x2={spot[0]} y2={spot[1]} />
            <circle cx={site[0]} cy={site[1]} r="1.4" stroke="none" />
          </g>
        ) : null,
      )}
      {layout.labels.map(
        ({ index, line }) =>
          line && <line key={`l${index}`} x1={line[0][0]} y1={line[0][1]} x2={line[1][0]} y2={line[1][1]} />,
      )}
    </g>
  );
}

function Texts({ layout, palette, type }: Pick<DrawingProps, "layout" | "palette" | "type">): JSX.Element {
  const halo = {
    stroke: palette.halo,
    "stroke-width": 3,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  } as const;
  return (
    <g font-family={FONT} pointer-events="none">
      <g class="ground-names" fill={palette.soft} {...halo} stroke-width="2">
        {layout.names.map(({ text, box, size }) => (
          <text
            key={text}
            x={(box.left + box.right) / 2}
            y={box.bottom - size * 0.42}
            font-size={size}
            text-anchor="middle"
            {...(size > 11 && { "letter-spacing": "0.14em" })}
          >
            {text}
          </text>
        ))}
      </g>
      <g class="labels" fill={palette.ink} font-size={type} font-weight="500" {...halo}>
        {layout.labels.map((label) => (
          <text
            key={label.index}
            data-place={layout.marks[label.index]?.place.id}
            x={label.box.left.toFixed(1)}
            y={(label.box.bottom - 0.32 * type).toFixed(1)}
          >
            {label.text}
          </text>
        ))}
      </g>
    </g>
  );
}

function Scale({
  projection,
  view,
  palette,
  height,
}: Pick<DrawingProps, "projection" | "view" | "palette"> & { height: number }): JSX.Element {
  const bar = scaleBar(kmPerPixel(projection, view), Math.min(150, projection.width / 4));
  return (
    <g transform={`translate(12 ${height - 12})`} font-family={FONT} font-size="11" fill={palette.soft}>
      <path d={`M0 -4V0H${bar.length.toFixed(1)}V-4`} fill="none" stroke={palette.soft} stroke-width="1.4" />
      <text class="scale" x={bar.length + 6} y="1" stroke={palette.halo} stroke-width="2" paint-order="stroke">
        {`${bar.km.toLocaleString("en")}\u00a0km`}
      </text>
    </g>
  );
}

/** Clip paths of every shape in both sizes that this map uses. */
function Clips({ layout, actors, id }: Pick<DrawingProps, "layout" | "actors" | "id">): JSX.Element {
  const radii = [...new Set(layout.marks.map((mark) => mark.radius))];
  const shapes = [...new Set([...actors.values()].map((one) => one.shape))];
  return (
    <defs>
      {shapes.flatMap((shape) =>
        radii.map((radius) => (
          <clipPath key={`${shape}${radius}`} id={`${id}-${shape}-${radius}`}>
            <path d={shapePath(shape, radius)} />
          </clipPath>
        )),
      )}
    </defs>
  );
}

/** The whole map; `children` are drawn over it (an export's legend). */
export function Drawing(props: DrawingProps & { children?: ComponentChildren }): JSX.Element {
  const { layout, projection, palette, layers, id, title } = props;
  const height = Math.max(projection.height, layout.height);
  return (
    <svg
      class="map"
      width={projection.width}
      height={height}
      viewBox={`0 0 ${projection.width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title`}
    >
      <title id={`${id}-title`}>{title}</title>
      <Clips layout={layout} actors={props.actors} id={id} />
      <Ground {...props} />
      <g fill="none" stroke={palette.road} stroke-width="1.6">
        {layout.roads.map(([one, other], index) => (
          <line
            key={index}
            x1={one[0].toFixed(1)}
            y1={one[1].toFixed(1)}
            x2={other[0].toFixed(1)}
            y2={other[1].toFixed(1)}
          />
        ))}
      </g>
      {layers.corridors && <Corridors {...props} />}
      <Ties {...props} />
      <Marks {...props} />
      {layers.presence && <Flags {...props} />}
      <Texts {...props} />
      <Scale projection={projection} view={props.view} palette={palette} height={height} />
      {props.children}
    </svg>
  );
}
