// The dates under the map: slide, step, play.
import type { JSX } from "preact";
import type { DateFigure } from "../payload";

interface Props {
  dates: DateFigure[];
  index: number;
  playing: boolean;
  onIndex: (index: number) => void;
  onPlay: (playing: boolean) => void;
}

export function TimeBar({ dates, index, playing, onIndex, onPlay }: Props): JSX.Element {
  const last = dates.length - 1;
  const play = (): void => {
    if (!playing && index >= last) onIndex(0);
    onPlay(!playing);
  };
  return (
    <div class="time">
      <button
        type="button"
        class="play no-print"
        aria-label={playing ? "Pause" : "Play"}
        aria-pressed={playing}
        onClick={play}
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path d={playing ? "M2 1h3.5v12H2zM8.5 1H12v12H8.5z" : "M2.5 1v12l10-6z"} fill="currentColor" />
        </svg>
      </button>
      <output class="date" aria-live={playing ? "off" : "polite"}>
        {dates[index]?.text}
      </output>
      <div class="slide no-print">
        <input
          type="range"
          min={0}
          max={last}
          value={index}
          aria-label="Date shown on the map"
          aria-valuetext={dates[index]?.text ?? ""}
          onInput={(event) => {
            onPlay(false);
            onIndex(Number(event.currentTarget.value));
          }}
        />
        <div class="ends" aria-hidden="true">
          <span>{dates[0]?.text}</span>
          <span>{dates[last]?.text}</span>
        </div>
      </div>
    </div>
  );
}
