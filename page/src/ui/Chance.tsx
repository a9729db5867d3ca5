// The bar of a likelihood: the point, its simulation error, the range over assumptions and the author's band.
import type { JSX } from "preact";
import type { Band, Chance as ChanceData, Range } from "../payload";

interface Props {
  row: Pick<ChanceData, "probability" | "interval" | "undecided">;
  band?: Band | null;
  range?: Range | null;
  rangeIs?: string;
  ticks?: boolean;
}

// the track keeps 1 % free at both ends, so that points and caps are never cut
const x = (share: number): string => `${(1 + 98 * Math.min(Math.max(share, 0), 1)).toFixed(2)}%`;
const w = (share: number): string => `${(98 * Math.max(share, 0)).toFixed(2)}%`;

function said({ row, band, range, rangeIs = "over assumptions" }: Props): string {
  const parts = [row.probability.text, `simulation error ${row.interval.text}`];
  if (range) parts.push(`${rangeIs} ${range.text}`);
  if (band) parts.push(`author ${band.text}`);
  return parts.join(", ");
}

export function Chance(props: Props): JSX.Element {
  const { row, band, range, ticks = false } = props;
  const p = row.probability.value;
  const open = row.undecided.value;
  return (
    <div class="chance">
      <svg class="chart" height="26" role="img" aria-label={said(props)}>
        <line class="track" x1="1%" x2="99%" y1="13" y2="13" />
        {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
          <line key={tick} class="track" x1={x(tick)} x2={x(tick)} y1={tick % 1 ? 10.5 : 8} y2={tick % 1 ? 15.5 : 18} />
        ))}
        {band && <rect class="author" x={x(band.low)} width={w(band.high - band.low)} y="1" height="24" rx="3" />}
        {range && (
          <rect
            class="range"
            x={x(range.low)}
            width={w(Math.max(range.high - range.low, 0.004))}
            y="8.5"
            height="9"
            rx="4.5"
          />
        )}
        {open > 0.005 && <line class="open" x1={x(p)} x2={x(p + open)} y1="13" y2="13" />}
        <line class="whisker" x1={x(row.interval.low)} x2={x(row.interval.high)} y1="13" y2="13" />
        <line class="whisker" x1={x(row.interval.low)} x2={x(row.interval.low)} y1="9" y2="17" />
        <line class="whisker" x1={x(row.interval.high)} x2={x(row.interval.high)} y1="9" y2="17" />
        <circle class="point" cx={x(p)} cy="13" r="4.8" />
      </svg>
      {ticks && (
        <div class="ticks" aria-hidden="true">
          <span>0</span>
          <span>50 %</span>
          <span>100 %</span>
        </div>
      )}
    </div>
  );
}

/** What the bar's marks mean, once a page. */
export function ChanceKey({ band, range }: { band: boolean; range: boolean }): JSX.Element {
  return (
    <ul class="chance-key">
      <li>
        <svg width="30" height="14" aria-hidden="true">
          <line class="whisker" x1="4" x2="26" y1="7" y2="7" />
          <line class="whisker" x1="4" x2="4" y1="3" y2="11" />
          <line class="whisker" x1="26" x2="26" y1="3" y2="11" />
          <circle class="point" cx="15" cy="7" r="4.8" />
        </svg>
        how often it comes true, and how far more futures could still move that
      </li>
      {range && (
        <li>
          <svg width="30" height="14" aria-hidden="true">
            <rect class="range" x="1" y="2.5" width="28" height="9" rx="4.5" />
          </svg>
          where it would lie if the assumptions were known
        </li>
      )}
      {band && (
        <li>
          <svg width="30" height="14" aria-hidden="true">
            <rect class="author" x="1" y="1" width="28" height="12" rx="3" />
          </svg>
          what the author’s word of likelihood stands for
        </li>
      )}
    </ul>
  );
}
