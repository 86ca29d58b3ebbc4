-- Dumped by pg_dump
CREATE TABLE public.users (
    id bigint NOT NULL,
    full_name text NOT NULL
);
CREATE INDEX users_full_name_idx ON public.users USING btree (full_name);
CREATE TABLE public.customers (id bigint, full_name text);
