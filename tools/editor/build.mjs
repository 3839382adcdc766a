// Put the editor of SPARQL into the package: its script, its style, and the licences of what is in them.
// Usage: node tools/editor/build.mjs FOLDER, in which `npm ci` has put what package-lock.json names.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(process.argv[2], "node_modules");
const out = join(here, "..", "..", "src", "steungraaf", "web", "static", "editor");
const read = (...path) => readFileSync(join(modules, ...path), "utf8");
const bare = (text) => text.replace(/^(\/\/|\/\*)# sourceMappingURL=.*$/gm, "");

const names = readdirSync(modules)
  .filter((name) => !name.startsWith("."))
  .flatMap((name) => (name.startsWith("@") ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`) : [name]))
  .filter((name) => !name.startsWith("@types/"));
const licences = names.map((name) => {
  const { author, license, version } = JSON.parse(read(name, "package.json"));
  const file = readdirSync(join(modules, name)).find((each) => /^licen[cs]e/i.test(each));
  const who = typeof author === "string" ? author : (author?.name ?? "");
  return `${name} ${version} (${license})\n${file ? read(name, file).trim() : who}\n`;
});

mkdirSync(out, { recursive: true });
for (const name of ["yasqe.min.js", "yasqe.min.css"]) {
  writeFileSync(join(out, name), bare(read("@zazuko", "yasqe", "build", name)));
}
writeFileSync(join(out, "LICENSES.txt"), licences.join("\n"));
