ALTER TABLE users ADD CONSTRAINT "One e-mail" UNIQUE (email);
