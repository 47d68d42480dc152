-- Holds for a pair of predictions that differ: one of the runs has none, or both have one and a condition holds for these.
(p.from_has <> p.to_has OR (p.from_has AND ({differs})))
