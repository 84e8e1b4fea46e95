import { band, countText, difference, exactCount, percent, tenths } from "../../../assets/web/src/parts/scores";

describe("scores", () => {
  it("reads a decimal text without binary floats", () => {
    expect(tenths("82.4")).toBe(824);
    expect(tenths("100")).toBe(1000);
    expect(tenths("-0.3")).toBe(-3);
    for (const text of ["", "8.25", "x", "1e3", null, undefined]) expect(tenths(text)).toBeNull();
  });
  it("compares with last year only where both years have a value", () => {
    expect(difference("82.4", "78.3")).toEqual({ direction: "up", text: "4.1" });
    expect(difference("60.0", "60.1")).toEqual({ direction: "down", text: "0.1" });
    expect(difference("60.0", "60.0")).toEqual({ direction: "same", text: "0.0" });
    expect(difference("60.0", null)).toBeNull();
  });
  it("colours a cell by the standard's bands", () => {
    expect(["90.0", "89.9", "80.0", "79.9", "69.9", "60.0", "59.9", null].map(band)).toEqual(["excellent", "good", "good", "fair", "pass", "pass", "below", "none"]);
  });
  it("never rounds a fill rate up to complete", () => {
    expect(percent(199, 200)).toBe(99);
    expect(percent(0, 0)).toBe(0);
  });
  it("shows a withheld count as words, not as zero", () => {
    expect(countText(null, "withheld")).toBe("withheld");
    expect(countText("<5", "withheld")).toBe("<5");
    expect(countText("0", "withheld")).toBe("0");
    expect(["12", "0", "<5", null].map(exactCount)).toEqual([12, 0, null, null]);
  });
});
