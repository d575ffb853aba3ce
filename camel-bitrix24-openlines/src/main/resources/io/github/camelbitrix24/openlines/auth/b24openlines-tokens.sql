CREATE TABLE IF NOT EXISTS b24openlines_tokens (
  client_id VARCHAR(255) NOT NULL,
  member_id VARCHAR(64) NOT NULL,
  user_id BIGINT NOT NULL,
  tokens TEXT,
  updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (client_id, member_id, user_id)
)
