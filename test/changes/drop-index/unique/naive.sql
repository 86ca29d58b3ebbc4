DROP INDEX "By Note";
