// The colours of a map. As values and not as style rules, so that an exported picture looks as the screen did.

export interface Palette {
  sea: string;
  land: string;
  coast: string;
  border: string;
  province: string;
  river: string;
  lake: string;
  road: string;
  roadCasing: string;
  corridor: string;
  joint: string;
  ink: string;
  soft: string;
  halo: string;
  outline: string;
  cutOff: string;
  select: string;
  quiet: string;
}

export const LIGHT: Palette = {
  sea: "#dfe8ec",
  land: "#f8f6f0",
  coast: "#9fb0b8",
  border: "#a39d92",
  province: "#e3ded3",
  river: "#b3cbd6",
  lake: "#d3e1e8",
  road: "#c3bcae",
  roadCasing: "#f8f6f0",
  corridor: "#7a6a4f",
  joint: "#5f5138",
  ink: "#1b2127",
  soft: "#5b636b",
  halo: "#f8f6f0",
  outline: "#ffffff",
  cutOff: "#a3262a",
  select: "#1b2127",
  quiet: "#c9c5bb",
};

export const DARK: Palette = {
  sea: "#10171c",
  land: "#20262b",
  coast: "#46525b",
  border: "#616a72",
  province: "#2d353b",
  river: "#33505f",
  lake: "#18242c",
  road: "#505a62",
  roadCasing: "#20262b",
  corridor: "#b7a27c",
  joint: "#d6c29c",
  ink: "#eceeef",
  soft: "#a6afb7",
  halo: "#20262b",
  outline: "#f4f5f6",
  cutOff: "#ff8a80",
  select: "#ffffff",
  quiet: "#4a535a",
};

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

let context: CanvasRenderingContext2D | null | undefined;

/** Width of a text in the page's type, with a little air: the placer must never underestimate. */
export function measured(text: string, size: number): number {
  if (context === undefined) {
    context = document.createElement("canvas").getContext("2d");
    if (context) context.font = `500 100px ${FONT}`;
  }
  return context ? (context.measureText(text).width * size * 1.02) / 100 + 1 : text.length * size * 0.62;
}
