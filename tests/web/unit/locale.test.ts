import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const source = join(__dirname, "../../../assets/web/src");
const catalog = (name: string) => JSON.parse(readFileSync(join(source, "locale", name), "utf8")) as Record<string, unknown>;
const keys = (tree: Record<string, unknown>, prefix = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [prefix + key] : keys(value as Record<string, unknown>, `${prefix}${key}.`)));
const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));

const zh = keys(catalog("zh-CN.json"));
const code = files(source).filter((file) => /\.(vue|ts)$/.test(file)).map((file) => readFileSync(file, "utf8")).join("\n");
const asked = [...code.matchAll(/\bt\(\s*["']([\w.]+)["']/g)].map((match) => match[1]!);
const askedFamilies = [...code.matchAll(/\bt\(`([\w.]+)\.\$\{/g)].map((match) => match[1]!);

describe("catalogs", () => {
  it("have the same keys in both languages", () => expect(keys(catalog("en.json"))).toEqual(zh));
  it("hold every text that a page asks for", () => expect(asked.filter((key) => !zh.includes(key))).toEqual([]));
  it("hold no text that no page asks for", () => {
    const inFamily = (key: string) => askedFamilies.some((family) => key.startsWith(`${family}.`));
    expect(zh.filter((key) => !asked.includes(key) && !inFamily(key))).toEqual([]);
  });
  it("are the only place of Chinese text", () => {
    const chinese = files(source).filter((file) => /\.(vue|ts)$/.test(file) && /[\u4e00-\u9fff]/.test(readFileSync(file, "utf8")));
    expect(chinese).toEqual([]);
  });
});
