#!/bin/sh
# Keeps tags.json, an object with the tag, the number or the list of items of every project, in this folder: follow.sh URL.
# It needs curl and jq.
pause=0
while sleep "$pause"; do
    pause=1
    if [ ! -s cursor ]; then
        curl -sf -D head -o listing -H 'Accept: application/x-ndjson' "$1/predictions" || continue
        jq -s 'map({(.project_id): (.predicted_tag // .value // [.items[]?.item])}) | add // {}' listing > next && mv next tags.json || continue
        tr -d '\r' < head | sed -n 's/^[Pp]redawn-[Cc]hanges: //p' > next && mv next cursor || continue
    fi
    status=$(curl -s -o page -w '%{http_code}' -H 'Prefer: wait=20' "$1/changes?after=$(cat cursor)") || continue
    [ "$status" != 410 ] || rm cursor
    [ "$status" = 200 ] || continue
    jq --slurpfile page page 'reduce $page[0].data.changes[] as $change (.;
        ($change.to_tag // $change.to_value // $change.to_items) as $said |
        if $said != null then .[$change.project_id] = $said else del(.[$change.project_id]) end)' \
        tags.json > next && mv next tags.json && jq -r .data.next page > next && mv next cursor && pause=0
done
