-- the event is the body as JSON; its id is the same when it is received again
INSERT INTO chat_event (id, type, happened, chat_id, author, message, event)
SELECT :#${header.CamelB24OpenLinesEventId}, e ->> 'type', CAST(e ->> 'time' AS timestamptz), CAST(e ->> 'chatId' AS bigint),
       e -> 'author' ->> 'kind', e ->> 'text', e
FROM (SELECT CAST(:#${body} AS jsonb) AS e) AS received
ON CONFLICT (id) DO NOTHING
