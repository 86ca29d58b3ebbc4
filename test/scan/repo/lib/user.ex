defmodule Shop.User do
  schema "users" do
    field :full_name, :string
  end

  def changeset(user, attrs), do: cast(user, attrs, [:full_name])
  def named(name), do: from(u in User, where: u.full_name == ^name)
end
