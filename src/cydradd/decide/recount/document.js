/* The count as a whole, told with the keys of the published result, and the first place where the two differ. */

const TAKEN_AS_DECIDED = ["decision", "objection"];

/** Projects that do not stand, each with the first reason that applies. */
function setAside(election, rule, published) {
  const decided = new Map(published.eligibility.filter(({ kind }) => TAKEN_AS_DECIDED.includes(kind))
    .map((entry) => [entry.project, { project: entry.project, kind: entry.kind, partners: entry.partners }]));
  const many = byPartner(election), aside = [];
  for (const { id, cost } of election.projects) {
    const approving = (partner) => election.ballots
      .filter((ballot) => ballot.partner === partner && ballot.support.some(([name]) => name === id)).length;
    const stopping = Object.entries(rule.consent ?? {}).filter(([partner, share]) =>
      compare(ratio(BigInt(approving(partner)), BigInt(Math.max(many.get(partner) ?? 0, 1))), exactOf(share)) < 0);
    if (decided.has(id)) aside.push(decided.get(id));
    else if (stopping.length) aside.push({ project: id, kind: "consent", partners: stopping.map(([name]) => name) });
    else if (compare(cost, election.budget) > 0) aside.push({ project: id, kind: "cost_above_budget", partners: [] });
  }
  return aside;
}

function roundOf(voters, entry, number, part, own = {}) {
  const { project } = entry;
  return {
    round: number, project: project.id, cost: exactText(project.cost), part, rho: null, theta: null,
    effective_votes: null, time: entry.time ? exactText(entry.time) : null, votes: exactText(votesOf(voters, project)),
    paid_all: null, tied_with: entry.tied.filter((each) => each !== project).map(({ id }) => id),
    resolved_by: entry.resolvedBy, ...own,
  };
}

function boughtOf(voters, rule, entry) {
  const { project, rate, emptied } = entry, scored = ["score", "cost-score"].includes(rule.utility);
  const perPoint = times(rate, ratio(voters.pointScale));
  const worth = ["cost", "cost-score"].includes(rule.utility) ? project.cost : ONE;
  const rho = rule.utility === "sqrt" ? null : worth.n ? over(perPoint, worth) : ZERO;
  return {
    rho: exactText(rho), theta: scored ? null : exactText(rate),
    effective_votes: scored || !rate.n ? null : exactText(over(project.cost, rate)),
    paid_all: Number(sum(emptied.map((at) => voters.classes[at].many))),
  };
}

/** What each partner's ballots had, spent and kept. */
function partnersOf(voters, run) {
  return PARTNERS.map((name) => {
    const own = voters.classes.map((alike, at) => ({ ...alike, at })).filter(({ partner }) => partner === name);
    if (!own.length) return null;
    const ballots = sum(own.map(({ many }) => many)), weight = own[0].weight;
    const left = times(ratio(sum(own.map(({ at, many }) => run.purses[at] * many)), run.units), weight);
    const endowment = times(run.purse, times(weight, ratio(ballots)));
    return {
      name, ballots: Number(ballots), weight: exactText(weight), endowment: exactText(endowment),
      spent: exactText(subtract(endowment, left)), left: exactText(left),
    };
  }).filter(Boolean);
}

/** What a fill by votes adds: what fits into the money left or, over pots, what they can pay too. */
function filledOf(voters, rest, left, breakTie, till) {
  if (!till) return greedy(voters, left, rest, breakTie, { by: "votes" });
  const all = greedy(voters, total(rest.map(({ cost }) => cost)), rest, breakTie, { by: "votes" });
  return all.filter(({ project }) => till.buys(project));
}

async function byEqualShares(voters, election, rule, breakTie, weighed, progress, pots) {
  let start = over(election.budget, ratio(voters.voters));
  if (rule.start === "floor") start = ratio(start.n / start.d);
  const { run, steps } = await completed(voters, rule, election.budget, start, breakTie, progress, pots);
  const rounds = run.bought.map((entry, i) => roundOf(voters, entry, i + 1, "main", boughtOf(voters, rule, entry)));
  const won = run.bought.map(({ project }) => project);
  if (["greedy", "add1u", "add1eu"].includes(rule.completion)) {
    const rest = voters.projects.filter((project) => !won.includes(project));
    for (const pick of filledOf(voters, rest, subtract(election.budget, costOf(run.bought)), breakTie, run.till)) {
      rounds.push(roundOf(voters, pick, rounds.length + 1, "fill"));
      won.push(pick.project);
    }
  }
  const counted = {
    rounds, comparison: null, partners: weighed ? partnersOf(voters, run) : [],
    refused: [...run.till?.refused ?? []].filter(([project]) => !won.includes(project)).map(([, cut]) => cut),
    purse: {
      start: exactText(start), final: exactText(run.purse),
      steps: steps.map((step) => ({
        from: exactText(step.from), to: exactText(step.to), winners: step.winners.map(({ id }) => id),
        spent: exactText(step.spent), feasible: step.feasible, exhaustive: step.exhaustive,
      })),
    },
  };
  return rule.compare === "off" ? counted : compared(voters, election, rule, breakTie, counted, won);
}

/** The result, or greedy's in its place where strictly more weight prefers that. */
function compared(voters, election, rule, breakTie, counted, won) {
  const picks = greedy(voters, election.budget, voters.projects, breakTie);
  const count = (winners) => {
    const found = voters.classes.map(() => 0);
    for (const { supporters } of winners) for (const { at } of supporters) found[at] += 1;
    return rule.compare === "exclusion" ? found.map((many) => Math.min(many, 1)) : found;
  };
  const ours = count(won), theirs = count(picks.map(({ project }) => project));
  const heavy = (prefers) => total(voters.classes.filter((_, at) => prefers(at))
    .map(({ weight, many }) => times(weight, ratio(many))));
  const main = heavy((at) => ours[at] > theirs[at]), other = heavy((at) => theirs[at] > ours[at]);
  const kept = compare(other, main) > 0 ? "greedy" : "main";
  const comparison = { mode: rule.compare, for_main: exactText(main), for_greedy: exactText(other), kept };
  if (kept === "main") return { ...counted, comparison };
  const rounds = picks.map((pick, i) => roundOf(voters, pick, i + 1, "main"));
  return { ...counted, rounds, partners: [], comparison };
}

function byGreedy(voters, election, rule, breakTie, aside) {
  let candidates = voters.projects;
  if (rule.variant === "threshold") {
    const lowest = exactOf(rule.threshold ?? election.meta.min_project_score_threshold);
    if (lowest === null) throw new NotCounted("unknown_rule", "threshold");
    const low = (project) => compare(scoreOf(voters, project, rule.by), lowest) < 0;
    const said = aside.map(({ project }) => project);
    for (const project of candidates.filter(low)) {
      if (!said.includes(project.id)) aside.push({ project: project.id, kind: "threshold", partners: [] });
    }
    candidates = candidates.filter((project) => !low(project));
  }
  const picks = greedy(voters, election.budget, candidates, breakTie, { by: rule.by, skip: rule.variant !== "no-skip" });
  return { rounds: picks.map((pick, i) => roundOf(voters, pick, i + 1, "main")) };
}

const NO_PURSE = { start: null, final: null, steps: [] };

/** Count the ballots anew by the published rule, with the published decisions on eligibility and the budget. */
async function recount(text, published, progress) {
  const { rule } = published, election = electionOf(text, rule.weights ?? "partner");
  const budgetOfFile = election.budget;
  election.budget = exactOf(published.input.budget);
  const aside = setAside(election, rule, published), gone = aside.map(({ project }) => project);
  const eligible = election.projects.map(({ id }) => id).filter((id) => !gone.includes(id));
  const weights = weightsOf(election, rule), scored = ["score", "cost-score"].includes(rule.utility);
  const voters = electorateOf(election, eligible, weights, rule.name === "equal-shares" && !scored);
  for (const { id, supporters } of voters.projects) {
    if (!supporters.length) aside.push({ project: id, kind: "no_support", partners: [] });
  }
  const place = new Map(election.projects.map(({ id }, i) => [id, i]));
  aside.sort((a, b) => place.get(a.project) - place.get(b.project));
  const breakTie = tieBreaker(voters, rule.tie, rule.seed);
  const pots = potsOf(published), over = followed(pots, election, published);
  if (over && (rule.name !== "equal-shares" || rule.compare !== "off")) throw new NotCounted("unknown_rule", rule.name);
  let counted;
  if (rule.name === "equal-shares") {
    const weighed = Boolean(rule.weights) && voters.classes.some(({ partner }) => partner);
    counted = await byEqualShares(voters, election, rule, breakTie, weighed, progress, over);
  } else if (rule.name === "phragmen") {
    const bought = phragmen(voters, election.budget, breakTie, rule.stop === "skip");
    counted = { rounds: bought.map((entry, i) => roundOf(voters, entry, i + 1, "main")) };
  } else if (rule.name === "greedy") counted = byGreedy(voters, election, rule, breakTie, aside);
  else throw new NotCounted("unknown_rule", rule.name);
  const { refused = [], ...all } = { comparison: null, partners: [], purse: NO_PURSE, ...counted };
  const found = told(election, voters, all, aside, text, budgetOfFile);
  if (pots) Object.assign(found.document, paidOf(pots, published, all.rounds, refused));
  return found;
}

function told(election, voters, { rounds, purse, partners, comparison }, aside, text, budgetOfFile) {
  const won = new Set(rounds.map(({ project }) => project));
  const spent = total(rounds.map(({ project }) => election.costs.get(project)));
  const without = voters.classes.filter(({ support }) => !support.some(([name]) => won.has(name)));
  return {
    election, budgetOfFile,
    document: {
      winners: [...won], rounds, purse, partners, comparison,
      eligibility: aside,
      spent: exactText(spent), left: exactText(subtract(election.budget, spent)),
      ties: rounds.filter((entry) => entry.tied_with.length).map((entry) => ({
        round: entry.round, projects: [entry.project, ...entry.tied_with].sort(byText), chosen: entry.project,
        resolved_by: entry.resolved_by,
      })),
      without_winner: {
        voters: Number(sum(without.map(({ many }) => many))),
        weight: exactText(total(without.map(({ weight, many }) => times(weight, ratio(many))))),
      },
      input: {
        voters: election.ballots.length, projects: election.projects.length, vote_type: election.kind,
        entries: election.ballots.reduce((all, { entries }) => all + entries, 0),
        empty_ballots: election.ballots.filter(({ support }) => !support.length).length,
        file_sha256: sha256(bytesOf(text)),
      },
    },
  };
}

/** The first place where a published result says otherwise than what was counted: {at, here, there}, or null. */
function firstDifference(here, there, at = "") {
  if (here === null || typeof here !== "object") {
    return here === there ? null : { at, here, there: there === undefined ? null : there };
  }
  if (there === null || typeof there !== "object") return { at, here, there: there ?? null };
  if (Array.isArray(here) && here.length !== there.length) {
    return firstDifference(here.length, there.length, `${at} (n)`);
  }
  for (const key of Object.keys(here)) {
    if (key === "file_sha256" && there[key] === null) continue;
    const found = firstDifference(here[key], there[key], at ? `${at}.${key}` : key);
    if (found) return found;
  }
  return null;
}
