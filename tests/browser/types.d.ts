// What the script fetches (src/render/view/data.rs), as it keeps it. `tsc` reads the script's comments with these.

/** Days are counted from 1970. `text` comes with the texts; `words` is what a search looks at, made by the first one. */
interface TimelineEvent {
  title: string;
  url: string;
  when: string;
  from: number;
  to: number;
  importance: number;
  kind: string;
  values: number[][];
  stretch: [title: string, url: string | null];
  text?: string;
  words?: string;
}

interface Index {
  newest_first: boolean;
  facets: { kind: string; values: [slug: string, name: string][] }[];
  parts: { count: number; days: [first: number, last: number] }[];
  eras: [first: number, last: number, name: string][];
  periods: Record<string, string>;
}

/** What the overview is drawn in: columns, and the slots of their bars. */
type Unit = { years: number } | "month" | "day";
