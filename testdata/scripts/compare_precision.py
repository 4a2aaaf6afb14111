"""What storing the sample studies in fewer bits changes in their figures.

    cd cmd/trainsamples && go run . -out ../../out/samples -float32 ../../out/samples32
    make cli && python3 testdata/scripts/compare_precision.py out/samples out/samples32

For each question it prints the largest change of any distance or coefficient.
"""
import json
import subprocess
import sys

ASKED = {
    "gen-mem": ["groups --by group", "groups --by group --split test"],
    "convergence": ["convergence", "convergence --measure cca", "spectrum --network cnn --layer conv4"],
    "lr-clusters": ["groups --by learning_rate"],
    "widths": ["groups --by width --layer logits", "groups --by width --layer fc --neurons 16",
               "groups --by width --layer logits --step init"],
    "char-lstm": ["convergence", "convergence --measure cca"],
    "lstm-repeats": ["timesteps --layer lstm3", "timesteps --layer lstm3 --measure cosine"],
    "toy-rnn": ["timesteps --measure cca", "timesteps --measure euclidean"],
}
NUMBERS = {"distance", "mean", "coefficients"}


def numbers(value, inside=False):
    if isinstance(value, dict):
        for key, v in value.items():
            yield from numbers(v, inside or key in NUMBERS)
    elif isinstance(value, list):
        for v in value:
            yield from numbers(v, inside)
    elif inside and isinstance(value, (int, float)):
        yield value


def answer(folder, name, question):
    command, *flags = question.split()
    out = subprocess.run(["bin/semblance-cli", command, f"{folder}/{name}", *flags, "--json", "--quiet"],
                         capture_output=True, check=True).stdout
    return list(numbers(json.loads(out)))


def main(stored, full):
    for name, questions in ASKED.items():
        for question in questions:
            a, b = answer(stored, name, question), answer(full, name, question)
            assert len(a) == len(b), (name, question)
            print(f"{name:13s} {question:45s} {max(abs(x - y) for x, y in zip(a, b)):.1g}")


if __name__ == "__main__":
    main(*sys.argv[1:])
