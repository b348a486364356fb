"""Steps a second of training a menu of lotteries in PyTorch on the CPU, float64, two threads.

usage: torch_menu.py AGENTS GOODS ENTRIES STEPS HOT

Additive values U[0, 1]; 512 fresh profiles a step; shares are a softmax for each good over the agents and nobody, and the last
entry gives nothing at boost 0. Hard maxima of affine welfare with everyone and without each agent, softmax where the designer's
own part flows; Adam, step 0.03 falling linearly, the temperature from HOT to 3 % of it. Prints one line of JSON.
"""

import json
import sys
import time

import torch

agents, goods, entries, steps = (int(word) for word in sys.argv[1:5])
hot = float(sys.argv[5])
torch.set_num_threads(2)
torch.set_default_dtype(torch.float64)
torch.manual_seed(1)

free = (2 * torch.randn(entries - 1, agents + 1, goods)).requires_grad_()
prices = torch.zeros(entries - 1, requires_grad=True)
adam = torch.optim.Adam([free, prices], lr=0.03, betas=(0.9, 0.99))
nothing = torch.zeros(1, agents, goods)


def objective(types, temperature):
    """Smoothed revenue, mean over profiles; types [B, n, m]."""
    shares = torch.cat([torch.softmax(free, 1)[:, :agents], nothing])
    boosts = torch.cat([prices, torch.zeros(1)])
    own = torch.einsum("bij,kij->ibk", types, shares)
    welfare = own.sum(0)
    score = welfare + boosts
    everyone = score.amax(1)
    without = (score - own).amax(2).sum(0)
    mass = torch.softmax(score / temperature, 1)
    return ((mass * welfare).sum(1) + without - agents * everyone).mean()


begun = time.perf_counter()
for step in range(steps):
    done = step / steps
    adam.param_groups[0]["lr"] = 0.03 * (0.02 + 0.98 * (1 - done))
    adam.zero_grad()
    (-objective(torch.rand(512, agents, goods), hot * 0.03**done)).backward()
    adam.step()
seconds = time.perf_counter() - begun
print(json.dumps({"peer": "torch " + torch.__version__, "agents": agents, "goods": goods, "entries": entries, "hot": hot,
                  "stepsPerSecond": round(steps / seconds, 1)}))
