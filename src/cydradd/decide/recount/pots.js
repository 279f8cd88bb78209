/* The pots: which projects their money can pay for together, why not, and whether the published payments do it. */

/** The pots of a published result as {id, amount, may(project id)}; null where it has none. */
function potsOf(published) {
  return published.pots?.map(({ id, amount, projects }) => ({
    id, amount: exactOf(amount), may: (name) => projects === null || projects.includes(name),
  })) ?? null;
}

/** The pots, if one of them may not pay for some project that stands by decision: then the count follows their money. */
function followed(pots, election, published) {
  const decided = published.eligibility.filter(({ kind }) => TAKEN_AS_DECIDED.includes(kind)).map((entry) => entry.project);
  const standing = election.projects.map(({ id }) => id).filter((id) => !decided.includes(id));
  return pots?.some(({ may }) => !standing.every(may)) ? pots : null;
}

/** The money of the pots during one run; whole parts of the unit. */
class Till {
  constructor(pots, projects) {
    this.pots = pots;
    this.parts = [...pots.map(({ amount }) => amount), ...projects.map(({ cost }) => cost)]
      .reduce((all, { d }) => lcm(all, d), 1n);
    this.whole = ({ n, d }) => n * (this.parts / d);
    this.left = pots.map(({ amount }) => this.whole(amount));
    this.pays = new Map();
    this.refused = new Map();
  }

  buys(project) {
    const cut = this.pay(project);
    if (cut) this.refused.set(project, cut);
    return !cut;
  }

  fits(project) {
    const { left, pays } = this;
    const cut = this.pay(project);
    Object.assign(this, { left, pays });
    return !cut;
  }

  /** Pay a project beside all before, moving payments where that makes room; else change nothing and say why not. */
  pay(project) {
    const before = { left: this.left, pays: this.pays };
    this.left = [...this.left];
    this.pays = new Map([...this.pays].map(([name, paid]) => [name, new Map(paid)]));
    this.pays.set(project, new Map());
    let due = this.whole(project.cost);
    while (due) {
      const { end, from } = this.reached(project);
      if (end === null) {
        const cut = this.cut(project, from, due);
        Object.assign(this, before);
        return cut;
      }
      due -= this.move(end, from, due);
    }
    return null;
  }

  /** Pots that a project can draw on, also by letting others change their payer; the first with money left ends it. */
  reached(project) {
    const from = new Map(), waiting = [[project, null]], seen = new Set([project]);
    for (const [name, through] of waiting) {
      for (const [pot, { may }] of this.pots.entries()) {
        if (from.has(pot) || !may(name.id)) continue;
        from.set(pot, { name, through });
        if (this.left[pot]) return { end: pot, from };
        for (const [other, paid] of this.pays) {
          if (seen.has(other) || !paid.get(pot)) continue;
          seen.add(other);
          waiting.push([other, pot]);
        }
      }
    }
    return { end: null, from };
  }

  move(end, from, due) {
    let carried = due < this.left[end] ? due : this.left[end];
    for (let at = end; from.get(at).through !== null; at = from.get(at).through) {
      const { name, through } = from.get(at), given = this.pays.get(name).get(through);
      if (given < carried) carried = given;
    }
    this.left[end] -= carried;
    for (let at = end; at !== null; at = from.get(at).through) {
      const { name, through } = from.get(at), paid = this.pays.get(name);
      paid.set(at, (paid.get(at) ?? 0n) + carried);
      if (through !== null) paid.set(through, paid.get(through) - carried);
    }
    return carried;
  }

  /** The projects that must be paid from the pots that were reached, what those hold, and what is missing. */
  cut(project, from, due) {
    const names = [...this.pays].filter(([name, paid]) => name !== project && [...paid].some(([pot, sum]) => sum && from.has(pot)))
      .map(([{ id }]) => id).sort(byText);
    const pots = [...from.keys()].sort((a, b) => a - b).map((pot) => this.pots[pot]);
    const have = total(pots.map(({ amount }) => amount)), short = ratio(due, this.parts);
    return {
      project: project.id, pots: pots.map(({ id }) => id), projects: [project.id, ...names],
      have: exactText(have), need: exactText(add(have, short)), short_by: exactText(short),
    };
  }
}

/** What is told of the pots: what each pays by the published payments, if those pay every project exactly. */
function paidOf(pots, published, rounds, refused) {
  const amounts = published.pays.map(({ project, pot, amount }) => ({ project, pot, amount: exactOf(amount) }));
  const given = (key, name) => total(amounts.filter((each) => each[key] === name).map(({ amount }) => amount));
  const right = amounts.every(({ project, pot, amount }) => amount?.n > 0n && pots.some(({ id, may }) => id === pot && may(project)))
    && rounds.every(({ project, cost }) => exactText(given("project", project)) === cost)
    && amounts.every(({ project }) => rounds.some((entry) => entry.project === project))
    && pots.every(({ id, amount }) => compare(given("pot", id), amount) <= 0);
  return {
    pots: pots.map(({ id, amount }) => {
      const used = given("pot", id);
      return { id, amount: exactText(amount), used: exactText(used), left: exactText(subtract(amount, used)) };
    }),
    pays: right ? published.pays : null, pairs: published.pays.length, refused,
  };
}
