ALTER TABLE app."User" RENAME "emailAddress" TO email;
