// A first look around in five steps: what the number is, how the map moves, what opens, what can be changed.
import type { JSX } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { Brief } from "./context";

interface Stop {
  at: string;
  title: string;
  text: string;
}

const STOPS: Stop[] = [
  {
    at: "#bottom-line",
    title: "One answer first",
    text: "The claim that leads, how often it came true in the simulated futures, and in one line what that hangs on. The dashed box is what the author’s own word stands for.",
  },
  {
    at: "#map .time",
    title: "Time moves here",
    text: "Press play or drag the date. Markers fill like pies: a half-filled one changes hands in half of the futures by then.",
  },
  {
    at: "#map .map-room",
    title: "Places can be looked at",
    text: "Click a place to see who holds it over time. Plus and minus enlarge the map, arrow keys move it; the table below says the same in words.",
  },
  {
    at: ".claim",
    title: "Every statement opens",
    text: "Open one for the author’s words, what the number hangs on, and a future told day by day.",
  },
  {
    at: "#what-if",
    title: "What if?",
    text: "Suppose something else, and see which statements move and by how much. Both are run on the same luck, so the difference is the change’s own.",
  },
];

export function Tour(): JSX.Element {
  const { payload } = useContext(Brief);
  const [step, setStep] = useState(-1);
  const card = useRef<HTMLDivElement>(null);
  const stops = STOPS.filter((stop) =>
    stop.at === "#what-if" ? payload.variants.length || payload.levers?.length : true,
  );
  const stop = stops[step];

  useEffect(() => {
    if (!stop) return;
    const target = document.querySelector(stop.at);
    target?.classList.add("toured");
    target?.scrollIntoView({ block: "center", behavior: "auto" });
    card.current?.focus({ preventScroll: true });
    return () => target?.classList.remove("toured");
  }, [stop]);

  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") setStep(-1);
    if (event.key === "ArrowRight") setStep(Math.min(step + 1, stops.length - 1));
    if (event.key === "ArrowLeft") setStep(Math.max(step - 1, 0));
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => setStep(0)}>
        Show me around
      </button>
      {stop && (
        <div
          ref={card}
          class="tour no-print"
          role="dialog"
          aria-label={`Tour, ${step + 1} of ${stops.length}`}
          tabIndex={-1}
          onKeyDown={pressed}
        >
          <p class="small soft">
            {step + 1} of {stops.length}
          </p>
          <p>
            <b>{stop.title}</b>
          </p>
          <p>{stop.text}</p>
          <p class="tour-tools">
            <button type="button" class="quiet" onClick={() => setStep(-1)}>
              Close
            </button>
            <span class="push" />
            {step > 0 && (
              <button type="button" class="quiet" onClick={() => setStep(step - 1)}>
                Back
              </button>
            )}
            <button type="button" class="primary" onClick={() => setStep(step + 1 < stops.length ? step + 1 : -1)}>
              {step + 1 < stops.length ? "Next" : "Done"}
            </button>
          </p>
        </div>
      )}
    </>
  );
}
