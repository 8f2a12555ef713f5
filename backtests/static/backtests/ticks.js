// The ticked runs of the history, in the address, so that filters and pages keep them.

// The same address with these runs ticked.
export function withTicks(address, ids) {
  const url = new URL(address);
  url.searchParams.delete("compare");
  const more = ids.length ? `${url.search ? "&" : "?"}compare=${ids.join(",")}` : "";
  return `${url.origin}${url.pathname}${url.search}${more}${url.hash}`;
}

// How many are ticked, and that not all of them are seen.
export function ticked(count, unseen) {
  if (!count) return "";
  return unseen ? `${count} ticked, ${unseen} of them not shown here` : `${count} ticked`;
}

// What a button does with them, where that is not seen.
export function inAll(label, count, unseen) {
  return unseen ? label.replace(/^\w+/, `$& all ${count}`) : label;
}

export class Ticks {
  constructor({ table, all, told, kept }) {
    Object.assign(this, { table, all, told, kept, form: table.closest("form") });
    this.labels = new Map([...this.form.querySelectorAll("[value=rerun], [value=remove]")].map((one) => [one, one.textContent]));
  }

  start() {
    this.all.hidden = false;
    this.all.addEventListener("change", () => this.tickAll());
    this.form.addEventListener("change", () => this.keep());
    document.addEventListener("click", ({ target }) => this.carry(target.closest?.("a[href]")), true);
    this.keep();
  }

  boxes(within = this.form) {
    return [...within.querySelectorAll("[name=jobs]")];
  }

  ids() {
    return this.boxes().filter(({ checked }) => checked).map(({ value }) => value);
  }

  tickAll() {
    for (const box of this.boxes(this.table)) box.checked = this.all.checked;
  }

  keep() {
    const ids = this.ids();
    history.replaceState(history.state, "", withTicks(location.href, ids));
    this.kept.value = ids.join(",");
    this.kept.disabled = !ids.length;
    const here = this.boxes(this.table).filter(({ checked }) => checked).length;
    const unseen = ids.length - here;
    this.told.textContent = ticked(ids.length, unseen);
    for (const [button, label] of this.labels) button.textContent = inAll(label, ids.length, unseen);
    this.all.checked = here > 0 && here === this.boxes(this.table).length;
    this.all.indeterminate = here > 0 && !this.all.checked;
    for (const { elements } of document.forms) if (elements.next) elements.next.value = location.pathname + location.search;
  }

  // Whatever leads to another page of the history takes the ticks along.
  carry(link) {
    if (link?.pathname === location.pathname) link.href = withTicks(link.href, this.ids());
  }
}
