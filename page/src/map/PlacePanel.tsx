// One place looked at: who holds it over time, what stands there, and when it may fall.
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import type { Place } from "../payload";
import { Brief } from "../ui/context";
import { Swatch } from "../ui/parts";
import type { Change } from "./difference";
import { datesOf, heldAt, type Moment } from "./moment";

interface Props {
  moment: Moment;
  selected: string | null;
  onSelect: (place: string | null) => void;
  changes: Map<string, Change> | null;
  index: number;
}

export function PlacePanel({ moment, selected, onSelect, changes, index }: Props): JSX.Element {
  const { payload } = useContext(Brief);
  const places = [...payload.map.places].sort((a, b) => a.name.localeCompare(b.name, "en"));
  const place = places.find((one) => one.id === selected);
  return (
    <aside class="place no-print" aria-label="A place">
      <label class="pick">
        Look at a place
        <select value={selected ?? ""} onChange={(event) => onSelect(event.currentTarget.value || null)}>
          <option value="">choose, or click one on the map</option>
          {places.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      {place && <Looked place={place} moment={moment} index={index} />}
      {!place && changes && <Changing changes={changes} moment={moment} onSelect={onSelect} />}
      {!place && !changes && <Moving moment={moment} onSelect={onSelect} />}
    </aside>
  );
}

function Looked({ place, moment, index }: { place: Place; moment: Moment; index: number }): JSX.Element {
  const { payload, actors } = useContext(Brief);
  const fall = payload.falls.find((one) => one.place === place.id);
  const cut = moment.cutOff.get(place.id);
  return (
    <div class="looked">
      <h3>{place.name}</h3>
      <p class="soft small">on {moment.date.text}, share of futures</p>
      <ul class="held">
        {(moment.held.get(place.id) ?? []).map((one) => {
          const actor = actors.get(one.actor);
          return (
            <li key={one.actor}>
              {actor && <Swatch actor={actor} size={6} />}
              <span>{actor?.name ?? "nobody"}</span>
              <b>{one.text}</b>
            </li>
          );
        })}
      </ul>
      <OverTime place={place} index={index} />
      {fall && fall.falls.value > 0 && (
        <p class="small">
          Changes hands in <b>{fall.falls.text}</b> of futures: {fall.text}, in the middle case {fall.p50.text}.
        </p>
      )}
      {cut && cut.share > 0 && <p class="small">Cut off from supply in {cut.text} of futures on this date.</p>}
      {moment.presence
        .filter(({ row }) => row.place === place.id)
        .map(({ row, open }) => (
          <p key={row.id} class="small">
            {row.name}: there in {open.text} of futures.
          </p>
        ))}
      {moment.corridors
        .filter(({ row }) => row.joints.includes(place.id))
        .map(({ row, open }) => (
          <p key={row.id} class="small">
            A joint of {row.name}, open in {open.text} of futures.
          </p>
        ))}
    </div>
  );
}

const WIDE = 260;
const TALL = 74;

/** Shares of one place over all dates, stacked; the stroke is the date shown. */
function OverTime({ place, index }: { place: Place; index: number }): JSX.Element | null {
  const { payload, actors } = useContext(Brief);
  const dates = datesOf(payload.map);
  if (dates.length < 3) return null;
  const all = dates.map((_, date) => heldAt(payload.map, place, date));
  const order = [...new Set(all.flat().map((one) => one.actor))];
  const x = (date: number): number => (date / (dates.length - 1)) * WIDE;
  const below = all.map(() => 0);
  const bands = order.map((actor) => {
    const low = [...below];
    all.forEach((held, date) => {
      below[date]! += held.find((one) => one.actor === actor)?.share ?? 0;
    });
    const up = below.map((share, date) => `${x(date).toFixed(1)} ${(TALL * (1 - share)).toFixed(1)}`);
    const down = low.map((share, date) => `${x(date).toFixed(1)} ${(TALL * (1 - share)).toFixed(1)}`).reverse();
    return { actor, d: `M${[...up, ...down].join("L")}Z` };
  });
  const said = order.map((one) => actors.get(one)?.name ?? "nobody").join(", ");
  return (
    <figure class="over-time">
      <svg
        viewBox={`0 0 ${WIDE} ${TALL}`}
        role="img"
        aria-label={`Share of futures over time in which it is held by ${said}`}
      >
        {bands.map(({ actor, d }) => (
          <path key={actor} d={d} fill={actors.get(actor)?.colour ?? "#767676"} />
        ))}
        <line class="now" x1={x(index)} x2={x(index)} y1="0" y2={TALL} />
      </svg>
      <figcaption class="ends">
        <span>{dates[0]?.text}</span>
        <span>{dates.at(-1)?.text}</span>
      </figcaption>
    </figure>
  );
}

/** Without a place: those that most often have another holder by now than at the outset. */
function Moving({ moment, onSelect }: { moment: Moment; onSelect: (place: string) => void }): JSX.Element {
  const { payload, actors } = useContext(Brief);
  const moved = payload.map.places
    .map((place) => {
      const held = moment.held.get(place.id) ?? [];
      const kept = held.find((one) => one.actor === place.first_holder)?.share ?? 0;
      const next = held.find((one) => one.actor !== place.first_holder);
      return { place, kept, next };
    })
    .filter(({ kept, next }) => kept < 0.99 && next)
    .sort((a, b) => a.kept - b.kept);
  if (moved.length === 0)
    return (
      <p class="small soft">
        At the outset every place is where the scenario puts it. Slide the date to see what changes hands.
      </p>
    );
  return (
    <>
      <h3>Changed hands by {moment.date.text}</h3>
      <ul class="held links">
        {moved.slice(0, 9).map(({ place, next }) => {
          const actor = next && actors.get(next.actor);
          return (
            <li key={place.id}>
              {actor && <Swatch actor={actor} size={6} />}
              <button type="button" class="link" onClick={() => onSelect(place.id)}>
                {place.name}
              </button>
              <b>{next?.text}</b>
            </li>
          );
        })}
      </ul>
      {moved.length > 9 && <p class="small soft">and {moved.length - 9} more</p>}
    </>
  );
}

/** Under a variant: the places that change most, who gains and at whose cost. */
function Changing({
  changes,
  moment,
  onSelect,
}: {
  changes: Map<string, Change>;
  moment: Moment;
  onSelect: (place: string) => void;
}): JSX.Element {
  const { payload, actors } = useContext(Brief);
  const name = (id: string): string => payload.map.places.find((one) => one.id === id)?.name ?? id;
  const rows = [...changes].sort((a, b) => b[1].points - a[1].points);
  if (rows.length === 0)
    return <p class="small soft">On {moment.date.text} no place changes by as much as two points.</p>;
  return (
    <>
      <h3>What changes by {moment.date.text}</h3>
      <p class="small soft">Share of futures, against the scenario as it stands.</p>
      <ul class="held links">
        {rows.slice(0, 12).map(([place, change]) => {
          const actor = actors.get(change.actor);
          return (
            <li key={place}>
              {actor && <Swatch actor={actor} size={6} />}
              <button type="button" class="link" onClick={() => onSelect(place)}>
                {name(place)}
              </button>
              <b>{change.text}</b>
            </li>
          );
        })}
      </ul>
      {rows.length > 12 && <p class="small soft">and {rows.length - 12} more</p>}
    </>
  );
}
