// Scores travel as decimal texts; a page compares and colours them, it never computes with them beyond a difference of two.
import type { Count } from "../types";

// Tenths of a score text such as "82.4"; null for none.
export function tenths(score: string | null | undefined): number | null {
  if (score === null || score === undefined) return null;
  const match = /^(-?)(\d+)(?:\.(\d))?$/.exec(score);
  if (!match) return null;
  const whole = Number(match[2]) * 10 + Number(match[3] ?? 0);
  return match[1] ? -whole : whole;
}

// The difference in tenths, written with one place and no sign; null when one of them is missing.
export function difference(now: string | null, before: string | null): { direction: "up" | "down" | "same"; text: string } | null {
  const a = tenths(now);
  const b = tenths(before);
  if (a === null || b === null) return null;
  const delta = a - b;
  return { direction: delta > 0 ? "up" : delta < 0 ? "down" : "same", text: (Math.abs(delta) / 10).toFixed(1) };
}

// The standard's bands, the one from 60 to 80 in two, for a cell's colour beside its number.
export function band(score: string | null): "excellent" | "good" | "fair" | "pass" | "below" | "none" {
  const value = tenths(score);
  if (value === null) return "none";
  return value >= 900 ? "excellent" : value >= 800 ? "good" : value >= 700 ? "fair" : value >= 600 ? "pass" : "below";
}

export function percent(part: number, whole: number): number {
  return whole > 0 ? Math.floor((part * 100) / whole) : 0;
}

// What stands for a count that may not be shown exactly.
export function countText(count: Count, hidden: string): string {
  return count ?? hidden;
}

// The count where it may be shown exactly, else null.
export function exactCount(count: Count): number | null {
  return count !== null && /^\d+$/.test(count) ? Number(count) : null;
}
