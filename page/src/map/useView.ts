// Zoom and pan: wheel with a modifier, drag, pinch, keys. The page keeps scrolling when nothing else is asked for.
import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Spot } from "./labels";
import { enlarged, kept, type Projection, type View, WHOLE } from "./project";

interface Handlers {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: (event: PointerEvent) => void;
  onPointerCancel: (event: PointerEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onDblClick: (event: MouseEvent) => void;
}

const STEP = 60;

export function useView(
  projection: Projection,
  room: RefObject<HTMLElement>,
): { view: View; zoom: (factor: number) => void; reset: () => void; handlers: Handlers } {
  const { width, height } = projection;
  const [view, setView] = useState<View>(WHOLE);
  const pointers = useRef(new Map<number, Spot>());
  const zoom = useCallback(
    (factor: number) => setView((old) => enlarged(old, factor, [width / 2, height / 2], width, height)),
    [width, height],
  );
  const reset = useCallback(() => setView(WHOLE), []);
  const spotOf = (event: MouseEvent): Spot => {
    const box = room.current?.getBoundingClientRect();
    return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
  };

  useEffect(() => setView((old) => kept(old, width, height)), [width, height]);
  useEffect(() => {
    const node = room.current;
    if (!node) return;
    const turned = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return; // a bare wheel scrolls the page
      event.preventDefault();
      setView((old) => enlarged(old, Math.exp(-event.deltaY / 200), spotOf(event), width, height));
    };
    node.addEventListener("wheel", turned, { passive: false });
    return () => node.removeEventListener("wheel", turned);
  }, [width, height]);

  const moved = (event: PointerEvent): void => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = spotOf(event);
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot);
    pointers.current.set(event.pointerId, now);
    const other = others[0];
    if (other) {
      const factor =
        Math.hypot(now[0] - other[0], now[1] - other[1]) /
        Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1]));
      setView((old) => enlarged(old, factor, other, width, height));
      return;
    }
    setView((old) =>
      old.k > 1 ? kept({ ...old, x: old.x + now[0] - before[0], y: old.y + now[1] - before[1] }, width, height) : old,
    );
  };
  const lifted = (event: PointerEvent): void => {
    pointers.current.delete(event.pointerId);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const move = (x: number, y: number) => (): void =>
      setView((old) => kept({ ...old, x: old.x + x, y: old.y + y }, width, height));
    const keys: Record<string, () => void> = {
      "+": () => zoom(1.4),
      "=": () => zoom(1.4),
      "-": () => zoom(1 / 1.4),
      "0": reset,
      ArrowLeft: move(STEP, 0),
      ArrowRight: move(-STEP, 0),
      ArrowUp: move(0, STEP),
      ArrowDown: move(0, -STEP),
    };
    const act = keys[event.key];
    if (!act || (event.key.startsWith("Arrow") && view.k === 1)) return;
    event.preventDefault();
    act();
  };
  return {
    view,
    zoom,
    reset,
    handlers: {
      onPointerDown: (event) => pointers.current.set(event.pointerId, spotOf(event)),
      onPointerMove: moved,
      onPointerUp: lifted,
      onPointerCancel: lifted,
      onKeyDown: pressed,
      onDblClick: (event) => setView((old) => enlarged(old, 2, spotOf(event), width, height)),
    },
  };
}
