CREATE INDEX "By e-mail" ON users (email);
