-- Keeps the tables of complete runs from being dropped until the transaction ends. Unlike a query it takes no snapshot,
-- so whatever was dropped before is not seen in this transaction either.
LOCK TABLE predawn.predictions, predawn.prediction_deltas IN ACCESS SHARE MODE
