import assert from "node:assert/strict";
import { test } from "node:test";
import { inAll, ticked, withTicks } from "../../../backtests/static/backtests/ticks.js";

const PAGE = "http://site/jobs/";

test("the ticked stand in the address beside all that was there", () => {
  assert.equal(withTicks(`${PAGE}?q=a+b&sort=-sharpe#run-1`, ["x", "y"]), `${PAGE}?q=a+b&sort=-sharpe&compare=x,y#run-1`);
  assert.equal(withTicks(PAGE, ["x"]), `${PAGE}?compare=x`);
});

test("who ticks anew forgets what was ticked before", () => {
  assert.equal(withTicks(`${PAGE}?compare=x,y&q=a`, ["z"]), `${PAGE}?q=a&compare=z`);
  assert.equal(withTicks(`${PAGE}?compare=x,y`, []), PAGE);
  const once = withTicks(`${PAGE}?q=a%20b`, ["x"]);
  assert.equal(withTicks(once, ["x"]), once);
});

test("the ticked that are not seen are counted, and named by what acts on them", () => {
  assert.deepEqual([ticked(0, 0), ticked(2, 0), ticked(2, 1)], ["", "2 ticked", "2 ticked, 1 of them not shown here"]);
  const labels = (unseen) => ["Run again", "Remove"].map((label) => inAll(label, 2, unseen));
  assert.deepEqual([labels(0), labels(1)], [["Run again", "Remove"], ["Run all 2 again", "Remove all 2"]]);
});
