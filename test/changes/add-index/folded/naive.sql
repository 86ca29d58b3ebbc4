CREATE INDEX ON users ("fullName", email);
