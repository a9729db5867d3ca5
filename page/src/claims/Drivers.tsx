// What a claim hangs on, drawn: for each assumption how far the probability swings, and a click for its whole curve.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Driver } from "../payload";

const WIDE = 320;
const TALL = 90;

const ends = (driver: Driver): [number, number] => {
  const all = driver.curve.map((one) => one.probability.value);
  return [Math.min(...all), Math.max(...all)];
};

/** The longest bar on top, as in a tornado; the stroke is the probability over all futures. */
export function Drivers({ drivers, base }: { drivers: Driver[]; base: number }): JSX.Element {
  const [open, setOpen] = useState<string | null>(null);
  const x = (share: number): string => `${(100 * share).toFixed(2)}%`;
  return (
    <>
      <p class="small soft">
        The bar is how far the probability swings over the range of one assumption; the number is what knowing it would
        gain, in Brier points. Open one for its curve.
      </p>
      <ul class="drivers">
        {drivers.map((driver) => {
          const key = `${driver.assumption} ${driver.serves}`;
          const [low, high] = driver.curve.length ? ends(driver) : [base, base];
          return (
            <li key={key}>
              <button type="button" aria-expanded={open === key} onClick={() => setOpen(open === key ? null : key)}>
                <span class="driver-name">
                  {driver.text}
                  {driver.serves_text && <span class="soft"> · {driver.serves_text}</span>}
                </span>
                <svg
                  class="swing"
                  height="16"
                  role="img"
                  aria-label={`From ${driver.curve[0]?.probability.text ?? ""} to ${driver.curve.at(-1)?.probability.text ?? ""} over its range`}
                >
                  <line class="track" x1="0" x2="100%" y1="8" y2="8" />
                  <rect class="range" x={x(low)} width={x(Math.max(high - low, 0.004))} y="3" height="10" rx="2" />
                  <line class="whisker" x1={x(base)} x2={x(base)} y1="0" y2="16" />
                </svg>
                <span class="small soft">{driver.points.text}</span>
              </button>
              {open === key && <Curve driver={driver} base={base} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Probability of the claim along the assumption's range, bin by bin. */
function Curve({ driver, base }: { driver: Driver; base: number }): JSX.Element {
  const step = WIDE / Math.max(1, driver.curve.length);
  const y = (share: number): number => 6 + (TALL - 12) * (1 - share);
  const spots = driver.curve.map((one, bin): [number, number] => [step * (bin + 0.5), y(one.probability.value)]);
  const first = driver.curve[0];
  const last = driver.curve.at(-1);
  return (
    <figure class="curve">
      <svg
        viewBox={`0 0 ${WIDE} ${TALL}`}
        role="img"
        aria-label={driver.curve
          .map((one) => `${one.low.text} to ${one.high.text}: ${one.probability.text}`)
          .join("; ")}
      >
        <line class="track" x1="0" x2={WIDE} y1={y(0)} y2={y(0)} />
        <line class="track" x1="0" x2={WIDE} y1={y(1)} y2={y(1)} />
        <line class="open" x1="0" x2={WIDE} y1={y(base)} y2={y(base)} />
        <path class="line" d={`M${spots.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join("L")}`} />
        {spots.map(([a, b], bin) => (
          <circle key={bin} class="point" cx={a} cy={b} r="4">
            <title>{`${driver.curve[bin]?.low.text} to ${driver.curve[bin]?.high.text}: ${driver.curve[bin]?.probability.text}`}</title>
          </circle>
        ))}
      </svg>
      <figcaption class="small soft">
        From {first?.low.text} ({first?.probability.text}) to {last?.high.text} ({last?.probability.text}).
        {driver.tipping?.text && ` Tips at ${driver.tipping.text}.`}
      </figcaption>
    </figure>
  );
}
