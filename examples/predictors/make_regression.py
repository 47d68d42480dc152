"""Writes a catalogue of patients, and a regression of how far their diabetes has gone a year later.

The table is the one that scikit-learn ships (442 patients, ten measurements). The regression is fitted on
every second patient; the ids of these are written beside it, so that the other ones judge it.
"""

import csv
import sys
from pathlib import Path

import skops.io
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def main(folder: Path) -> None:
    """Write `patients.csv`, `regression.skops` and `trained_on.txt` to a folder."""
    table = load_diabetes(scaled=False)
    ids = [f"patient-{number:03d}" for number in range(1, len(table.data) + 1)]
    with (folder / "patients.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "description", *table.feature_names, "progression"])
        rows = zip(ids, table.data.tolist(), table.target.tolist(), strict=True)
        for name, measured, progression in rows:
            writer.writerow([name, name, "a patient with diabetes", *measured, progression])
    model = make_pipeline(StandardScaler(), Ridge()).fit(table.data[::2], table.target[::2])
    skops.io.dump(model, folder / "regression.skops")
    (folder / "trained_on.txt").write_text("\n".join(ids[::2]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
