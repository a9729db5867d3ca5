// The payload of a brief, as docs/reference/payload.md documents it: every number stands beside the text that shows it.

/** A number with its text. Nothing here is ever formatted a second time. */
export interface Figure<V = number> {
  value: V;
  text: string;
}

/** Two ends of a range with the text that shows both. */
export interface Range {
  low: number;
  high: number;
  text: string;
}

export type DateFigure = Figure<string>;
export type MaybeDate = Figure<string | null>;

export interface Source {
  title: string;
  publisher: string | null;
  date: string | null;
}

export interface Run {
  sandtable: string;
  seed: Figure;
  futures: Figure;
  replicates: Figure;
  scenario_hash: string;
  prior_set: string;
  complete: boolean;
}

export interface BottomLine {
  claim: string | null;
  asked: string | null;
  probability: Figure | null;
  word: string | null;
  sentences: string[];
}

export interface Actor {
  id: string;
  name: string;
  colour: string;
  shape: string;
}

export interface Held {
  actor: string;
  futures: number;
  share: Figure;
}

export interface Place {
  id: string;
  name: string;
  lat: number;
  lon: number;
  first_holder: string;
  held: Held[][];
}

/** Longitude, latitude. */
export type Position = [number, number];

/** The ground under the map, cut from Natural Earth to the theatre: rings and lines in degrees. */
export interface Base {
  west: number;
  south: number;
  east: number;
  north: number;
  land: Position[][];
  lakes: Position[][];
  rivers: Position[][];
  borders: Position[][];
  provinces: Position[][];
  /** Each country with the points at which its name may stand. */
  countries: { name: string; at: Position[] }[];
  areas?: { name: string; at: Position }[];
  credit: string;
}

/** Who holds each place on up to sixty dates, in shares of futures; `texts` shows a share. */
export interface Series {
  dates: DateFigure[];
  places: Record<string, [string, number][][]>;
  texts: Record<string, string>;
}

export interface CorridorRow {
  id: string;
  name: string;
  via: string[];
  joints: string[];
  open: Figure[];
}

export interface PresenceRow {
  id: string;
  name: string;
  kind: string;
  actor: string;
  place: string;
  open: Figure[];
}

/** What variants change: by place and date the difference of each side's share, the largest gain first. */
export interface VariantMaps {
  dates: DateFigure[];
  list: { id: string; places: Record<string, [string, number][][]> }[];
  texts: Record<string, string>;
}

export interface MapData {
  dates: DateFigure[];
  places: Place[];
  routes: [string, string][];
  base?: Base | null;
  series?: Series | null;
  corridors?: CorridorRow[] | null;
  presence?: PresenceRow[] | null;
  supply?: Record<string, number[]> | null;
  variants?: VariantMaps | null;
}

export interface Band {
  word: string;
  low: number;
  high: number;
  text: string;
}

export interface Chance {
  probability: Figure;
  interval: Range;
  undecided: Figure;
  word: string;
}

export interface VariantRow extends Chance {
  id: string;
  difference: Figure;
}

export interface StructureRow {
  low: number;
  high: number;
  reach: string;
  under: { id: string; probability: Figure; word: string; difference: Figure }[];
  carrier: { id: string; kind: string; title: string; difference: Figure } | null;
  text: string;
}

export interface Driver {
  assumption: string;
  text: string;
  serves: string;
  serves_text: string;
  points: Figure;
  direction: "up" | "down" | "both";
  tipping: Figure<number | null> | null;
  curve: { low: Figure; high: Figure; probability: Figure }[];
}

export interface Story {
  happened: boolean;
  future: number;
  events: { date: DateFigure; text: string }[];
  branching: { date: DateFigure; text: string; before: Figure; after: Figure } | null;
  text: string;
}

export interface Evidence {
  sentence: string | null;
  quote: string;
  source: string;
  where: string;
}

export interface ClaimRow extends Chance {
  id: string;
  kind: string;
  kind_text: string;
  cite: string | null;
  hedge: string | null;
  reads: string | null;
  reads_is_ours: boolean;
  band: Band | null;
  claim: string;
  english: string;
  arbiter: string | null;
  note: string | null;
  counts: { futures: Figure; true: Figure; false: Figure; undecided: Figure };
  assumptions: (Range & { share: Figure | null }) | null;
  confidence: { word: string; text: string };
  against: { place: string | null; clear: boolean | null; text: string };
  reach: Range | null;
  rare: string | null;
  given: { claim: string; english: string; futures: Figure; of: Figure; text: string } | null;
  counted: string | null;
  than: { claim: string; english: string; difference: Figure; interval: Range; text: string } | null;
  suppose: { what: string; probability: Figure; range: Range; difference: Figure; text: string } | null;
  margin: { text: string } | null;
  hangs_on: string | null;
  variants: VariantRow[];
  structures?: StructureRow | null;
  drivers?: Driver[] | null;
  rule?: string | null;
  luck?: Figure | null;
  story?: Story | null;
  label?: { word: string; carrier: string | null; text: string } | null;
  outcome?: { word?: string; text: string } | null;
  evidence?: Evidence[] | null;
}

export interface FallRow {
  place: string;
  name: string;
  first_holder: string;
  falls: Figure & { futures: number };
  by_assault: Figure & { futures: number };
  p10: MaybeDate;
  p50: MaybeDate;
  p90: MaybeDate;
  text: string;
}

export interface AssumptionRow {
  name: string;
  unit: string;
  meaning: string;
  basis: string;
  low: Figure;
  usual: Figure;
  high: Figure;
  serves: string;
  serves_text: string;
}

export interface UnsettledRow {
  id: string;
  kind: string;
  kind_text: string;
  cite: string | null;
  reason: string;
}

export interface Influence {
  patrons: {
    actor: string;
    name: string;
    rank: Figure;
    sign: "gains" | "loses" | "unclear";
    holds: Figure;
    clients: { client: string; name: string; share_rank: Figure }[];
  }[];
  text: string;
}

export type LeverValue = number | string | boolean | string[];

/** Something that can be changed: where it stands in the scenario, what it is now, what it may become. */
export interface Lever {
  path: string;
  kind: "number" | "choice" | "switch" | "date" | "orders";
  title: string;
  group?: string;
  unit?: string;
  now: LeverValue;
  low?: number | string;
  high?: number | string;
  step?: number;
  options?: { value: string; text: string }[];
}

export interface Payload {
  payload: 1;
  title: string;
  summary: string | null;
  variant: { id: string; title: string };
  as_of: DateFigure;
  until: DateFigure;
  sources: Source[];
  run: Run;
  bottom_line: BottomLine;
  actors: Actor[];
  map: MapData;
  claims: ClaimRow[];
  variants: { id: string; title: string }[];
  structures?: { list: { id: string; kind: string; title: string }[]; futures: Figure } | null;
  falls: FallRow[];
  assumptions: AssumptionRow[];
  unsettled: UnsettledRow[];
  method: string[];
  limits: string[];
  foot: string;
  influence?: Influence | null;
  levers?: Lever[] | null;
}
