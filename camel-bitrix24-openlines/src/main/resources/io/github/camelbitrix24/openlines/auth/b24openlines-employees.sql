CREATE TABLE IF NOT EXISTS b24openlines_employees (
  portal VARCHAR(255) NOT NULL,
  employee VARCHAR(255) NOT NULL,
  auth_token VARCHAR(255),
  access_token VARCHAR(255),
  refresh_token VARCHAR(255),
  PRIMARY KEY (portal, employee)
)
