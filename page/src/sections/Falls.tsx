// When places may change hands: the middle 80 of 100 futures as a bar, the middle one as a stroke.
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import type { FallRow } from "../payload";
import { Brief } from "../ui/context";
import { T } from "../ui/parts";
import { along, ticks } from "./axis";

const order = (row: FallRow): number => (row.p50.value ? Date.parse(row.p50.value) : Number.MAX_SAFE_INTEGER);

export function Falls(): JSX.Element {
  const { payload } = useContext(Brief);
  const [first, last] = [payload.as_of.value, payload.until.value];
  const falling = payload.falls.filter((row) => row.falls.value >= 0.01);
  falling.sort((a, b) => order(a) - order(b) || b.falls.value - a.falls.value);
  const holding = payload.falls.filter((row) => row.falls.value < 0.01);
  const axis = ticks(first, last, 7);
  return (
    <>
      <p class="prose soft">
        A place falls when it leaves the side that held it at the outset. The bar holds the middle 80 of 100 futures,
        the stroke marks the middle one; futures in which it does not fall count as later than {payload.until.text}.
      </p>
      <table class="falls">
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Falls in</th>
            <th scope="col" class="bars">
              <span class="hidden">When</span>
              <span class="axis" aria-hidden="true">
                {axis.map((tick) => (
                  <span key={tick.text} style={{ left: `${tick.at}%` }}>
                    {tick.text}
                  </span>
                ))}
              </span>
            </th>
            <th scope="col">Middle 80 of 100</th>
          </tr>
        </thead>
        <tbody>
          {falling.map((row) => (
            <tr key={row.place}>
              <th scope="row">{row.name}</th>
              <td>{row.falls.text}</td>
              <td class="bars">
                <Bar row={row} first={first} last={last} axis={axis} />
              </td>
              <td class="small">
                <T>{row.text}</T>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {holding.length > 0 && (
        <p class="small soft prose">
          Fall in fewer than 1 in 100 futures: {holding.map((row) => row.name).join(", ")}.
        </p>
      )}
    </>
  );
}

function Bar({
  row,
  first,
  last,
  axis,
}: {
  row: FallRow;
  first: string;
  last: string;
  axis: { at: number }[];
}): JSX.Element {
  const from = row.p10.value && along(row.p10.value, first, last);
  const to = row.p90.value ? along(row.p90.value, first, last) : 100;
  const middle = row.p50.value && along(row.p50.value, first, last);
  return (
    <svg class="chart" height="18" role="img" aria-label={`${row.text}; middle ${row.p50.text}`}>
      <line class="track" x1="0" x2="100%" y1="9" y2="9" />
      {axis.map((tick) => (
        <line key={tick.at} class="track" x1={`${tick.at}%`} x2={`${tick.at}%`} y1="2" y2="16" />
      ))}
      {from !== null && from !== "" && (
        <rect class="range" x={`${from}%`} width={`${Math.max(to - Number(from), 0.6)}%`} y="4.5" height="9" rx="2" />
      )}
      {!row.p90.value && from !== null && <line class="open" x1="96%" x2="100%" y1="9" y2="9" />}
      {middle !== null && middle !== "" && (
        <line class="whisker" x1={`${middle}%`} x2={`${middle}%`} y1="2" y2="16" stroke-width="3" />
      )}
    </svg>
  );
}
