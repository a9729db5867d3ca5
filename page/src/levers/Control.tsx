// One lever: a slider, a choice, a switch, a date or an order of places, with what it is in the scenario beside it.
import type { JSX } from "preact";
import type { Lever, LeverValue } from "../payload";

interface Props {
  lever: Lever;
  value: LeverValue;
  changed: boolean;
  onChange: (value: LeverValue) => void;
}

/** No finer than one step of the lever: what a person set is not known to nine digits. */
const decimals = (lever: Lever): number => {
  const step = lever.step ?? 1;
  return step >= 1 ? 0 : Math.ceil(-Math.log10(step) - 1e-9);
};

const shown = (lever: Lever, value: LeverValue): string => {
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: decimals(lever) });
  if (Array.isArray(value)) return value.map((one) => optionText(lever, one)).join(", ") || "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return optionText(lever, String(value));
};

const optionText = (lever: Lever, value: string): string =>
  lever.options?.find((one) => one.value === value)?.text ?? value;

/** `Garrison of Qaim: 1500 (was 2000)`, for the list of what differs. */
export const changeText = (lever: Lever, value: LeverValue): string =>
  `${lever.title}: ${shown(lever, value)}${lever.unit ? ` ${lever.unit}` : ""} (was ${shown(lever, lever.now)})`;

export function Control(props: Props): JSX.Element {
  const { lever, changed } = props;
  const id = `lever-${lever.path}`;
  return (
    <li class={`lever ${changed ? "changed" : ""}`}>
      <label for={id}>{lever.title}</label>
      <Field {...props} id={id} />
      <p class="small soft">
        {changed
          ? `In the scenario: ${shown(lever, lever.now)}${lever.unit ? ` ${lever.unit}` : ""}`
          : lever.unit
            ? `${lever.unit}, as in the scenario`
            : "as in the scenario"}
      </p>
    </li>
  );
}

function Field({ lever, value, onChange, id }: Props & { id: string }): JSX.Element {
  if (lever.kind === "number") {
    const low = Number(lever.low ?? 0);
    const high = Number(lever.high ?? Number(lever.now) * 2);
    const step = lever.step ?? (Number.isInteger(lever.now) && high - low > 5 ? 1 : (high - low) / 100 || 0.01);
    return (
      <div class="number-field">
        <input
          id={id}
          type="range"
          min={low}
          max={high}
          step={step}
          value={Number(value)}
          onInput={(event) => onChange(Number(event.currentTarget.value))}
        />
        <input
          type="number"
          aria-label={`${lever.title}, as a number`}
          min={low}
          max={high}
          step="any"
          value={Number(Number(value).toFixed(decimals(lever)))}
          onChange={(event) => event.currentTarget.value && onChange(Number(event.currentTarget.value))}
        />
      </div>
    );
  }
  if (lever.kind === "switch") {
    return (
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (lever.kind === "date") {
    return (
      <input
        id={id}
        type="date"
        value={String(value)}
        {...(lever.low !== undefined && { min: String(lever.low) })}
        {...(lever.high !== undefined && { max: String(lever.high) })}
        onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
      />
    );
  }
  if (lever.kind === "orders")
    return <Orders lever={lever} value={Array.isArray(value) ? value : []} onChange={onChange} id={id} />;
  return (
    <select id={id} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)}>
      {(lever.options ?? []).map((one) => (
        <option key={one.value} value={one.value}>
          {one.text}
        </option>
      ))}
    </select>
  );
}

function Orders({
  lever,
  value,
  onChange,
  id,
}: {
  lever: Lever;
  value: string[];
  onChange: (value: string[]) => void;
  id: string;
}): JSX.Element {
  const left = (lever.options ?? []).filter((one) => !value.includes(one.value));
  const swap = (at: number): void => {
    const next = [...value];
    [next[at - 1], next[at]] = [next[at]!, next[at - 1]!];
    onChange(next);
  };
  return (
    <div class="orders">
      <ol>
        {value.map((one, at) => (
          <li key={one}>
            <span>{optionText(lever, one)}</span>
            <button
              type="button"
              disabled={at === 0}
              aria-label={`${optionText(lever, one)} earlier`}
              onClick={() => swap(at)}
            >
              ↑
            </button>
            <button
              type="button"
              aria-label={`Leave out ${optionText(lever, one)}`}
              onClick={() => onChange(value.filter((other) => other !== one))}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <select
          id={id}
          value=""
          onChange={(event) => event.currentTarget.value && onChange([...value, event.currentTarget.value])}
        >
          <option value="">add…</option>
          {left.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
