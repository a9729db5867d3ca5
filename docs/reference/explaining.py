"""What a claim hangs on, asked from Python: every answer is a plain value."""

import sandtable

ensemble = sandtable.simulate(sandtable.read_scenario("three-towns"), futures=1_000, seed=1)

found = sandtable.why(ensemble, "highfell-last")
first = found["assumptions"][0]
print(f"{first['meaning']}: knowing it would gain {first['gain']:.4f} Brier points")
print(f"{found['luck']:.0%} of what is open is luck")

for one in sandtable.flip(ensemble, "highfell-last", futures=500)["flips"]:
    print(f"{one['meaning']} known to be {one['value']:.3g}: {one['trial']['word']}")

told = sandtable.show(ensemble, "highfell-last", happened=False)
print(told["story"][0]["date"], told["story"][0]["text"])

change = sandtable.suppose(ensemble, {"mechanisms.collapse": "off"}, futures=500)
for row in change["claims"]:
    print(row["id"], row["first"], row["second"], row["difference"], row["low"], row["high"])

pair = sandtable.compare(sandtable.read_scenario("three-towns"), "base", "without-collapse", futures=500)
assert [row["id"] for row in pair["claims"]] == [row["id"] for row in change["claims"]]
