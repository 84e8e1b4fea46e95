// The shapes of the web API (assets/api/web-openapi.json), as the pages read them.

export interface Session { name: string; role: string; csrf: string }

export interface ClassLine {
  code: string; name: string; department: string;
  students: number; submitted: number; counted: number;
  board: boolean; // an aggregate is published
}

export interface ClassList { academic_year: string; years: string[]; classes: ClassLine[] }

export type Level = "excellent" | "good" | "pass" | "below" | "none"; // none: too little data for a level

// A count as text: "<5" for one to four, null for one that is withheld.
export type Count = string | null;

// incomparable: last year is known, and was judged by other definitions.
export interface DimensionMean { code: string; name: string; short_name: string; mean: string | null; last_year: string | null; incomparable: boolean }
export interface LevelShare { level: Level; count: Count; share: string | null }
export interface IndicatorMean { code: string; name: string; dimension: string; mean: string | null }
export interface OverallMean { mean: string | null; last_year: string | null; incomparable: boolean }

export interface Snapshot {
  made_at: string; n: number | null; suppressed: boolean;
  dimensions: DimensionMean[]; levels: LevelShare[]; lowest: IndicatorMean[]; overall: OverallMean | null;
}

export interface Board {
  class: { code: string; name: string; department: string };
  academic_year: string;
  live: { students: number; submitted: number; counted: number };
  snapshot: Snapshot | null;
}
