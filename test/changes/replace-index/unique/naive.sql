DROP INDEX "One Note"; CREATE UNIQUE INDEX "One Note" ON orders (region);
