import type { Repo } from '../../src/stacks/stack.ts';

/** A repository that a stack is to be found in, with its model of the table `users`. */
export interface Repository {
  readonly stack: string;
  readonly files: Readonly<Record<string, string>>;
  /** What the table is called there; absent where the stack has no models. */
  readonly model?: string;
  /** What the column full_name is called. */
  readonly field?: string;
  /** The table, where it is not called users. */
  readonly table?: string;
}

/** Files in memory as a repository. */
export const repoOf = (files: Repository['files']): Repo => ({
  list: (directory) => {
    const below = directory === '.' ? '' : `${directory}/`;
    const names = Object.keys(files)
      .filter((path) => path.startsWith(below))
      .map((path) => path.slice(below.length).replace(/\/.*/, '/'));
    return [...new Set(names)].toSorted();
  },
  read: (path) => files[path] ?? null,
});

const npm = (name: string): string => `{"dependencies":{"${name}":"1.0.0"}}`;

export const repositories: readonly Repository[] = [
  {
    stack: 'prisma',
    files: {
      'package.json': npm('@prisma/client'),
      'prisma/schema.prisma':
        'model Post {\n  id Int @id\n}\n\nmodel Account {\n  id       Int    @id\n  fullName String @map("full_name")\n\n  @@map("users")\n}\n',
    },
    model: 'Account',
    field: 'fullName',
  },
  {
    stack: 'drizzle',
    files: {
      'apps/api/package.json': npm('drizzle-orm'),
      'apps/api/src/schema.ts':
        "export const posts = pgTable('posts', { id: serial('id') });\n\nexport const accounts = pgTable('users', {\n  id: serial('id').primaryKey(),\n  fullName: text('full_name').notNull(),\n});\n",
    },
    model: 'accounts',
    field: 'fullName',
  },
  {
    stack: 'typeorm',
    files: {
      'package.json': npm('typeorm'),
      'src/account.ts':
        "@Entity({ name: 'users' })\nexport class Account {\n  @PrimaryGeneratedColumn()\n  id: number;\n\n  @Column({ name: 'full_name', type: 'text' })\n  fullName: string;\n}\n",
    },
    model: 'Account',
    field: 'fullName',
  },
  {
    stack: 'mikroorm',
    files: {
      'package.json': npm('@mikro-orm/core'),
      'src/account.ts':
        "@Entity({ tableName: 'users' })\nexport class Account {\n  @Property({ fieldName: 'full_name' })\n  fullName!: string;\n}\n",
    },
    model: 'Account',
    field: 'fullName',
  },
  {
    stack: 'sequelize',
    files: {
      'package.json': npm('sequelize'),
      'models/account.js':
        "module.exports = (sequelize) =>\n  sequelize.define('Account', {\n    fullName: { type: DataTypes.TEXT, field: 'full_name' },\n  }, { tableName: 'users' });\n",
    },
    model: 'Account',
    field: 'fullName',
  },
  { stack: 'kysely', files: { 'package.json': npm('kysely') } },
  { stack: 'knex', files: { 'package.json': npm('knex') } },
  {
    stack: 'django',
    files: {
      'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
      'accounts/models.py':
        'class Account(models.Model):\n    name = models.TextField(db_column="full_name")\n\n    class Meta:\n        db_table = "users"\n',
    },
    model: 'Account',
    field: 'name',
  },
  {
    stack: 'django',
    files: {
      'requirements.txt': 'Django>=5\n',
      'shop/models/orders.py': 'class Order(models.Model):\n    full_name = models.TextField(null=True)\n',
    },
    table: 'shop_order',
    model: 'Order',
    field: 'full_name',
  },
  {
    stack: 'sqlalchemy',
    files: {
      'pyproject.toml': 'dependencies = ["SQLAlchemy>=2"]\n',
      'app/models.py':
        'class Account(Base):\n    __tablename__ = "users"\n    id = Column(Integer)\n    name: Mapped[str] = mapped_column("full_name")\n',
    },
    model: 'Account',
    field: 'name',
  },
  {
    stack: 'activerecord',
    files: {
      Gemfile: "gem 'rails', '~> 8.0'\n",
      'app/models/post.rb': 'class Post < ApplicationRecord\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  has_many :posts\nend\n',
    },
    model: 'User',
  },
  {
    stack: 'gorm',
    files: {
      'go.mod': 'module shop\nrequire gorm.io/gorm v1.25.0\n',
      'internal/account.go':
        'package shop\n\nimport "gorm.io/gorm"\n\ntype Account struct {\n\tID int64\n\tName string `gorm:"column:full_name"`\n}\n\nfunc (Account) TableName() string { return "users" }\n',
    },
    model: 'Account',
    field: 'Name',
  },
  { stack: 'sqlc', files: { 'sqlc.yaml': 'version: "2"\n' } },
  { stack: 'pgx', files: { 'go.mod': 'module shop\nrequire github.com/jackc/pgx/v5 v5.7.0\n' } },
  {
    stack: 'jpa',
    files: {
      'pom.xml': '<artifactId>spring-boot-starter-data-jpa</artifactId>',
      'src/main/java/shop/Account.java':
        '@Entity\n@Table(name = "users")\npublic class Account {\n  @Column(name = "full_name", nullable = false)\n  private String name;\n}\n',
    },
    model: 'Account',
    field: 'name',
  },
  {
    stack: 'ecto',
    files: {
      'mix.exs': 'defp deps, do: [{:ecto_sql, "~> 3.10"}]\n',
      'lib/shop/account.ex':
        'defmodule Shop.Account do\n  use Ecto.Schema\n  schema "users" do\n    field :name, :string, source: :full_name\n  end\nend\n',
    },
    model: 'Shop.Account',
    field: 'name',
  },
  {
    stack: 'eloquent',
    files: {
      'composer.json': '{"require":{"laravel/framework":"^12.0"}}',
      'app/Models/Account.php': "<?php\nclass Account extends Model\n{\n    protected $table = 'users';\n}\n",
    },
    model: 'Account',
  },
];
