CREATE TABLE chat_event (
    id       text PRIMARY KEY,
    type     text NOT NULL,
    happened timestamptz,
    chat_id  bigint,
    author   text,
    message  text,
    event    jsonb NOT NULL
);
CREATE INDEX ON chat_event (chat_id, happened);
