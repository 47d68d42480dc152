-- Appends what a worker has counted of the sides of canaries: $1 the canaries, $2 the sides, $3 the requests, $4 the errors.
INSERT INTO predawn.canary_requests (canary_id, on_canary, requests, errors)
SELECT *
FROM unnest($1::bigint[], $2::boolean[], $3::bigint[], $4::bigint[])
