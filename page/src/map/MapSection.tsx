// The map on the page: dates to slide and play, layers to switch, zoom and pan, a place to look at, pictures to save.
import type { JSX } from "preact";
import { useCallback, useContext, useMemo, useRef, useState } from "preact/hooks";
import { Brief, Printing } from "../ui/context";
import { useInterval, useWidth } from "../ui/hooks";
import { Fold, Section, Swatch } from "../ui/parts";
import { Drawing, type Layers } from "./Drawing";
import { changesOf, nearest } from "./difference";
import { savePicture } from "./export";
import { filmType, saveFilm } from "./film";
import { layoutOf } from "./layout";
import { datesOf, holders, type Moment, momentAt, patronsOf } from "./moment";
import { PlacePanel } from "./PlacePanel";
import { DARK, LIGHT, measured } from "./palette";
import { heightFor, projectionFor, WHOLE } from "./project";
import { TimeBar } from "./TimeBar";
import { useView } from "./useView";

const SETTLED = 6.5;
const OPEN = 8.5;
const FRAME_MS = 160;

/** What is shown beside control, where the payload has it. */
function useLayers(): [Layers, (name: keyof Layers) => void, (keyof Layers)[]] {
  const { map, influence } = useContext(Brief).payload;
  const [layers, setLayers] = useState<Layers>({ corridors: true, presence: true, supply: false, patrons: false });
  const there: (keyof Layers)[] = [];
  if (map.series && map.corridors?.length) there.push("corridors");
  if (map.series && map.presence?.length) there.push("presence");
  if (map.series && Object.keys(map.supply ?? {}).length) there.push("supply");
  if (influence?.patrons.length) there.push("patrons");
  return [layers, (name) => setLayers((old) => ({ ...old, [name]: !old[name] })), there];
}

const NO_LAYERS: Layers = { corridors: false, presence: false, supply: false, patrons: false };

const LAYER_WORDS: Record<keyof Layers, string> = {
  corridors: "Corridors",
  presence: "Bases and camps",
  supply: "Cut off from supply",
  patrons: "Outsiders",
};

export function MapSection({ dark }: { dark: boolean }): JSX.Element {
  const { payload, actors } = useContext(Brief);
  const printing = useContext(Printing);
  const { map } = payload;
  const room = useRef<HTMLDivElement>(null);
  const width = useWidth(room);
  const dates = datesOf(map);
  const [index, setIndex] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  const [against, setAgainst] = useState("");
  const [filming, setFilming] = useState("");
  const [layers, toggle, there] = useLayers();

  const step = useCallback(() => {
    setIndex((old) => {
      if (old >= dates.length - 1) setPlaying(false);
      return Math.min(old + 1, dates.length - 1);
    });
  }, [dates.length]);
  useInterval(playing, FRAME_MS, step);

  const points = useMemo(() => map.places.map((one): [number, number] => [one.lon, one.lat]), [map]);
  const height = heightFor(points, width);
  const narrow = width < 520;
  const projection = useMemo(
    () => projectionFor(points, width, height, narrow ? 26 : 54),
    [points, width, height, narrow],
  );
  const { view, zoom, reset, handlers } = useView(projection, room);
  const shownAt = against ? nearest(map, index).slide : index;
  const moment = useMemo(() => momentAt(map, shownAt), [map, shownAt]);
  const palette = dark && !printing ? DARK : LIGHT;
  const type = narrow ? 11 : 12.5;
  const layoutAt = useCallback(
    (shown: Moment) =>
      layoutOf({
        map,
        moment: shown,
        projection,
        view: printing ? WHOLE : view,
        type,
        radius: narrow ? [5.4, 7] : [SETTLED, OPEN],
        names: !(narrow && map.places.length > 12 && view.k < 2),
        labels: true,
        flags: layers.presence && !against,
        ringed: (layers.supply || layers.patrons) && !against,
        measure: measured,
        kept: [
          { left: 0, top: height - 26, right: 200, bottom: height },
          { left: width - 46, top: 0, right: width, bottom: 82 },
        ],
      }),
    [map, projection, view, type, narrow, width, height, layers, printing, against],
  );
  const layout = useMemo(() => layoutAt(moment), [layoutAt, moment]);
  const changes = against ? changesOf(map, against, index) : null;
  const patrons = useMemo(() => patronsOf(payload), [payload]);
  const variants = payload.variants.filter((one) => map.variants?.list.some((other) => other.id === one.id));
  const drawn = {
    map,
    moment,
    layout,
    projection,
    view: printing ? WHOLE : view,
    palette,
    actors,
    layers: against ? NO_LAYERS : layers,
    patrons,
    type,
    changes,
  };
  const titleOf = (shown: Moment): string => `${against ? "What changes" : "Who holds what"} on ${shown.date.text}`;
  const title = titleOf(moment);
  const frameAt = (date: number): { drawn: typeof drawn; title: string } => {
    const then = momentAt(map, against ? nearest(map, date).slide : date);
    const changed = against ? changesOf(map, against, date) : null;
    return { drawn: { ...drawn, moment: then, layout: layoutAt(then), changes: changed }, title: titleOf(then) };
  };

  return (
    <Section
      id="map"
      title="Who holds what"
      lead="Drag the date to see how the futures unfold. A marker is cut like a pie by the share of futures in which each side holds the place; its shape is that of the most frequent holder."
    >
      <div class="map-tools no-print">
        {!against &&
          there.map((name) => (
            <label key={name} class="chip">
              <input type="checkbox" checked={layers[name]} onChange={() => toggle(name)} />
              {LAYER_WORDS[name]}
            </label>
          ))}
        {variants.length > 0 && (
          <label class="pick">
            Compare with
            <select value={against} onChange={(event) => setAgainst(event.currentTarget.value)}>
              <option value="">nothing: show shares</option>
              {variants.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <span class="push" />
        <span class="together">
          <button type="button" class="quiet" onClick={() => savePicture("svg", payload, drawn, title)}>
            Save SVG
          </button>{" "}
          <button type="button" class="quiet" onClick={() => savePicture("png", payload, drawn, title)}>
            Save PNG
          </button>
          {filmType() && dates.length > 5 && (
            <button
              type="button"
              class="quiet"
              disabled={filming !== ""}
              onClick={() => void saveFilm(payload, dates.length, frameAt, setFilming)}
            >
              {filming || "Save film"}
            </button>
          )}
        </span>
      </div>
      <div class="map-split">
        <div>
          <div
            class="map-room"
            ref={room}
            tabIndex={0}
            role="group"
            aria-label="Map. Arrow keys move it, plus and minus zoom, 0 shows it whole. The table below says the same."
            {...handlers}
          >
            {width > 0 && <Drawing {...drawn} id="main" title={title} selected={selected} onSelect={setSelected} />}
            <div class="zoom no-print">
              <button type="button" aria-label="Zoom in" onClick={() => zoom(1.6)}>
                +
              </button>
              <button type="button" aria-label="Zoom out" onClick={() => zoom(1 / 1.6)}>
                −
              </button>
              {view.k > 1 && (
                <button type="button" aria-label="Show the whole map" onClick={reset}>
                  ⤢
                </button>
              )}
            </div>
          </div>
          <TimeBar dates={dates} index={shownAt} playing={playing} onIndex={setIndex} onPlay={setPlaying} />
          <Legend changed={Boolean(against)} layers={layers} there={there} />
          {layout.key.length > 0 && (
            <ul class="key" aria-label="Key to the numbers on the map">
              {layout.key.map((one) => (
                <li key={one.number}>
                  <b>{one.number}</b> <span>{one.name}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
        <PlacePanel moment={moment} selected={selected} onSelect={setSelected} changes={changes} index={shownAt} />
      </div>
      <Fold title="The map as a table" class="small no-print">
        {() => <PlaceTable index={shownAt} />}
      </Fold>
      {map.base && map.base.land.length > 0 && <p class="credit">{map.base.credit}</p>}
      {printing && <PrintedDates />}
    </Section>
  );
}

function Legend({
  changed,
  layers,
  there,
}: {
  changed: boolean;
  layers: Layers;
  there: (keyof Layers)[];
}): JSX.Element {
  const { payload, actors } = useContext(Brief);
  const has = (name: keyof Layers): boolean => !changed && layers[name] && there.includes(name);
  return (
    <ul class="legend">
      {holders(payload, actors).map((one) => (
        <li key={one.id}>
          <Swatch actor={one} /> {changed ? `more often ${one.name}` : one.name}
        </li>
      ))}
      {has("corridors") && (
        <li>
          <svg width="34" height="10" aria-hidden="true" class="sample">
            <path class="corridor-under" d="M0 5H34" />
            <path class="corridor-over" d="M0 5H34" />
          </svg>
          corridor, solid as often as it is open
        </li>
      )}
      {has("presence") && (
        <li>
          <svg width="12" height="14" aria-hidden="true" class="sample">
            <path class="flag-pole" d="M1.5 1V14" />
            <path class="flag-field" d="M2 1.5H11V8.5H2Z" />
            <path class="flag-full" d="M2 5H11V8.5H2Z" />
          </svg>
          base or camp, filled as often as it is there
        </li>
      )}
      {has("supply") && (
        <li>
          <svg width="18" height="18" aria-hidden="true" class="sample">
            <path class="cut" d="M9 1.5A7.5 7.5 0 0 1 14 14.6" />
          </svg>
          share of futures in which it is cut off
        </li>
      )}
      {has("patrons") &&
        payload.influence?.patrons.map((one) => (
          <li key={`patron ${one.actor}`}>
            <svg width="18" height="18" aria-hidden="true">
              <circle cx="9" cy="9" r="6.5" fill="none" stroke={actors.get(one.actor)?.colour} stroke-width="2.6" />
            </svg>
            {one.name} weighs most with the holder
          </li>
        ))}
    </ul>
  );
}

/** The same in words, for everyone who reads rather than looks. */
function PlaceTable({ index }: { index: number }): JSX.Element {
  const { payload, actors } = useContext(Brief);
  const moment = momentAt(payload.map, index);
  return (
    <table class="plain">
      <caption>Share of futures in which each side holds a place on {moment.date.text}</caption>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">Held by</th>
        </tr>
      </thead>
      <tbody>
        {payload.map.places.map((place) => (
          <tr key={place.id}>
            <th scope="row">{place.name}</th>
            <td>
              {(moment.held.get(place.id) ?? []).map((one, rank) => (
                <span key={one.actor}>
                  {rank > 0 && ", "}
                  {actors.get(one.actor)?.name ?? "nobody"} <span class="nowrap">{one.text}</span>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On paper nothing slides: the later dates stand side by side. */
function PrintedDates(): JSX.Element {
  const { payload, actors } = useContext(Brief);
  const { map } = payload;
  const width = 330;
  const points = map.places.map((one): [number, number] => [one.lon, one.lat]);
  const projection = projectionFor(points, width, heightFor(points, width), 18);
  const known = datesOf(map).map((date) => date.value);
  return (
    <div class="printed-dates">
      {map.dates.slice(1).map((date, rank) => {
        const moment = momentAt(map, known.indexOf(date.value));
        const layers = NO_LAYERS;
        const layout = layoutOf({
          map,
          moment,
          projection,
          view: WHOLE,
          type: 9,
          radius: [3.6, 6],
          names: false,
          labels: false,
          flags: false,
          ringed: false,
          measure: measured,
          kept: [],
        });
        return (
          <figure key={date.value}>
            <figcaption>{date.text}</figcaption>
            <Drawing
              map={map}
              moment={moment}
              layout={layout}
              projection={projection}
              view={WHOLE}
              palette={LIGHT}
              actors={actors}
              layers={layers}
              patrons={new Map()}
              type={9}
              id={`print-${rank}`}
              title={date.text}
            />
          </figure>
        );
      })}
    </div>
  );
}
