// Parts of a whole as they are drawn, each on top of those before it. Pure: no DOM, no chart.

// For each part, from the top one down, its rows with the height at which it ends.
export function layersOf(parts, rows) {
  return parts.map((part, n) => ({
    part,
    points: rows.map(([time, ...shares]) => ({ time, own: shares[n], value: sum(shares.slice(0, n + 1)) })),
  })).reverse();
}

// What is known at some bars only holds until the next of them.
export function carry(known) {
  for (let bar = 1; bar < known.length; bar += 1) known[bar] ??= known[bar - 1];
}

// So much of a colour on its paper, all as #rrggbb: what lies on others must not let them through.
export function mixed(color, paper, share) {
  const [ink, back] = [color, paper].map(bytesOf);
  return `#${ink.map((value, n) => hex(value * share + back[n] * (1 - share))).join("")}`;
}

function bytesOf(color) {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
}

function hex(value) {
  return Math.round(value).toString(16).padStart(2, "0");
}

export function sum(values) {
  return values.reduce((one, other) => one + other, 0);
}
