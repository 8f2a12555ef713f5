// A reading in short, to be said aloud: whether it is understood, what is open, assumed or left out.

export function summary({ action, sentence, assumptions, unsupported, questions, guide }) {
  if (action === "refuse") return sentence;
  const counts = [
    counted(assumptions.length, "thing is assumed", "things are assumed"),
    counted(unsupported.length, "part cannot be tested", "parts cannot be tested"),
  ].filter(Boolean);
  const said = [opening(questions), counts.length && `${counts.join(", ")}.`, guide?.lacks];
  return said.filter(Boolean).join(" ");
}

function opening([first, ...more]) {
  if (!first) return "The idea is understood.";
  return more.length ? `Still open: ${first.text} And ${more.length} more.` : `Still open: ${first.text}`;
}

function counted(number, one, many) {
  return number && `${number} ${number === 1 ? one : many}`;
}
