class UsersController < ApplicationController
  def create
    @user = User.create!(full_name: params[:full_name])
    render json: { name: @user.full_name }
  end

  def index
    @users = User.where(full_name: params[:q]).pluck(:id, :full_name)
  end
end
