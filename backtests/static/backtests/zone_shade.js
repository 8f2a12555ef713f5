// Shades on a chart where the rules act: entries plain, exits hatched, each named at its left edge.

const LETTERS = 11;
const HATCH = 7;
const INSET = 6;

export class ZoneShade {
  constructor(zones, colours, { stretches }) {
    const colour = ({ enters }) => (enters ? colours.accent : colours.gold);
    this.zones = zones.map((zone) => ({ ...endsOf(zone), colour: colour(zone), enters: zone.enters, text: zone.text }));
    Object.assign(this, { paper: colours.surface, stretches });
  }

  attached({ series }) {
    this.series = series;
  }

  updateAllViews() {}

  // The names lie on top of the lines, what is shaded beneath them.
  paneViews() {
    const view = (zOrder, draw) => ({ zOrder: () => zOrder, renderer: () => ({ draw: (target) => this.draw(target, draw) }) });
    return [view("bottom", shadeAll), view("top", (...how) => nameAll(...how, this.paper))];
  }

  // A limit that no value came near is shown too: how far it was is what one wants to see.
  autoscaleInfo() {
    const levels = this.zones.flatMap(({ low, high }) => [low, high]).filter((one) => one !== null);
    if (!this.stretches || !levels.length) return null;
    return { priceRange: { minValue: Math.min(...levels), maxValue: Math.max(...levels) } };
  }

  draw(target, draw) {
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      const places = placed(this.zones, (price) => this.series.priceToCoordinate(price), mediaSize.height);
      context.save();
      draw(context, places, mediaSize.width);
      context.restore();
    });
  }
}

function shadeAll(context, places, width) {
  for (const place of places) shade(context, place, width);
}

// Each on paper of its own, and beside one that is there already, so that every name can be read.
function nameAll(context, places, width, paper) {
  const taken = [];
  context.font = `600 ${LETTERS}px system-ui, sans-serif`;
  for (const { text, colour, at } of places) {
    const near = taken.filter((one) => Math.abs(one.at - at) <= LETTERS + 2);
    const left = Math.max(INSET, ...near.map(({ right }) => right + 2 * INSET));
    const wide = context.measureText(text).width;
    taken.push({ at, right: left + wide });
    Object.assign(context, { globalAlpha: 0.85, fillStyle: paper });
    context.fillRect(left - 3, at - LETTERS, wide + 6, LETTERS + 4);
    Object.assign(context, { globalAlpha: 1, fillStyle: colour });
    context.fillText(text, left, at);
  }
}

// From what was saved before zones had two ends, too.
export function endsOf({ low, high, level, above }) {
  if (low !== undefined) return { low, high };
  return above ? { low: level, high: null } : { low: null, high: level };
}

// Where each zone lies on a pane of this height, and the line on which its name stands: within the
// zone, at the end that the rule looks at. One that is out of view keeps its name at the edge.
export function placed(zones, toCoordinate, height) {
  return zones.flatMap((zone) => {
    const [top, bottom] = [zone.high === null ? 0 : toCoordinate(zone.high), zone.low === null ? height : toCoordinate(zone.low)];
    if (top === null || bottom === null) return [];
    const wanted = zone.high === null ? bottom - 4 : top + LETTERS;
    const at = Math.min(Math.max(wanted, LETTERS), height - 4);
    return [{ ...zone, top: Math.max(top, 0), bottom: Math.min(bottom, height), at }];
  });
}

function shade(context, { top, bottom, colour, enters }, width) {
  if (bottom <= top) return;
  Object.assign(context, { globalAlpha: 0.1, fillStyle: colour });
  context.fillRect(0, top, width, bottom - top);
  if (!enters) hatch(context, top, bottom, colour, width);
  context.globalAlpha = 1;
}

function hatch(context, top, bottom, colour, width) {
  const tall = bottom - top;
  Object.assign(context, { globalAlpha: 0.22, strokeStyle: colour, lineWidth: 1 });
  context.save();
  context.beginPath();
  context.rect(0, top, width, tall);
  context.clip();
  context.beginPath();
  for (let left = -tall; left < width; left += HATCH) {
    context.moveTo(left, bottom);
    context.lineTo(left + tall, top);
  }
  context.stroke();
  context.restore();
}
