/* The rules: equal shares with its completions, sequential Phragmén, the greedy family, and how ties are broken. */

/** Chooses among projects that are exactly equal, and names the key that decided. */
function tieBreaker(voters, keys, seed) {
  const values = {
    cost: (project) => project.cost,
    "max-cost": (project) => ratio(-project.cost.n, project.cost.d),
    votes: (project) => { const own = votesOf(voters, project); return ratio(-own.n, own.d); },
    lot: (project) => sha256(bytesOf(`${seed}\0${project.id}`)),
    id: (project) => project.id,
  };
  const order = (a, b) => (typeof a === "string" ? byText(a, b) : compare(a, b));
  return (tied) => {
    let left = tied;
    for (const key of [...keys, "id"]) {
      const value = values[key];
      if (!value) throw new NotCounted("unknown_rule", key);
      const best = left.map(value).reduce((a, b) => (order(b, a) < 0 ? b : a));
      left = left.filter((project) => order(value(project), best) === 0);
      if (left.length === 1) return [left[0], key];
    }
    return [left[0], "id"];
  };
}

const chosenOf = (tied, breakTie) => (tied.length > 1 ? breakTie(tied) : [tied[0], null]);

/** The rate at which a project's supporters raise its cost, all in units; null when they cannot. */
function rateOf(project, cost, purses, empty) {
  const live = project.supporters.filter(({ at }) => !empty.has(at));
  if (sum(live.map(({ at, weight }) => weight * purses[at])) < cost || (!live.length && cost > 0n)) return null;
  const poorest = [...live].sort((a, b) => {
    const left = purses[a.at] * b.points, right = purses[b.at] * a.points;
    return left < right ? -1 : left > right ? 1 : 0;
  });
  let due = cost, heads = sum(live.map(({ weight, points }) => weight * points));
  for (const { at, weight, points } of poorest) {
    if (purses[at] * heads >= due * points) break;
    due -= purses[at] * weight;
    heads -= weight * points;
  }
  return { due, heads: heads || 1n, live };
}

/** One run of equal shares from one purse (per unit of weight). `till`: the pots must be able to pay what is bought. */
function equalShares(voters, utility, purse, breakTie, till = null) {
  const plain = utility === "cardinality" || utility === "score";
  const costs = new Map(voters.projects.map((project) => [project, times(project.cost, voters.scale)]));
  let units = [...costs.values()].reduce((all, cost) => lcm(all, cost.d), purse.d);
  const inUnits = new Map([...costs].map(([project, cost]) => [project, cost.n * (units / cost.d)]));
  let purses = voters.classes.map(() => purse.n * (units / purse.d));
  const empty = new Set();
  const keyOf = (project, rate) => {
    const worth = plain ? ONE : project.cost;
    return worth.n ? over(utility === "sqrt" ? times(rate, rate) : rate, worth) : ZERO;
  };
  let alive = voters.projects.filter(({ supporters }) => supporters.length);
  const known = new Map(alive.map((project) => [project, ZERO])), bought = [];
  for (;;) {
    // What a project asks never falls within a run: those whose last known key is too high are not looked at.
    const offers = new Map();
    let best = null;
    for (const project of [...alive].sort((a, b) => compare(known.get(a), known.get(b)))) {
      if (best && compare(known.get(project), best) > 0) break;
      const found = rateOf(project, inUnits.get(project), purses, empty);
      if (!found) { alive = alive.filter((each) => each !== project); continue; }
      const rate = ratio(found.due, found.heads * units), key = keyOf(project, rate);
      known.set(project, key);
      offers.set(project, { ...found, rate, key });
      if (!best || compare(key, best) < 0) best = key;
    }
    if (!offers.size) return { purse, bought, purses, units, till };
    const tied = voters.projects.filter((project) => offers.has(project) && !compare(offers.get(project).key, best));
    const [project, resolvedBy] = chosenOf(tied, breakTie), { due, heads, live, rate } = offers.get(project);
    if (till && !till.buys(project)) { alive = alive.filter((each) => each !== project); continue; }
    const up = heads / gcd(due, heads), paid = (due * up) / heads;
    units *= up;
    purses = purses.map((own) => own * up);
    for (const [each, cost] of inUnits) inUnits.set(each, cost * up);
    const emptied = live.filter(({ at, points }) => purses[at] <= paid * points);
    for (const { at, points } of live) purses[at] -= purses[at] < paid * points ? purses[at] : paid * points;
    for (const { at } of emptied) empty.add(at);
    bought.push({ project, rate, tied, resolvedBy, emptied: emptied.map(({ at }) => at) });
    alive = alive.filter((each) => each !== project);
  }
}

const costOf = (bought) => total(bought.map(({ project }) => project.cost));

/** Equal shares from the first purse, and with higher purses if the rule says so. */
async function completed(voters, rule, budget, start, breakTie, progress, pots) {
  const tillOf = () => (pots ? new Till(pots, voters.projects) : null);
  const runAt = (purse) => equalShares(voters, rule.utility, purse, breakTie, tillOf());
  const couldBuy = ({ till }, project, left) =>
    till ? !till.refused.has(project) && till.fits(project) : compare(project.cost, left) <= 0;
  let answer = runAt(start);
  if (rule.completion === "none" || rule.completion === "greedy") return { run: answer, steps: [] };
  const stops = rule.completion === "add1e" || rule.completion === "add1eu";
  const supported = voters.projects.filter(({ supporters }) => supporters.length), steps = [];
  const note = (run) => {
    const spent = costOf(run.bought), winners = run.bought.map(({ project }) => project);
    const left = subtract(budget, spent), same = (last) =>
      last && last.winners.length === winners.length && winners.every((project) => last.winners.includes(project));
    if (same(steps.at(-1))) steps.at(-1).to = run.purse;
    else steps.push({
      from: run.purse, to: run.purse, winners, spent, feasible: left.n >= 0n,
      exhaustive: !supported.some((project) => !winners.includes(project) && couldBuy(run, project, left)),
    });
    return steps.at(-1);
  };
  let step = note(answer);
  for (let number = 1n; ; number++) {
    if (answer.bought.length === supported.length || (stops && step.exhaustive)) return { run: answer, steps };
    await progress(Number(number));
    const next = runAt(add(start, times(ratio(number), exactOf(rule.increment))));
    step = note(next);
    if (!step.feasible) return { run: answer, steps };
    answer = next;
  }
}

/** Candidates in order of score, while they fit. */
function greedy(voters, budget, candidates, breakTie, { by = "score", skip = true } = {}) {
  const score = new Map(candidates.map((project) => [project, scoreOf(voters, project, by)]));
  let waiting = candidates.filter(({ supporters }) => supporters.length), left = budget;
  const taken = [];
  while (waiting.length) {
    const best = waiting.map((each) => score.get(each)).reduce((a, b) => (compare(b, a) > 0 ? b : a));
    const tied = waiting.filter((each) => !compare(score.get(each), best));
    const [project, resolvedBy] = chosenOf(tied, breakTie);
    waiting = waiting.filter((each) => each !== project);
    if (compare(project.cost, left) <= 0) {
      left = subtract(left, project.cost);
      taken.push({ project, tied, resolvedBy });
    } else if (!skip) break;
  }
  return taken;
}

function scoreOf(voters, project, by) {
  if (by === "votes") return votesOf(voters, project);
  const points = pointsOf(voters, project);
  return by === "density" && project.cost.n ? over(points, project.cost) : points;
}

/** Money comes to voters at the speed of their weight; who can pay first, buys first. */
function phragmen(voters, budget, breakTie, skip) {
  const since = voters.classes.map(() => ZERO), bought = [];
  let waiting = voters.projects.filter(({ supporters }) => supporters.length), left = budget;
  const timeOf = ({ cost, supporters }) => over(
    add(times(cost, voters.scale), total(supporters.map(({ at, weight }) => times(since[at], ratio(weight))))),
    ratio(sum(supporters.map(({ weight }) => weight))),
  );
  while (waiting.length) {
    const time = new Map(waiting.map((project) => [project, timeOf(project)]));
    const first = least([...time.values()]), tied = waiting.filter((project) => !compare(time.get(project), first));
    const dear = tied.filter((project) => compare(project.cost, left) > 0);
    if (dear.length && !skip) break;
    if (dear.length) { waiting = waiting.filter((project) => !dear.includes(project)); continue; }
    const [project, resolvedBy] = chosenOf(tied, breakTie);
    for (const { at } of project.supporters) since[at] = first;
    left = subtract(left, project.cost);
    bought.push({ project, time: first, tied, resolvedBy });
    waiting = waiting.filter((each) => each !== project);
  }
  return bought;
}
