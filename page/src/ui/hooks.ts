// Small habits of the page: how wide something is, which colours are wanted, whether it is being printed.
import { options, type RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

/** Width in px of an element, kept current. */
export function useWidth(ref: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const node = ref.current;
    if (!node) return;
    const read = (): void => setWidth(Math.floor(node.clientWidth));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(node);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

export type Theme = "light" | "dark";

/** The theme of the system, or the one that the reader chose; stored nowhere. */
export function useTheme(): [Theme, () => void] {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const [chosen, setChosen] = useState<Theme | null>(null);
  const [system, setSystem] = useState<Theme>(media.matches ? "dark" : "light");
  useEffect(() => {
    const heard = (): void => setSystem(media.matches ? "dark" : "light");
    media.addEventListener("change", heard);
    return () => media.removeEventListener("change", heard);
  }, []);
  const theme = chosen ?? system;
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return [theme, () => setChosen(theme === "dark" ? "light" : "dark")];
}

/** True while the page is laid out for paper: everything folded is open then, and maps are drawn on white. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(matchMedia("print").matches);
  useEffect(() => {
    const set = (value: boolean) => (): void => {
      const before = options.debounceRendering;
      options.debounceRendering = (render) => render();
      setPrinting(value);
      if (before) options.debounceRendering = before;
      else delete options.debounceRendering;
    };
    const media = matchMedia("print");
    const heard = (): void => set(media.matches)();
    const [begin, end] = [set(true), set(false)];
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    media.addEventListener("change", heard);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
      media.removeEventListener("change", heard);
    };
  }, []);
  return printing;
}

/** A timer that calls back every `ms` while `on`. */
export function useInterval(on: boolean, ms: number, call: () => void): void {
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  }, [on, ms, call]);
}
