-- Which rows of the source were set aside?
--
-- The reasons why the latest sync did not take rows, each with its first row, for whoever makes the source.
SELECT reason, source, count(*) AS rows, min(row_number) AS first_row
FROM analytics.rejected_rows
GROUP BY reason, source
ORDER BY rows DESC, reason, source
