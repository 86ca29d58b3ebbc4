<?php
class User extends Model
{
    protected $fillable = ['id', 'full_name'];

    public function label() { return $this->full_name; }
}
