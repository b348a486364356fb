"""A second verifier of certificates, announcements and reports, in fractions alone; proofs.md says what it checks and why.

python3 verify.py CERTIFICATE [ANNOUNCEMENT [REPORTS]], or many such lines, split by tabs, on standard input. Says "holds", or
what does not: "malformed", "proof", or the "environment", "mechanism" or "reports" that are not those announced.
"""
import hashlib, json, sys
from math import lcm, prod
from fractions import Fraction
from types import SimpleNamespace as Space

getattr(sys, "set_int_max_str_digits", int)(0)


def need(kind, why, *conditions):
    if not all(conditions):
        raise ValueError(kind, why)


def fraction(text):
    need("malformed", f"{text} must be a fraction in lowest terms", str(Fraction(text)) == text)
    return Fraction(text)


def known(mapping, required, optional=""):
    must = set(required.split())
    need("malformed", f"keys must be {required}", must <= set(mapping) <= must | set(optional.split()))
    return mapping


def unique(pairs):
    need("malformed", "a name stands twice", len(dict(pairs)) == len(pairs))
    return dict(pairs)


def by_agent(d, mapping, read=fraction):
    need("malformed", f"{list(mapping)} must be the agents", set(mapping) == set(d.agents))
    return [read(mapping[name]) for name in d.agents]


def digest(*parts):
    """Words with their lengths before them, lists with theirs, and indices; a code point is four bytes."""
    def said(x):
        inner = "".join(map(said, x)) if type(x) in (list, tuple) else f"{x};" if type(x) is int else f"{len(str(x))}:{x}"
        return f"{len(x)};{inner}" if type(x) is list else inner
    return hashlib.sha256(said(parts).encode("utf-32-be", "surrogatepass")).hexdigest()


def design(path, form, schemas, more=""):
    with open(path, encoding="utf-8") as file:
        f = known(json.load(file, object_pairs_hook=unique), "format schema digests environment mechanism " + more)
    e, m = known(f["environment"], "name horizon states agents initial actions"), known(f["mechanism"], "weights boosts")
    S, A = (unique([(name, k) for k, name in enumerate(e[key])]) for key in ("states", "agents"))
    kind, discount = known(e["horizon"], "kind", "discount")["kind"], fraction(e["horizon"].get("discount", "1"))
    initial, moves = {S[s]: fraction(p) for s, p in e["initial"].items()}, []
    for a in e["actions"]:
        known(a, "state name next", "rewards needs absent")
        pays = {A[i]: ([*map(fraction, r["type"])], fraction(known(r, "type constant")["constant"]))
                for i, r in a.get("rewards", {}).items()}
        left, needs = {A[i]: fraction(x) for i, x in a.get("absent", {}).items()}, {A[i] for i in a.get("needs", [])}
        moves.append(Space(state=S[a["state"]], name=a["name"], next={S[s]: fraction(p) for s, p in a["next"].items()},
                           pays=pays, left=left, needs=needs))
        chances = moves[-1].next.values()
        need("malformed", f"action {a['name']} in {a['state']}", not needs & set(left), all(p > 0 for p in chances),
             sum(chances) == 1 if chances else kind != "average")
    number = unique([((move.state, move.name), k) for k, move in enumerate(moves)])
    boosts = {(S[s], a): fraction(x) for s, row in m["boosts"].items() for a, x in row.items()}
    need("malformed", "format, horizon, initial or boosts", f["format"] == form, f["schema"] in schemas, type(f["schema"]) is int,
         sum(initial.values()) == 1, min(initial.values()) >= 0, set(boosts) == set(number),
         kind in ("finite", "discounted", "total", "average"), 0 < discount < 1 if kind == "discounted" else discount == 1)
    for a in moves:
        a.unit = lcm(*(p.denominator for p in a.next.values()))
        a.shares = [(s, int(p * a.unit)) for s, p in a.next.items()]
    d = Space(file=f, compact=f["schema"] == 3, states=S, agents=A, kind=kind, discount=discount, initial=initial, moves=moves, number=number,
              boosts=[boosts[key] for key in number])
    d.weights = by_agent(d, m["weights"])
    need("malformed", "weights", min(d.weights) > 0)
    environment = digest("environment", e["name"], kind.upper(), discount, list(S), [initial.get(s, 0 * discount) for s in S.values()],
        list(A), [(m.state, m.name, sorted(m.next.items()), sorted((i, *pay) for i, pay in m.pays.items()), sorted(
            [(i, "false", x) for i, x in m.left.items()] + [(i, "true", "0") for i in m.needs])) for m in moves])
    d.digests = {"environment": environment, "mechanism": digest("mechanism", environment, d.weights, d.boosts)}
    return d


def parsed(d, proof):
    """Its value, and by state the policy's move with its visits, passages and the state's value; in compact ones the move alone."""
    if d.compact:
        policy = known(proof, "value policy")["policy"]
        return fraction(proof["value"]), [(d.states[s], d.number[d.states[s], a]) for s, a in policy.items()]
    need("malformed", "policy must be a list", type(proof["policy"]) is list)
    rows = [known(row, "state action visits value", "passages gain") for row in known(proof, "value policy")["policy"]]
    return fraction(proof["value"]), [(d.states[r["state"]], d.number[d.states[r["state"]], r["action"]], fraction(
        r["visits"]), fraction(r.get("passages", "0")), fraction(r["value"]), fraction(r.get("gain", proof["value"]))) for r in rows]


def economy(d, rows, out):
    """By state that counts without agent number out, its moves; states are in order, each before those that may follow."""
    usable, kept = None, [k for k, m in enumerate(d.moves) if out not in m.needs]
    while usable != kept:  # A move that may lead to where nothing can be done is none.
        usable, alive = kept, {d.moves[k].state for k in kept}
        kept = [k for k in usable if set(d.moves[k].next) <= alive]
    at, of, todo = {}, {s: [] for s in d.states.values()}, [s for s, p in d.initial.items() if p > 0]
    for k in usable:
        of[d.moves[k].state].append(k)
    seen = set(todo)
    for s in todo:
        at[s] = of[s]
        new = {t for k in at[s] for t in d.moves[k].next} - seen
        seen |= new
        todo += new
    need("proof", "states of an economy", sorted(at) == [row[0] for row in rows], all(row[1] in at[row[0]] for row in rows))
    if d.kind == "total":  # Nowhere to stay for ever, and so an end under every policy.
        left, ends = set(at), True
        while left:
            ends = {s for s in left if not any(d.moves[k].next and set(d.moves[k].next) <= left for k in at[s])}
            need("proof", "a total horizon whose runs end", ends)
            left -= ends
    if d.kind != "finite":
        return at
    before = dict.fromkeys(at, 0)
    for t in (t for s in at for k in at[s] for t in d.moves[k].next):
        before[t] += 1
    order = [s for s in sorted(at) if not before[s]]
    for s in order:
        for t in (t for k in at[s] for t in d.moves[k].next):
            before[t] -= 1
            order += [t] if not before[t] else []
    need("proof", "a finite horizon whose runs end", len(order) == len(at))
    return {s: at[s] for s in order}


def prove_policy(d, at, worth, rows, gives, earns):
    """Checks by values that no move is worth more than the policy's, nor as much and comes first; what each agent earns by it.

    Values are whole numbers of 2^-bits, off by the most moves to the end; one is a whole number of 1 / unit, so that with bits
    enough there is only one which it can be."""
    policy, level, reached = dict(rows), {}, {s for s, p in d.initial.items() if p > 0}
    for s in reversed(at):
        level[s] = max((1 + level[t] for k in at[s] for t in d.moves[k].next), default=0)
    for s in at:
        reached |= set(d.moves[policy[s]].next) if s in reached else set()
    first, most = lcm(*(p.denominator for p in d.initial.values())), max(d.moves[k].unit for s in at for k in at[s])

    def units(states):
        by = {}
        for s in states:
            by[level[s]] = lcm(by.get(level[s], 1), d.moves[policy[s]].unit)
        unit = prod(by.values())
        return unit, (unit * most * first * (1 + max(level.values()))).bit_length() + 4

    def move(k, value, gain, bits):
        m = d.moves[k]
        return (gain[k] << bits) + (sum(value[t] * p for t, p in m.shares) // m.unit if m.shares else 0)

    def values(states, gain, bits):
        value = {}
        for s in (s for s in reversed(at) if s in states):
            value[s] = move(policy[s], value, gain, bits)
        return value

    def whole(moves, gain):
        money = lcm(*(Fraction(gain[k]).denominator for k in moves))
        return {k: int(gain[k] * money) for k in moves}, money

    def expected(gain):
        (gain, money), (unit, bits) = whole([policy[s] for s in reached], gain), units(reached)
        value = values(reached, gain, bits)
        total = sum(int(p * first) * value[s] for s, p in d.initial.items() if p > 0)
        return Fraction((total * unit + (1 << bits - 1)) >> bits, unit * first * money)

    gain, close = whole([k for s in at for k in at[s]], gives)[0], [(s, k) for s in at for k in at[s] if k != policy[s]]
    for bits in (64, units(at)[1]):
        value = values(at, gain, bits) if close else {}
        slack = [(s, k, value[s] - move(k, value, gain, bits)) for s, k in close]
        need("proof", "policy", all(x >= -2 * level[s] for s, k, x in slack))
        close = [(s, k) for s, k, x in slack if x <= 2 * level[s]]
    need("proof", "ties", all(k > policy[s] for s, k in close))
    need("proof", "value of an economy", worth == expected(gives))
    return [expected(earn) for earn in earns]


def prove(d, proof, out, earns):
    """Checks the economy without agent number out by duality; returns what each agent earns in it."""
    (worth, rows), first, average = proof, lambda s: d.initial.get(s, 0), d.kind == "average"
    at = economy(d, rows, out)
    weight = [0 if i == out else w for i, w in enumerate(d.weights)]
    gives = {k: d.boosts[k] + sum(weight[i] * earns[i][k] for i in d.moves[k].pays) + (
        d.weights[out] * d.moves[k].left.get(out, 0) if out is not None else 0) for s in at for k in at[s]}
    if d.compact:
        need("proof", "a policy alone proves nothing but of a finite run", d.kind == "finite")
        return prove_policy(d, at, worth, rows, gives, earns if out is None else [])
    move, visits, passages, value, gain = ({row[0]: row[k] for row in rows} for k in (1, 2, 3, 4, 5))
    flow = lambda x, s: sum(x[t] * d.moves[move[t]].next.get(s, 0) for t in at)
    after = {s: set(d.moves[move[s]].next) if average else {s} for s in at}
    for t in at if average else ():
        for s in at:
            after[s] |= after[t] if t in after[s] else set()
    reached = set().union(*({s} | after[s] for s in at if first(s) or not average))
    passing = {s for s in reached if any(s not in after[t] for t in after[s])}  # Left for good, sooner or later.
    need("proof", "visits", all(v >= 0 for v in visits.values()), all(not passages[s] for s in set(at) - passing),
         all(not visits[s] for s in set(at) - reached | passing), all(passages[s] == first(s) + flow(passages, s) for s in passing),
         all(visits[s] == (0 if average else first(s)) + d.discount * flow(visits, s) for s in reached - passing),
         all(sum(visits[t] for t in after[s]) == sum(first(t) + flow(passages, t) for t in after[s])
             for s in reached - passing if average))
    for s, k in ((s, k) for s in at for k in at[s]):
        loss = average * (gain[s] - sum(p * gain[t] for t, p in d.moves[k].next.items()))
        need("proof", "gains", loss >= 0, k != move[s] or loss == 0)
        if loss:
            continue
        slack = value[s] + average * gain[s] - gives[k] - d.discount * sum(p * value[t] for t, p in d.moves[k].next.items())
        taken = visits[s] or passages[s]  # There ties go to the first move.
        need("proof", "values", slack >= 0, not taken or k > move[s] or (slack == 0 if k == move[s] else slack > 0))
    need("proof", "value of an economy", worth == sum(visits[s] * gives[move[s]] for s in at),
         average and set(gain.values()) == {worth} or worth == sum(first(s) * (gain if average else value)[s] for s in at))
    return [sum(visits[s] * earn[move[s]] for s in at) for earn in earns]


def verify(certificate, announcement="", reports=""):
    announced = announcement and design(announcement, "dynama announcement", (1,))
    if reports:
        with open(reports, encoding="utf-8") as file:
            made = by_agent(announced, json.load(file, object_pairs_hook=unique), lambda x: [Fraction(repr(float(y))) for y in x])
    d = design(certificate, "dynama certificate", (2, 3), "reports grand marginal rewards payments utilities welfare")
    f, types = d.file, by_agent(d, d.file["reports"], lambda x: [*map(fraction, x)])
    proofs, grand = by_agent(d, f["marginal"], lambda x: parsed(d, x)), parsed(d, f["grand"])
    rewards, payments, utilities = (by_agent(d, f[key]) for key in ("rewards", "payments", "utilities"))
    welfare = fraction(f["welfare"])
    need("malformed", "short reports", all(len(pay[0]) <= len(types[i]) for m in d.moves for i, pay in m.pays.items()))
    earns = [[sum((x * y for x, y in zip(m.pays[i][0], types[i])), m.pays[i][1]) if i in m.pays else 0 for m in d.moves]
             for i in d.agents.values()]
    need("proof", "digests", not announced or announced.file["digests"] == announced.digests,
         f["digests"] == {**d.digests, "reports": digest("reports", list(d.agents), *types)})
    need("proof", "rewards", rewards == prove(d, grand, None, earns), welfare == sum(rewards))
    for i, (economy, w) in enumerate(zip(proofs, d.weights)):
        prove(d, economy, i, earns)
        need("proof", "payments", payments[i] == rewards[i] + (economy[0] - grand[0]) / w,
             utilities[i] == rewards[i] - payments[i])
    for key in ("environment", "mechanism") if announced else ():
        need(key, "of another market than announced", d.digests[key] == announced.digests[key])
    need("reports", "others were made", not reports or made == types)
    return "holds"


def verdict(files):
    try:
        return verify(*files)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as e:
        return ": ".join(e.args if e.args[0] in ("malformed", "proof", "environment", "mechanism", "reports") else
                         ("malformed", str(e)))


if __name__ == "__main__":
    for files in [sys.argv[1:]] if sys.argv[1:] else (line.rstrip("\n").split("\t") for line in sys.stdin):
        print(verdict(files).encode("unicode_escape").decode())  # Whatever a forger has named, it stays on its line.
