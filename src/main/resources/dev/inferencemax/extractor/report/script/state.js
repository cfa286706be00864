// What is looked at is in the address, after the #: whoever gets the link sees the same.

const state = {
  now: new URLSearchParams(),

  read() {
    this.now = new URLSearchParams(location.hash.slice(1));
  },

  get(name, otherwise = '') {
    return this.now.has(name) ? this.now.get(name) : otherwise;
  },

  all(name) {
    return this.now.getAll(name);
  },

  /** Whether a name has a value, perhaps among others. */
  has(name, value) {
    return this.all(name).includes(value);
  },

  toggle(name, value) {
    this.set({[name]: this.has(name, value) ? this.all(name).filter(other => other !== value) : [...this.all(name), value]});
  },

  /** The address of the same view but for some names; null takes one away. */
  with(changes, from = this.now) {
    const next = new URLSearchParams(from);
    for (const [name, value] of Object.entries(changes)) {
      next.delete(name);
      for (const one of value === null ? [] : [value].flat()) {
        next.append(name, one);
      }
    }
    return '#' + next;
  },

  set(changes) {
    history.replaceState(null, '', this.with(changes));
    render();
  },

  /** As set, but the way back leads to where one was. */
  go(address) {
    if (location.hash !== address) {
      history.pushState(null, '', address);
    }
    render();
  },
};
