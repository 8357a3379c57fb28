// SPDX-License-Identifier: MIT
// Walks error 1366 to a verified fix with the official client library: node walk.mjs ERRWALK FLOWS old|new
// "old" is the revision with a handshake, "new" the one without.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [errwalk, flows, revision] = process.argv.slice(2);
const library = revision === "old"
  ? { ...(await import("@modelcontextprotocol/sdk/client/index.js")), ...(await import("@modelcontextprotocol/sdk/client/stdio.js")) }
  : { ...(await import("@modelcontextprotocol/client")), ...(await import("@modelcontextprotocol/client/stdio")) };
const home = mkdtempSync(join(tmpdir(), "errwalk-sdk-"));
const transport = new library.StdioClientTransport({
  command: errwalk,
  args: ["serve"],
  env: { PATH: process.env.PATH, HOME: home, XDG_STATE_HOME: home, ERRWALK_FLOWS: flows, LC_ALL: "C.UTF-8" },
});
const client = new library.Client({ name: "sdk-test", version: "1" },
  revision === "old" ? {} : { versionNegotiation: { mode: "auto" } });

async function call(name, args) {
  const result = await client.callTool({ name, arguments: args });
  assert.ok(!result.isError, JSON.stringify(result.content));
  return result.structuredContent;
}

const choices = { "exact-error": "answer:this", "warning-signs": "answer:none", role: "answer:user" };

try {
  await client.connect(transport);
  const { tools } = await client.listTools();
  assert.equal(tools.length, 10);
  let step = await call("start", { problem: "Windows error 0x80070556" });
  for (let turns = 0; step.outcome === "unfinished" && turns < 40; turns++) {
    const wanted = choices[step.step];
    const choice = step.choices.find((each) => each.choice === wanted)
      ?? step.choices.find((each) => /^(answer:yes|result:worked)$/.test(each.choice)) ?? step.choices[0];
    step = await call("choose", {
      session: step.session, step: step.step, choice: choice.choice,
      ...(choice.takes_value ? { value: "not known" } : {}),
      ...(choice.choice === "result:worked" ? { verified_by: "person" } : {}),
    });
  }
  assert.equal(step.outcome, "resolved");
  const { document } = await call("transcript", { session: step.session, redact: true });
  assert.match(document, /by serve: sdk-test 1; a person saw it work/);
  const failed = await client.callTool({ name: "choose", arguments: { session: step.session, step: "x", choice: "y" } });
  assert.ok(failed.isError);
  console.log(`ok: ${revision} revision, ${step.done} questions`);
} finally {
  await client.close();
  rmSync(home, { recursive: true, force: true });
}
