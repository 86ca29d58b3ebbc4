-- A store and 10,000 customers, for schema.sql and for the whole of pagila.
INSERT INTO public.country (country) VALUES ('Canada');
INSERT INTO public.city (city, country_id) VALUES ('Lethbridge', 1);
INSERT INTO public.address (address, district, city_id, phone) VALUES ('47 MySakila Drive', 'Alberta', 1, '');
INSERT INTO public.store (manager_staff_id, address_id) VALUES (1, 1);
INSERT INTO public.customer (store_id, address_id, first_name, last_name, email)
SELECT 1, 1, 'First ' || n, 'Last ' || n, n || '@example.org' FROM generate_series(1, 10000) AS n;
ANALYZE public.customer;
